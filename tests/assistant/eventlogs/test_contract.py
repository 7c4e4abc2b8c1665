"""One suite for every kind of event log: any cursor, any number of readers, nothing left behind."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import msgspec
import pytest

from assistant.core.wire.events import (
    ConversationChanged,
    ConversationState,
    Cursor,
    Delta,
    Event,
    TurnChanged,
)
from assistant.core.wire.fold import Fold
from assistant.eventlogs.contract import CursorLost, EventLogs, Live
from assistant.eventlogs.keys import Times
from assistant.eventlogs.memory import MemoryEventLogs
from assistant.eventlogs.streams import open_streams
from tests.support.facts import make_state
from tests.support.plays import fold_events

FOREVER = 60.0
SOON = 20.0
# Redis is a process of its own, and slow to answer where a machine is busy.
FORGET_AFTER = {"memory": 0.05, "redis": 0.5}
DECODER: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


@asynccontextmanager
async def open_logs(
    request: pytest.FixtureRequest, forget_after: float
) -> AsyncIterator[EventLogs]:
    if request.param == "memory":
        yield MemoryEventLogs(forget_after=forget_after)
        return
    times = Times(forget_after=forget_after, tick=0.001, follow=1.0, watch=0.1)
    async with open_streams(request.getfixturevalue("redis").url, times) as logs:
        yield logs


@pytest.fixture(params=FORGET_AFTER)
async def logs(request: pytest.FixtureRequest) -> AsyncIterator[EventLogs]:
    """Logs that forget nothing while a test lasts."""
    async with open_logs(request, FOREVER) as opened:
        yield opened


@pytest.fixture(params=FORGET_AFTER)
async def forgetful(request: pytest.FixtureRequest) -> AsyncIterator[EventLogs]:
    """Logs that forget a turn almost at once."""
    async with open_logs(request, FORGET_AFTER[request.param]) as opened:
        yield opened


def change(turn: str = "t", state: str = "running", revision: int = 1) -> Event:
    return TurnChanged(make_state(id=turn, state=state, revision=revision))


def title(revision: int = 1) -> Event:
    return ConversationChanged(
        ConversationState(id="c", title="Bikes", leaf="t", revision=revision)
    )


STORY: list[Event] = [
    title(),
    change(),
    *(Delta(turn="t", block="t.0", offset=2 * n, text="🚲") for n in range(8)),
    change(state="done", revision=2),
]


async def look(logs: EventLogs, conversation: str = "c") -> Live:
    async with asyncio.timeout(SOON):
        return await logs.look(conversation)


async def epoch(logs: EventLogs) -> str:
    return (await look(logs)).cursor.epoch


async def tell(logs: EventLogs, events: Sequence[Event], conversation: str = "c") -> None:
    """Append events, and wait until they have their numbers."""
    before = (await look(logs, conversation)).cursor
    logs.append(conversation, events)
    async with asyncio.timeout(SOON):
        while (await look(logs, conversation)).cursor == before:  # noqa: ASYNC110 - Redis tells nobody
            await asyncio.sleep(0)


async def is_dropped(logs: EventLogs, before: str) -> None:
    """Wait until a new epoch has begun, as it does where nothing was left of the old one."""
    async with asyncio.timeout(SOON):
        while await epoch(logs) == before:  # noqa: ASYNC110 - likewise
            await asyncio.sleep(0.01)


async def read_all(logs: EventLogs, cursor: Cursor, until: int) -> list[str]:
    """All frames after a cursor up to a number."""
    frames: list[str] = []
    async with asyncio.timeout(SOON):
        while cursor.seq < until:
            more, cursor = await logs.read("c", cursor)
            frames += more
    return frames


async def wait_at(logs: EventLogs, cursor: Cursor) -> "asyncio.Task[tuple[list[str], Cursor]]":
    """A reader that waits for what comes after a cursor."""
    task = asyncio.create_task(logs.read("c", cursor))
    await asyncio.sleep(0)
    return task


async def forget(logs: EventLogs) -> None:
    """Wait out what was to be forgotten: a loop runs its timers in the order they are due."""
    kind = "memory" if isinstance(logs, MemoryEventLogs) else "redis"
    await asyncio.sleep(FORGET_AFTER[kind] * 1.5)


def fold_frames(fold: Fold, frames: list[str]) -> Fold:
    for frame in frames:
        fold.apply(DECODER.decode(frame))
    return fold


async def test_a_new_conversation_begins_at_zero_with_nothing_live(logs: EventLogs) -> None:
    live = await look(logs)
    assert (live.cursor.seq, live.fold.turns) == (0, {})


async def test_any_cursor_leads_to_the_same_state(logs: EventLogs) -> None:
    start = (await look(logs)).cursor
    for event in STORY:
        await tell(logs, [event])
    final = fold_events(STORY)
    for seq in range(len(STORY)):
        frames = await read_all(logs, Cursor(start.epoch, seq), len(STORY))
        fold = fold_frames(fold_events(STORY[:seq]), frames)
        assert (fold.turns, fold.blocks("t")) == (final.turns, final.blocks("t")), seq


async def test_what_is_live_is_the_fold_of_what_was_told(logs: EventLogs) -> None:
    for event in STORY[:5]:
        await tell(logs, [event])
    live = await look(logs)
    assert live.cursor.seq == 5
    assert live.fold.blocks("t") == fold_events(STORY[:5]).blocks("t")


async def test_a_reader_waits_for_news_and_then_gets_all_of_it(logs: EventLogs) -> None:
    reader = await wait_at(logs, (await look(logs)).cursor)
    assert not reader.done()
    await tell(logs, STORY[:2])
    await tell(logs, STORY[2:4])
    frames, cursor = await asyncio.wait_for(reader, SOON)
    assert len(frames) == cursor.seq >= 2


async def test_two_readers_hear_the_same(logs: EventLogs) -> None:
    start = (await look(logs)).cursor
    readers = [asyncio.create_task(read_all(logs, start, len(STORY))) for _ in range(2)]
    for event in STORY:
        await tell(logs, [event])
        await asyncio.sleep(0)
    first, second = await asyncio.gather(*readers)
    assert len(first) == len(STORY)
    assert first == second


async def test_conversations_are_apart(logs: EventLogs) -> None:
    await tell(logs, STORY)
    other = await look(logs, "d")
    assert (other.cursor.seq, other.fold.turns) == (0, {})
    assert other.cursor.epoch != await epoch(logs)


@pytest.mark.parametrize(("foreign", "seq"), [(True, 0), (True, 2), (False, -1), (False, 3)])
async def test_a_cursor_that_means_nothing_here_is_lost(
    logs: EventLogs, foreign: bool, seq: int
) -> None:
    await tell(logs, STORY[:2])
    with pytest.raises(CursorLost):
        await logs.read("c", Cursor("elsewhere" if foreign else await epoch(logs), seq))


async def test_a_turn_that_ended_is_forgotten_and_older_cursors_are_lost(
    forgetful: EventLogs,
) -> None:
    logs = forgetful
    await tell(logs, [change("u"), *STORY])
    start = (await look(logs)).cursor
    assert set((await look(logs)).fold.turns) == {"t", "u"}
    await forget(logs)
    assert set((await look(logs)).fold.turns) == {"u"}
    with pytest.raises(CursorLost):
        await logs.read("c", Cursor(start.epoch, 3))
    await tell(logs, [change("u", revision=2)])
    assert len(await read_all(logs, start, start.seq + 1)) == 1


@pytest.mark.parametrize("state", ["running", "waiting"])
async def test_a_live_turn_is_never_forgotten(forgetful: EventLogs, state: str) -> None:
    logs = forgetful
    await tell(logs, [change(state=state)])
    await forget(logs)
    assert set((await look(logs)).fold.turns) == {"t"}


async def test_a_reader_that_waits_keeps_its_place_while_all_is_forgotten(
    forgetful: EventLogs,
) -> None:
    logs = forgetful
    await tell(logs, STORY)
    before = (await look(logs)).cursor
    reader = await wait_at(logs, before)
    await forget(logs)
    await tell(logs, [change("u")])
    frames, cursor = await asyncio.wait_for(reader, SOON)
    assert (len(frames), cursor.seq) == (1, before.seq + 1)


# A log that is dropped begins a new epoch when it is asked for again; that is how one can tell.


async def test_a_log_is_dropped_once_all_its_turns_are_forgotten(forgetful: EventLogs) -> None:
    logs = forgetful
    await tell(logs, STORY)
    before = await epoch(logs)
    await is_dropped(logs, before)


async def test_a_log_nobody_wrote_to_is_dropped(forgetful: EventLogs) -> None:
    logs = forgetful
    before = await epoch(logs)
    await is_dropped(logs, before)


async def test_a_log_of_titles_alone_is_dropped(forgetful: EventLogs) -> None:
    logs = forgetful
    await tell(logs, [title()])
    before = await epoch(logs)
    await is_dropped(logs, before)


async def test_a_title_told_to_a_reader_who_then_leaves_is_dropped(forgetful: EventLogs) -> None:
    logs = forgetful
    reader = await wait_at(logs, (await look(logs)).cursor)
    before = await epoch(logs)
    await forget(logs)
    await tell(logs, [title()])
    await asyncio.wait_for(reader, SOON)
    await is_dropped(logs, before)


async def test_a_reader_who_leaves_leaves_nothing_behind(forgetful: EventLogs) -> None:
    logs = forgetful
    await tell(logs, STORY)
    before = await epoch(logs)
    reader = await wait_at(logs, (await look(logs)).cursor)
    await forget(logs)
    assert await epoch(logs) == before
    reader.cancel()
    await asyncio.wait({reader})
    await is_dropped(logs, before)


async def test_one_reader_who_leaves_does_not_disturb_another(forgetful: EventLogs) -> None:
    logs = forgetful
    leaving, staying = [await wait_at(logs, (await look(logs)).cursor) for _ in range(2)]
    leaving.cancel()
    await forget(logs)
    await tell(logs, [change()])
    frames, cursor = await asyncio.wait_for(staying, SOON)
    assert (len(frames), cursor.seq) == (1, 1)


async def test_a_new_epoch_without_one_turn_keeps_what_is_told_of_another(logs: EventLogs) -> None:
    await tell(logs, [change("old"), change("new")])
    await tell(logs, [Delta(turn="new", block="new.0", offset=0, text="abc")])
    before = (await look(logs)).cursor
    logs.renew("c", "old")
    with pytest.raises(CursorLost):
        await logs.read("c", before)
    await tell(logs, [Delta(turn="new", block="new.0", offset=3, text="def")])
    fold = (await look(logs)).fold
    assert set(fold.turns) == {"new"}
    assert [block.text for block in fold.blocks("new")] == ["abcdef"]


async def test_a_conversation_that_is_gone_takes_its_readers_cursors_along(logs: EventLogs) -> None:
    await tell(logs, [change("t")])
    await tell(logs, [change("t")], "d")
    before, other = (await look(logs)).cursor, (await look(logs, "d")).cursor
    reader = await wait_at(logs, before)
    logs.drop("c")
    logs.drop("never heard of")
    with pytest.raises(CursorLost):
        await asyncio.wait_for(reader, SOON)
    assert (await look(logs)).cursor.epoch != before.epoch
    assert (await look(logs)).fold.turns == {}
    assert (await look(logs, "d")).cursor == other

"""One suite for every kind of event log: any cursor, any number of readers, nothing left behind."""

import asyncio
from collections.abc import AsyncIterator, Callable

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
from assistant.eventlogs import CursorLost, EventLogs, MemoryEventLogs
from tests.support.facts import make_state
from tests.support.plays import fold_events

FORGET_AFTER = 0.05
FOREVER = 60.0
SOON = 20.0
DECODER: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)
MAKERS: dict[str, Callable[[float], EventLogs]] = {
    "memory": lambda forget_after: MemoryEventLogs(forget_after=forget_after),
}


@pytest.fixture(params=MAKERS.values(), ids=MAKERS)
async def logs(request: pytest.FixtureRequest) -> AsyncIterator[EventLogs]:
    """Logs that forget nothing while a test lasts."""
    return request.param(FOREVER)


@pytest.fixture(params=MAKERS.values(), ids=MAKERS)
async def forgetful(request: pytest.FixtureRequest) -> AsyncIterator[EventLogs]:
    """Logs that forget a turn almost at once."""
    return request.param(FORGET_AFTER)


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


def epoch(logs: EventLogs) -> str:
    return logs.look("c").cursor.epoch


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


async def forget() -> None:
    """Wait out what was to be forgotten: a loop runs its timers in the order they are due."""
    await asyncio.sleep(FORGET_AFTER * 1.5)


def fold_frames(fold: Fold, frames: list[str]) -> Fold:
    for frame in frames:
        fold.apply(DECODER.decode(frame))
    return fold


async def test_a_new_conversation_begins_at_zero_with_nothing_live(logs: EventLogs) -> None:
    live = logs.look("c")
    assert (live.cursor.seq, live.fold.turns) == (0, {})


async def test_any_cursor_leads_to_the_same_state(logs: EventLogs) -> None:
    start = logs.look("c").cursor
    for event in STORY:
        logs.append("c", [event])
    final = fold_events(STORY)
    for seq in range(len(STORY)):
        frames = await read_all(logs, Cursor(start.epoch, seq), len(STORY))
        fold = fold_frames(fold_events(STORY[:seq]), frames)
        assert (fold.turns, fold.blocks("t")) == (final.turns, final.blocks("t")), seq


async def test_what_is_live_is_the_fold_of_what_was_told(logs: EventLogs) -> None:
    for event in STORY[:5]:
        logs.append("c", [event])
    live = logs.look("c")
    assert live.cursor.seq == 5
    assert live.fold.blocks("t") == fold_events(STORY[:5]).blocks("t")


async def test_a_reader_waits_for_news_and_then_gets_all_of_it(logs: EventLogs) -> None:
    reader = await wait_at(logs, logs.look("c").cursor)
    assert not reader.done()
    logs.append("c", STORY[:2])
    logs.append("c", STORY[2:4])
    frames, cursor = await asyncio.wait_for(reader, SOON)
    assert len(frames) == cursor.seq >= 2


async def test_two_readers_hear_the_same(logs: EventLogs) -> None:
    start = logs.look("c").cursor
    readers = [asyncio.create_task(read_all(logs, start, len(STORY))) for _ in range(2)]
    for event in STORY:
        logs.append("c", [event])
        await asyncio.sleep(0)
    first, second = await asyncio.gather(*readers)
    assert len(first) == len(STORY)
    assert first == second


async def test_conversations_are_apart(logs: EventLogs) -> None:
    logs.append("c", STORY)
    other = logs.look("d")
    assert (other.cursor.seq, other.fold.turns) == (0, {})
    assert other.cursor.epoch != epoch(logs)


@pytest.mark.parametrize(("foreign", "seq"), [(True, 0), (True, 2), (False, -1), (False, 3)])
async def test_a_cursor_that_means_nothing_here_is_lost(
    logs: EventLogs, foreign: bool, seq: int
) -> None:
    logs.append("c", STORY[:2])
    with pytest.raises(CursorLost):
        await logs.read("c", Cursor("elsewhere" if foreign else epoch(logs), seq))


async def test_a_turn_that_ended_is_forgotten_and_older_cursors_are_lost(
    forgetful: EventLogs,
) -> None:
    logs = forgetful
    logs.append("c", [change("u"), *STORY])
    start = logs.look("c").cursor
    assert set(logs.look("c").fold.turns) == {"t", "u"}
    await forget()
    assert set(logs.look("c").fold.turns) == {"u"}
    with pytest.raises(CursorLost):
        await logs.read("c", Cursor(start.epoch, 3))
    logs.append("c", [change("u", revision=2)])
    assert len(await read_all(logs, start, start.seq + 1)) == 1


@pytest.mark.parametrize("state", ["running", "waiting"])
async def test_a_live_turn_is_never_forgotten(forgetful: EventLogs, state: str) -> None:
    forgetful.append("c", [change(state=state)])
    await forget()
    assert set(forgetful.look("c").fold.turns) == {"t"}


async def test_a_reader_that_waits_keeps_its_place_while_all_is_forgotten(
    forgetful: EventLogs,
) -> None:
    logs = forgetful
    logs.append("c", STORY)
    before = logs.look("c").cursor
    reader = await wait_at(logs, before)
    await forget()
    logs.append("c", [change("u")])
    frames, cursor = await asyncio.wait_for(reader, SOON)
    assert (len(frames), cursor.seq) == (1, before.seq + 1)


# A log that is dropped begins a new epoch when it is asked for again; that is how one can tell.


async def test_a_log_is_dropped_once_all_its_turns_are_forgotten(forgetful: EventLogs) -> None:
    forgetful.append("c", STORY)
    before = epoch(forgetful)
    await forget()
    assert epoch(forgetful) != before


async def test_a_log_nobody_wrote_to_is_dropped(forgetful: EventLogs) -> None:
    before = epoch(forgetful)
    await forget()
    assert epoch(forgetful) != before


async def test_a_log_of_titles_alone_is_dropped(forgetful: EventLogs) -> None:
    forgetful.append("c", [title()])
    before = epoch(forgetful)
    await forget()
    assert epoch(forgetful) != before


async def test_a_title_told_to_a_reader_who_then_leaves_is_dropped(forgetful: EventLogs) -> None:
    logs = forgetful
    reader = await wait_at(logs, logs.look("c").cursor)
    before = epoch(logs)
    await forget()
    logs.append("c", [title()])
    await asyncio.wait_for(reader, SOON)
    await forget()
    assert epoch(logs) != before


async def test_a_reader_who_leaves_leaves_nothing_behind(forgetful: EventLogs) -> None:
    logs = forgetful
    logs.append("c", STORY)
    before = epoch(logs)
    reader = await wait_at(logs, logs.look("c").cursor)
    await forget()
    assert epoch(logs) == before
    reader.cancel()
    await asyncio.wait({reader})
    await forget()
    assert epoch(logs) != before


async def test_one_reader_who_leaves_does_not_disturb_another(forgetful: EventLogs) -> None:
    logs = forgetful
    leaving, staying = [await wait_at(logs, logs.look("c").cursor) for _ in range(2)]
    leaving.cancel()
    await forget()
    logs.append("c", [change()])
    frames, cursor = await asyncio.wait_for(staying, SOON)
    assert (len(frames), cursor.seq) == (1, 1)


async def test_a_new_epoch_without_one_turn_keeps_what_is_told_of_another(logs: EventLogs) -> None:
    logs.append("c", [change("old"), change("new")])
    logs.append("c", [Delta(turn="new", block="new.0", offset=0, text="abc")])
    before = logs.look("c").cursor
    logs.renew("c", "old")
    with pytest.raises(CursorLost):
        await logs.read("c", before)
    logs.append("c", [Delta(turn="new", block="new.0", offset=3, text="def")])
    fold = logs.look("c").fold
    assert set(fold.turns) == {"new"}
    assert [block.text for block in fold.blocks("new")] == ["abcdef"]


async def test_a_conversation_that_is_gone_takes_its_readers_cursors_along(logs: EventLogs) -> None:
    logs.append("c", [change("t")])
    logs.append("d", [change("t")])
    before, other = logs.look("c").cursor, logs.look("d").cursor
    reader = await wait_at(logs, before)
    logs.drop("c")
    logs.drop("never heard of")
    with pytest.raises(CursorLost):
        await asyncio.wait_for(reader, SOON)
    assert logs.look("c").cursor.epoch != before.epoch
    assert logs.look("c").fold.turns == {}
    assert logs.look("d").cursor == other

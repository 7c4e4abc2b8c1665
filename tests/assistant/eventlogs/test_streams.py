"""What only a log in Redis has to face: other processes, and a Redis that forgets or goes."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from assistant.core.wire.events import BlockChanged, Cursor, Delta, Event, TurnChanged, WidgetState
from assistant.core.wire.fold import Fold
from assistant.eventlogs.contract import CursorLost, LogAway, StopAsked
from assistant.eventlogs.keys import Times
from assistant.eventlogs.link import Link
from assistant.eventlogs.streams import StreamEventLogs, open_streams
from tests.assistant.eventlogs.test_contract import fold_frames, look, tell
from tests.support.facts import make_state
from tests.support.redis_server import RedisServer

SOON = 20.0
QUICK = Times(tick=0.001, follow=2.0, watch=0.05)


def running(turn: str = "t") -> Event:
    return TurnChanged(make_state(id=turn))


def done(turn: str = "t") -> Event:
    return TurnChanged(make_state(id=turn, state="done", revision=9))


def write(text: str, offset: int = 0, turn: str = "t") -> Event:
    return Delta(turn=turn, block=f"{turn}.0", offset=offset, text=text)


@asynccontextmanager
async def processes(redis: RedisServer, count: int = 2) -> AsyncIterator[list[StreamEventLogs]]:
    if not count:
        yield []
        return
    async with open_streams(redis.url, QUICK) as first, processes(redis, count - 1) as others:
        yield [first, *others]


class Follower:
    """Follows as a socket does: frames from a cursor on, a snapshot where that is lost."""

    def __init__(self, logs: StreamEventLogs) -> None:
        self.logs = logs
        self.fold = Fold()
        self.cursor: Cursor | None = None
        self.resets = 0
        self.numbers: list[int] = []

    async def see(self, text: str, turn: str = "t") -> None:
        """Follow until the reply reads so."""
        async with asyncio.timeout(SOON):
            while self.prose(turn) != text:
                await self._follow()

    async def see_reset(self) -> None:
        """Follow until the cursor is lost."""
        before = self.resets
        async with asyncio.timeout(SOON):
            while self.resets == before:
                await self._follow()

    def prose(self, turn: str) -> str:
        return "".join(block.text for block in self.fold.blocks(turn))

    async def _follow(self) -> None:
        if self.cursor is None:
            live = await self.logs.look("c")
            self.cursor, self.fold = live.cursor, live.fold
            return
        try:
            frames, cursor = await self.logs.read("c", self.cursor)
        except CursorLost:
            self.cursor, self.resets = None, self.resets + 1
            return
        assert cursor.epoch == self.cursor.epoch
        assert cursor.seq > self.cursor.seq, "told twice"
        fold_frames(self.fold, frames)
        self.cursor = cursor


async def test_what_one_process_tells_all_hear(redis: RedisServer) -> None:
    async with processes(redis, 3) as [teller, *others]:
        await tell(teller, [running(), write("One ")])
        followers = [Follower(logs) for logs in (teller, *others)]
        for each in followers:
            await each.see("One ")
        teller.append("c", [write("two", 4), done()])
        for each in followers:
            await each.see("One two")
            assert (each.resets, each.cursor) == (0, followers[0].cursor)


async def test_numbers_stay_gapless_when_all_tell_at_once(redis: RedisServer) -> None:
    async with processes(redis, 3) as logs:
        start = (await look(logs[0])).cursor
        for each in logs:
            each.append("c", [running(f"t{id(each)}")])
        for at in range(60):
            for each in logs:
                each.append("c", [write("x", at, f"t{id(each)}")])
            await asyncio.sleep(0)
        for each in logs:
            follower = Follower(logs[0])
            follower.cursor = start
            await follower.see("x" * 60, f"t{id(each)}")


@pytest.mark.parametrize("loss", ["flushed", "restarted"])
async def test_a_redis_that_lost_all_is_told_anew(redis: RedisServer, loss: str) -> None:
    async with processes(redis) as [teller, other]:
        await tell(teller, [running(), write("One ")])
        followers = [Follower(teller), Follower(other)]
        for each in followers:
            await each.see("One ")
        if loss == "flushed":
            redis.flush()
        else:
            redis.stop()
            redis.start()
        # Nobody says a word yet, and still they learn of it.
        for each in followers:
            await each.see_reset()
        teller.append("c", [write("two ", 4)])
        teller.append("c", [write("three", 8), done()])
        for each in followers:
            await each.see("One two three")


async def test_while_redis_is_away_nothing_is_lost(redis: RedisServer) -> None:
    async with processes(redis) as [teller, other]:
        await tell(teller, [running(), write("One ")])
        follower = Follower(other)
        await follower.see("One ")
        redis.stop()
        teller.append("c", [write("two ", 4)])
        assert (await teller.check()).startswith("unavailable")
        with pytest.raises(LogAway):
            await teller.look("c")
        redis.start()
        teller.append("c", [write("three", 8), done()])
        await follower.see("One two three")
        assert await teller.check() == "ok"


async def test_entries_that_redis_threw_away_are_told_anew(redis: RedisServer) -> None:
    async with processes(redis) as [teller, other]:
        await tell(teller, [running(), write("One ")])
        epoch = (await look(other)).cursor.epoch
        redis.delete(f"weft:c:{epoch}")
        assert (await look(other)).cursor.epoch != epoch
        teller.append("c", [write("two", 4)])
        await Follower(other).see("One two")


async def test_who_no_longer_owns_a_turn_tells_nothing_of_it(redis: RedisServer) -> None:
    async with processes(redis) as [owner, sweeper]:
        await tell(owner, [running(), write("One ")])
        follower = Follower(owner)
        await follower.see("One ")
        sweeper.renew("c", "t")
        await follower.see_reset()
        owner.append("c", [write("two", 4), done()])
        await tell(sweeper, [running("u"), write("Anew", turn="u")])
        await follower.see("Anew", "u")
        assert set(follower.fold.turns) == {"u"}
        # Twice, for the owner may have been told by then that it owns nothing.
        owner.append("c", [write("three", 7)])
        sweeper.append("c", [write(" and on", 4, "u")])
        await follower.see("Anew and on", "u")
        assert set(follower.fold.turns) == {"u"}


async def test_a_turn_that_waited_goes_on_in_another_process(redis: RedisServer) -> None:
    async with processes(redis) as [one, two]:
        await tell(one, [running(), write("One "), TurnChanged(make_state(state="waiting"))])
        await tell(two, [TurnChanged(make_state(revision=3)), write("two", 4), done()])
        follower = Follower(one)
        await follower.see("One two")


async def test_old_deltas_are_joined_and_any_cursor_still_leads_there(redis: RedisServer) -> None:
    words = [f"🚲{n} " for n in range(600)]
    async with processes(redis) as [teller, other]:
        start = (await look(other)).cursor
        events: list[Event] = [running()]
        events += [BlockChanged("t", make_widget(0))]
        for word in words:
            events.append(write(word, sum(len(each) + 1 for each in words[: len(events) - 2])))
        await tell_apart(teller, events)
        live = await look(other)
        assert "".join(block.text for block in live.fold.blocks("t")[:1]) == "".join(words)
        assert redis.count_entries(f"weft:c:{start.epoch}") < 400
        for seq in range(0, len(events), 37):
            fold = Fold()
            for event in events[:seq]:
                fold.apply(event)
            cursor = Cursor(start.epoch, seq)
            while cursor.seq < live.cursor.seq:
                frames, cursor = await other.read("c", cursor)
                fold_frames(fold, frames)
            assert fold.blocks("t") == live.fold.blocks("t"), seq


async def test_a_batch_whose_answer_was_lost_is_not_told_twice(
    redis: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    call_all, deaf = Link.call_all, [True]

    async def lose_one_answer(link: Link, calls: Sequence) -> list:
        answers = await call_all(link, calls)
        if deaf and any(b"One " in str(call).encode() for call in calls):
            deaf.pop()
            raise LogAway("the answer was lost")
        return answers

    monkeypatch.setattr(Link, "call_all", lose_one_answer)
    async with processes(redis) as [teller, other]:
        await tell(teller, [running(), write("One ")])
        await tell(teller, [write("two", 4)])
        assert not deaf
        live = await look(other)
        assert live.cursor.seq == 3
        assert [block.text for block in live.fold.blocks("t")] == ["One two"]


async def test_notices_reach_all_others(redis: RedisServer) -> None:
    async with processes(redis, 3) as [sender, *others]:
        heard: list[tuple[int, str]] = []
        news = asyncio.Event()

        def listen(number: int, logs: StreamEventLogs) -> None:
            logs.listen(lambda notice: (heard.append((number, notice.turn)), news.set()))

        for number, logs in enumerate((sender, *others)):
            listen(number, logs)
            await tell(logs, [running()], f"to have it read {number}")
        sender.announce(StopAsked("t"))
        async with asyncio.timeout(SOON):
            while len(heard) < 2:
                await news.wait()
                news.clear()
        assert sorted(heard) == [(1, "t"), (2, "t")]


async def test_a_read_waits_longer_than_the_library_would(redis: RedisServer) -> None:
    """redis-py gives up an answer after 5 s unless told otherwise; ours waits for news for 10."""
    async with open_streams(redis.url, Times()) as logs:
        waiting = logs._reader._waiting
        pool = waiting._redis.connection_pool
        assert pool.connection_kwargs["socket_timeout"] == waiting.patience
        assert waiting.patience > Times().block > 5


async def test_a_read_that_waits_in_vain_just_waits_again(redis: RedisServer) -> None:
    async with open_streams(redis.url, replace(QUICK, block=0.05)) as logs:
        follower = Follower(logs)
        await tell(logs, [running()])
        seeing = asyncio.create_task(follower.see("At last"))
        for _ in range(5):
            await asyncio.sleep(0.1)
            assert not seeing.done()
        logs.append("c", [write("At last")])
        await seeing
        assert follower.resets == 0


async def test_leaving_leaves_nothing_in_redis_that_stays(redis: RedisServer) -> None:
    async with processes(redis) as [teller, other]:
        await tell(teller, [running(), write("One"), done()])
        await Follower(other).see("One")
    assert {key for key in redis.find_keys() if redis.stays(key)} <= {"weft-control"}


def make_widget(revision: int) -> WidgetState:
    return WidgetState(id="t.1", revision=revision, state="pending", widget="letter", version=1)


async def tell_apart(logs: StreamEventLogs, events: Sequence[Event]) -> None:
    """Append events one by one, so that each gets a number of its own."""
    for event in events:
        await tell(logs, [event])

"""Tells a process's events to Redis: queued at once, sent together once a tick."""

import asyncio
import itertools
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.core.turn.view import is_ended
from assistant.core.wire.events import Event, TurnChanged
from assistant.core.wire.log import join_deltas
from assistant.eventlogs.contract import LogAway
from assistant.eventlogs.entries import BETWEEN, SEPARATOR, find_turn, write_entry
from assistant.eventlogs.keys import Keys, make_epoch
from assistant.eventlogs.link import Call, Link, Word
from assistant.eventlogs.scripts import APPEND, DROP, FORGET, RENEW, Script

logger = logging.getLogger(__name__)

BACK_OFF = (0.05, 1.0)
LAST_WORDS = 1.0
"""Seconds that leaving waits for Redis to hear everything."""
LOST, TOLD, CLOSED = 0, 1, -1

Mode = Literal["first", "more", "again"]


@dataclass(slots=True)
class _Run:
    """Events of one turn that go out together; of the conversation itself where `turn` is empty."""

    conversation: str
    turn: str
    events: list[Event] = field(default_factory=list)

    @property
    def mark(self) -> str:
        """Whether the turn lives after this, or has ended; empty if nothing is said of that."""
        said = [event.turn.state for event in self.events if isinstance(event, TurnChanged)]
        if not said:
            return ""
        return "end" if is_ended(said[-1]) else "live"


@dataclass(frozen=True, slots=True)
class _Batch:
    """A run as it is sent, under a number of its own."""

    run: _Run
    about: bytes
    entries: bytes


class Teller:
    """The writing half of the logs. On the process's event loop only.

    What was told of a turn is kept until it ends: a Redis that lost it is told again, from the
    beginning and in a new epoch. Every batch is numbered, so that one of which nobody knows whether
    it arrived can be sent again.
    """

    def __init__(self, link: Link, keys: Keys) -> None:
        self._link = link
        self._keys = keys
        self._batches = itertools.count(1)
        self._queue: list[_Run | Call] = []
        self._open: dict[str, _Run] = {}
        self._told: dict[tuple[str, str], list[Event]] = {}
        self._news = asyncio.Event()
        self._all_sent = asyncio.Event()
        self._all_sent.set()
        self._away = False

    def append(self, conversation: str, events: Sequence[Event]) -> None:
        """Tell events, in order."""
        for turn, told in itertools.groupby(events, find_turn):
            run = self._open.get(conversation)
            if run is None or run.turn != turn:
                run = self._open[conversation] = _Run(conversation, turn)
                self._put(run)
            run.events += told

    def renew(self, conversation: str, turn: str) -> None:
        """Begin a new epoch without a turn, of which nobody tells any more."""
        self._told.pop((conversation, turn), None)
        self._ask(conversation, RENEW, *self._keys.lifetimes, make_epoch(), turn)

    def drop(self, conversation: str) -> None:
        """Forget all of a conversation."""
        self._ask(conversation, DROP)

    def forget(self, conversation: str, turn: str) -> None:
        """Forget a turn that has ended."""
        self._ask(conversation, FORGET, *self._keys.lifetimes, turn)

    async def run(self) -> None:
        """Send what is queued, at most once a tick, until cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            await self._news.wait()
            self._news.clear()
            tick_ends = loop.time() + self._keys.times.tick
            try:
                await self._send_queue()
            except Exception:
                logger.exception("events could not be told")
            if not self._queue:
                self._all_sent.set()
            await asyncio.sleep(tick_ends - loop.time())

    async def finish(self) -> None:
        """Wait until all is sent, but not for long."""
        try:
            async with asyncio.timeout(LAST_WORDS):
                await self._all_sent.wait()
        except TimeoutError:
            logger.warning("the last events of this process could not be told")

    def _ask(self, conversation: str, script: Script, *arguments: str | int) -> None:
        # What is told after this is not to go out before it.
        self._open.pop(conversation, None)
        self._put(Call(script, (self._keys.head(conversation),), arguments))

    def _put(self, queued: _Run | Call) -> None:
        self._queue.append(queued)
        self._all_sent.clear()
        self._news.set()

    async def _send_queue(self) -> None:
        queue, self._queue = self._queue, []
        self._open.clear()
        dues: list[_Batch | Call] = [
            each if isinstance(each, Call) else self._write_news(each) for each in queue
        ]
        while dues:
            answers = await self._send(list(self._join_neighbours(dues)))
            codes = itertools.chain(*(each for each in answers if isinstance(each, list)))
            batches = [each for each in dues if isinstance(each, _Batch)]
            dues = [*self._settle(zip(batches, codes, strict=True))]

    def _write_news(self, run: _Run) -> _Batch:
        run.events = list(join_deltas(run.events))
        if not run.turn:
            return self._write(run, "first")
        told = self._told.setdefault((run.conversation, run.turn), [])
        mode: Mode = "more" if told else "first"
        told += run.events
        return self._write(run, mode)

    def _write(self, run: _Run, mode: Mode) -> _Batch:
        about = (make_epoch(), str(next(self._batches)), run.turn, mode, run.mark)
        entries = BETWEEN.join(write_entry(event) for event in run.events)
        return _Batch(run, SEPARATOR.join(each.encode() for each in about), entries)

    def _join_neighbours(self, dues: Iterable[_Batch | Call]) -> Iterator[Call]:
        """One call for all batches in a row: twenty would cost ten times as much."""
        batches: list[_Batch] = []
        for due in dues:
            if isinstance(due, _Batch):
                batches.append(due)
                continue
            if batches:
                yield self._join(batches)
                batches = []
            yield due
        if batches:
            yield self._join(batches)

    def _join(self, batches: Iterable[_Batch]) -> Call:
        heads: list[str] = []
        arguments: list[Word] = [*self._keys.lifetimes, self._keys.sender]
        for batch in batches:
            heads.append(self._keys.head(batch.run.conversation))
            arguments += (batch.about, batch.entries)
        return Call(APPEND, tuple(heads), tuple(arguments))

    async def _send(self, calls: Sequence[Call]) -> list[Any]:
        """Send until it has arrived, however long Redis is away."""
        wait, longest = BACK_OFF
        while True:
            try:
                answers = await self._link.call_all(calls)
            except LogAway as away:
                if not self._away:
                    logger.warning("Redis is away, what happens is told later: %s", away)
                self._away = True
                await asyncio.sleep(wait)
                wait = min(2 * wait, longest)
            else:
                self._away = False
                return answers

    def _settle(self, answers: Iterable[tuple[_Batch, int]]) -> list[_Batch]:
        """Draw the consequences; what has to be told again, whole."""
        lost: dict[tuple[str, str], _Run] = {}
        for batch, answer in answers:
            run = batch.run
            turn = (run.conversation, run.turn)
            if answer == LOST:
                events = self._told[turn] = list(join_deltas(self._told.get(turn, run.events)))
                lost[turn] = _Run(*turn, events)
            elif answer == CLOSED:
                self._told.pop(turn, None)
            elif run.mark == "end":
                self._told.pop(turn, None)
                later = asyncio.get_running_loop().call_later
                later(self._keys.times.forget_after, self.forget, *turn)
        return [self._write(run, "again") for run in lost.values()]

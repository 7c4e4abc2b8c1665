"""The event log of one conversation: numbered, gapless, merging what is old. No I/O."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from msgspec import Struct, structs

from assistant.core.wire.events import (
    BlockChanged,
    ConversationChanged,
    Delta,
    Event,
    TurnChanged,
    write_event,
)
from assistant.core.wire.fold import Fold

FRESH = 64
"""How many of the newest events are never merged: who reads along has no use for a merge."""
MERGE_AFTER = 256


# A Struct: one is made for every token, in half a dataclass's time.
class Entry(Struct, frozen=True):
    """One numbered event as it goes over every socket; `since` is the first number merged."""

    seq: int
    event: Event
    frame: str
    since: int | None = None


class ConversationLog:
    """The events of one conversation under one epoch. Numbers start at 1."""

    def __init__(self, epoch: str) -> None:
        self.epoch = epoch
        self.seq = 0
        self._floor = 0
        self._entries: list[Entry] = []
        self._unmerged = 0

    @property
    def tells_of_turns(self) -> bool:
        """Whether a turn it told of is not forgotten yet."""
        return any(not isinstance(entry.event, ConversationChanged) for entry in self._entries)

    def append(self, events: Iterable[Event]) -> None:
        """Number and keep events."""
        for event in events:
            self.seq += 1
            self._entries.append(Entry(self.seq, event, write_event(event, self.seq)))
            self._unmerged += 1
        if self._unmerged > MERGE_AFTER:
            self._merge()

    def honours(self, epoch: str, seq: int) -> bool:
        """Whether everything after that cursor can still be told."""
        return epoch == self.epoch and self._floor <= seq <= self.seq

    def after(self, seq: int) -> list[str]:
        """The frames after a number that is honoured. A merged one may begin before it."""
        index = bisect_right(self._entries, seq, key=attrgetter("seq"))
        return [entry.frame for entry in self._entries[index:]]

    def fold(self) -> Fold:
        """What the kept events say: the state of every turn that is not forgotten."""
        fold = Fold()
        for entry in self._entries:
            fold.apply(entry.event)
        return fold

    def forget(self, turn: str) -> None:
        """Drop a turn that has ended: its rows tell it from now on."""
        dropped = [entry for entry in self._entries if _tells_of(entry.event, turn)]
        if dropped:
            self._floor = max(self._floor, dropped[-1].seq)
            self._entries = [entry for entry in self._entries if not _tells_of(entry.event, turn)]

    def _merge(self) -> None:
        old, fresh = self._entries[:-FRESH], self._entries[-FRESH:]
        merged: list[Entry] = []
        for _, run in groupby(old, key=lambda entry: _place(entry.event) or entry.seq):
            merged += _join(list(run))
        self._entries = merged + fresh
        self._unmerged = FRESH


def _place(event: Event) -> object:
    """What a delta is appended to; None for every other event."""
    match event:
        case Delta(turn=turn, block=block, field=field):
            return (turn, block, field)
        case BlockChanged() | TurnChanged() | ConversationChanged():
            return None


def join_deltas(events: Iterable[Event]) -> Iterator[Event]:
    """The same events, neighbouring deltas of one text made one."""
    for place, run in groupby(events, key=_place):
        if place is None:
            yield from run
            continue
        first, *rest = run
        yield _lengthen(first, rest) if rest else first


def _lengthen(first: Event, rest: Iterable[Event]) -> Event:
    text = "".join(each.text for each in (first, *rest) if isinstance(each, Delta))
    return structs.replace(first, text=text)


def _join(run: list[Entry]) -> list[Entry]:
    first, last = run[0], run[-1]
    if len(run) == 1 or not isinstance(first.event, Delta):
        return run
    since = first.since or first.seq
    event = _lengthen(first.event, [entry.event for entry in run[1:]])
    return [Entry(last.seq, event, write_event(event, last.seq, since), since)]


def _tells_of(event: Event, turn: str) -> bool:
    match event:
        case Delta(turn=told) | BlockChanged(turn=told):
            return told == turn
        case TurnChanged(turn=state):
            return state.id == turn
        case ConversationChanged():
            return True

"""What a reply's figures may come from, nearest first, read only as far as it is asked. No I/O."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from assistant.core.assertions.documents import Document, Layer, Origin, Seen
from assistant.core.assertions.figures.values import Clock
from assistant.core.assertions.labels import read_key
from assistant.core.assertions.reply import Reply
from assistant.core.turn.facts import TurnFact
from assistant.core.wire.events import SourcedRecord

_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class Evidence:
    """All layers of a reply, nearest first; each is built once, when it is first needed.

    Records shown in this reply, results of this turn, those of earlier turns, what the member
    said, and the clock.
    """

    def __init__(self, reply: Reply) -> None:
        self.clock = read_clock(reply.path[-1])
        self.now = Origin(message="now", as_of=reply.path[-1].context.get("now"))
        self._turns = [
            (list(_list_records(turn)), list(_list_results(turn))) for turn in reversed(reply.path)
        ]
        self.records = [document for records, _ in self._turns for document in records]
        self.results = [document for _, results in self._turns for document in results]
        self._built: list[Layer] = []
        self._texts: list[Layer] | None = None
        self._coming = self._list_layers(reply)

    def list_durations(self) -> frozenset[float]:
        """How many minutes lie between two times of one record."""
        return frozenset(
            minutes
            for document in (*self.records, *self.results)
            for minutes in _read_durations(document.value)
        )

    def list_listed(self) -> frozenset[str]:
        """The words for what results list: "offer" of `{"count": 2, "offers": [...]}`."""
        return frozenset(
            word
            for document in self.results
            if isinstance(document.value, dict)
            for key, inner in document.value.items()
            if isinstance(inner, list)
            for word in read_key(str(key))
        )

    def list_texts(self) -> list[Layer]:
        """The layers for reading free text: what the member said goes before any note."""
        if self._texts is None:
            self._texts = sorted(self, key=lambda layer: not layer.is_said)
        return self._texts

    def __iter__(self) -> Iterator[Layer]:
        yield from self._built
        for layer in self._coming:
            self._built.append(layer)
            yield layer

    def _list_layers(self, reply: Reply) -> Iterator[Layer]:
        (records, results), *earlier = self._turns
        seen = Seen(set(), {})
        yield Layer(records, self.clock, seen)
        for document in records:
            if document.origin.record:
                name = document.origin.record.id
                seen.records[name] = {**document.value, "id": name}
        yield Layer(results, self.clock, seen)
        for records, results in earlier:
            yield Layer([*records, *results], self.clock, seen)
        for turn in reversed(reply.path):
            origin = Origin(message=turn.id, as_of=turn.context.get("now"))
            yield Layer([Document(origin, turn.message)], read_clock(turn))
        yield _tell_time(self.now, self.clock)


def read_clock(turn: TurnFact) -> Clock:
    """When a turn's message was said; long ago where its context does not tell."""
    try:
        now = datetime.fromisoformat(turn.context["now"])
        zone = ZoneInfo(turn.context["zone"])
        return Clock(now.astimezone(zone), zone)
    except (KeyError, TypeError, ValueError, OSError, OverflowError):
        return Clock(_LONG_AGO, UTC)


def _read_durations(value: Any) -> Iterator[float]:
    if not isinstance(value, dict):
        return
    times: list[datetime] = []
    for inner in value.values():
        if isinstance(inner, dict):
            yield from _read_durations(inner)
        elif isinstance(inner, str) and _TIME.match(inner):
            try:
                times.append(datetime.fromisoformat(inner))
            except ValueError:
                continue
    for one, other in pairwise(times):
        if (one.tzinfo is None) == (other.tzinfo is None):
            yield abs((other - one).total_seconds()) / 60


def _list_records(turn: TurnFact) -> Iterator[Document]:
    for round_ in turn.rounds:
        for widget in round_.widgets:
            as_of = widget.as_of.isoformat() if widget.as_of else None
            for record in widget.records if widget.state == "ready" else ():
                named = SourcedRecord(record["kind"], record["id"], record["title"])
                yield Document(Origin(record=named, as_of=as_of), record["values"])


def _list_results(turn: TurnFact) -> Iterator[Document]:
    for round_ in turn.rounds:
        for call in round_.calls:
            if call.state == "done":
                as_of = call.ended.isoformat() if call.ended else None
                yield Document(Origin(handle=call.handle, as_of=as_of), call.result)
            elif call.state == "failed" and call.fault:
                yield Document(Origin(), dict(call.fault))


def _tell_time(origin: Origin, clock: Clock) -> Layer:
    """Today alone and today's time, so that either is a fact of its own."""
    told = [clock.now.date().isoformat(), clock.now.isoformat()]
    return Layer([Document(origin, told)], clock)

"""Figures that texts of the evidence hold, found by their value. No I/O."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from typing import TypeVar

from msgspec import Struct

from assistant.core.assertions.diary import Diary
from assistant.core.assertions.figures.phones import write_tail
from assistant.core.assertions.figures.values import Amount, Email, Figure, Moment, Phone, Value

_MOST_ALIKE = 50
Key = TypeVar("Key")
Reach = Iterable[tuple[float, float]]
"""From where to where an amount may be."""


class Said(Struct, frozen=True, gc=False):
    """A figure that a text holds; `index` says which of the texts."""

    figure: Figure
    text: str
    index: int


class ToldFigures:
    """Figures by their value; of those that are alike, some."""

    def __init__(self) -> None:
        self._amounts: dict[float, list[Said]] = {}
        self._ascending: list[float] = []
        self._phones: dict[str, list[Said]] = {}
        self._emails: dict[str, list[Said]] = {}
        self._diary: Diary[Said] = Diary()

    def add(self, said: Said) -> None:
        """One more figure."""
        match said.figure.value:
            case Amount(readings=readings):
                for reading in readings:
                    if reading not in self._amounts:
                        insort(self._ascending, reading)
                    _add(self._amounts, reading, said)
            case Phone(digits=digits):
                _add(self._phones, write_tail(digits), said)
            case Email(address=address):
                _add(self._emails, address, said)
            case Moment() as moment:
                self._diary.add(moment, said)

    def find(self, value: Value, reach: Reach) -> Iterator[Said]:
        """The figures that may be `value`; of an amount, those within reach."""
        match value:
            case Amount():
                for low, high in reach:
                    first = bisect_left(self._ascending, low)
                    last = bisect_right(self._ascending, high)
                    for each in self._ascending[first:last]:
                        yield from self._amounts[each]
            case Phone(digits=digits):
                yield from self._phones.get(write_tail(digits), ())
            case Email(address=address):
                yield from self._emails.get(address, ())
            case Moment() as moment:
                for _, said in self._diary.find(moment):
                    yield said


def _add(index: dict[Key, list[Said]], key: Key, said: Said) -> None:
    alike = index.setdefault(key, [])
    if len(alike) < _MOST_ALIKE:
        alike.append(said)

"""Finds where a text says a value that is known, in any notation figures are read in. No I/O."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from assistant.core.assertions.diary import agree
from assistant.core.assertions.figured import Figured
from assistant.core.assertions.figures.days import read_iso_moment
from assistant.core.assertions.figures.phones import is_same_phone, read_phone
from assistant.core.assertions.figures.values import Amount, Clock, Figure, Moment, Phone
from assistant.core.assertions.figures.writing import write_plain
from assistant.core.assertions.following import read_after
from assistant.core.assertions.labels import Labels, read_key, read_word

_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+²?")
_CLAUSE_END = re.compile(r"[.,;!?()|]")
_SPACES = str.maketrans("\n\t\xa0", "   ")
_DIALLED = frozenset("+(0123456789")
_SHORTEST, _SHORTEST_FIGURE = 3, 7
_LABEL_REACH = 32
_HEAD = 24
_YEARS = range(1_800, 2_101)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a value is said. A bare one is a small number that only its label tells apart."""

    start: int
    end: int
    bare: bool = False


_UNREAD: Final = Stretch(0, 0)


class Wording:
    """A text with its figures, to be asked for many values. Numbers go by a catalog's labels."""

    def __init__(self, said: Figured, clock: Clock, labels: Labels) -> None:
        self._writing = said.writing
        self._clock = clock
        self._labels = labels
        lower = self._writing.text.lower()
        # Where lower case is longer, places would be wrong.
        lower = lower if len(lower) == len(self._writing.text) else self._writing.text
        self._text = lower.translate(_SPACES)
        self._words = frozenset(_WORD.findall(self._text))
        self._known: dict[str | tuple[str, float], Stretch | None] = {}
        self._amounts: dict[float, list[Figure]] = {}
        self._moments: list[tuple[Figure, Moment]] = []
        self._phones: list[tuple[Figure, Phone]] = []
        for figure in said.figures:
            match figure.value:
                case Amount(sort=sort, readings=readings, weak=weak):
                    for reading in readings if sort != "percent" and not weak else ():
                        self._amounts.setdefault(reading, []).append(figure)
                case Moment(days=days) as moment:
                    if any(day is not None for _, _, day in days):
                        self._moments.append((figure, moment))
                case Phone() as phone:
                    self._phones.append((figure, phone))
                case _:
                    pass  # An address is found as the words it is.
        self._has_dialled = bool(self._moments or self._phones)

    def find(self, fields: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any, Stretch]]:
        """The fields whose values the text says, each with its first place.

        Lists and objects are looked into; a value in a list is one of the list's field.

        A number below a thousand, or one that may be a year, must stand beside a word for its
        field, or be money. A text must hold a capital or digit: others are common words.
        """
        # Hundreds of values are asked for and few are found, so misses must cost next to nothing.
        known, amounts = self._known, self._amounts
        for field, value in fields:
            kind = type(value)
            if kind is str:
                place = known.get(value, _UNREAD)
                if place is _UNREAD:
                    place = known[value] = self._find_text(value)
            elif (kind is int or kind is float) and value in amounts:
                if (field, value) not in known:
                    known[field, value] = self._find_number(field, value)
                place = known[field, value]
            elif kind is list or kind is dict:
                yield from self.find(_find_plain(field, value))
                continue
            else:
                continue
            if place is not None:
                yield field, value, place

    def _place(self, start: int, end: int, *, bare: bool = False) -> Stretch:
        return Stretch(*self._writing.place(start, end), bare)

    def _find_number(self, field: str, value: float) -> Stretch | None:
        for each in self._amounts[value]:
            is_money = isinstance(each.value, Amount) and each.value.sort == "money"
            if is_money or (value >= 1_000 and value not in _YEARS):
                return self._place(each.start, each.end)
            if self._is_labelled(each, field):
                return self._place(each.start, each.end, bare=True)
        return None

    def _is_labelled(self, number: Figure, field: str) -> bool:
        is_last = self._writing.text[number.end : number.end + 1] == "\n"
        near = [] if is_last else list(read_after(self._text, number.end))[:2]
        if not near:
            lead = self._text[max(0, number.start - _LABEL_REACH) : number.start]
            near = _LETTERS.findall(_CLAUSE_END.split(lead)[-1])[-3:]
        named = self._labels.words(field)
        stems = [word for word in read_key(field) if len(word) > 2]
        said = [read_word(word) for word in near]
        return any(word in named or word.startswith(tuple(stems)) for word in said)

    def _find_text(self, value: str) -> Stretch | None:
        may_be_figure = value[:1] in _DIALLED and len(value) >= _SHORTEST_FIGURE
        if may_be_figure and self._has_dialled and (found := self._find_figure(value)):
            return found
        first = value.partition(" ")[0].lower()
        if (first not in self._words and first.isalnum()) or len(value) < _SHORTEST:
            return None
        head = value[:_HEAD]
        if head.isascii() and head.isprintable() and head.lower() not in self._text:
            return None
        if value.isspace() or (value.islower() and value.isalpha()):
            return None
        return self._find_words(write_plain(value).lower().translate(_SPACES))

    def _find_figure(self, value: str) -> Stretch | None:
        """Where a day or telephone number is said that is all of `value`."""
        if value[4:8:3] == "--":
            moment = read_iso_moment(value, self._clock) if self._moments else None
            alike = (each for each, said in self._moments if moment and _is_same_day(said, moment))
        elif self._phones and (phone := _read_whole_phone(value)):
            alike = (each for each, said in self._phones if is_same_phone(said.digits, phone))
        else:
            return None
        figure = next(alike, None)
        return self._place(figure.start, figure.end) if figure else None

    @cached_property
    def _edges(self) -> str:
        return f" {self._text} "

    def _find_words(self, words: str) -> Stretch | None:
        at = self._text.find(words)
        for _ in range(8):
            if at < 0:
                return None
            end = at + len(words)
            if not (self._edges[at].isalnum() or self._edges[end + 1].isalnum()):
                return self._place(at, end)
            at = self._text.find(words, at + 1)
        return None


def _is_same_day(said: Moment, known: Moment) -> bool:
    """Whether a day is said that the known moment is on, and no other hour."""
    return agree(Moment(said.days), known) and (
        not said.minutes or not known.minutes or agree(said, known)
    )


def _read_whole_phone(value: str) -> str:
    """The digits of a text that is a telephone number and nothing else."""
    found = read_phone(value, 0) if value[-1].isdigit() else None
    is_whole = found is not None and found.end == len(value)
    return found.value.digits if found and is_whole and isinstance(found.value, Phone) else ""


def _find_plain(field: str, value: Any) -> Iterator[tuple[str, Any]]:
    """The plain values below a list or object, each with the name of the field that holds it."""
    match value:
        case dict():
            for key, inner in value.items():
                yield from _find_plain(key, inner)
        case list():
            for inner in value:
                yield from _find_plain(field, inner)
        case _:
            yield field, value

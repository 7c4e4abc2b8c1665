"""Free texts of the evidence, searched for figures only where one may be in them. No I/O."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from assistant.core.assertions.diary import Diary
from assistant.core.assertions.figures.days import (
    MONTHS,
    NEAR_DAYS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
    put_year,
)
from assistant.core.assertions.figures.numerals import SCALES, WORDS
from assistant.core.assertions.figures.phones import write_tail
from assistant.core.assertions.figures.reading import find_figures
from assistant.core.assertions.figures.times import FIXED_TIMES
from assistant.core.assertions.figures.values import (
    Amount,
    Clock,
    Email,
    Figure,
    Moment,
    Phone,
    Value,
)
from assistant.core.assertions.figures.writing import write_plain

_BETWEEN = "\n\x00\n"
_LARGE = frozenset([*SCALES, "half", "point"])
_DATED = frozenset([*MONTHS, *WEEKDAYS, *SHORT_WEEKDAYS, *NEAR_DAYS, *FIXED_TIMES, "oclock"])
_DATED_DIGITS = re.compile(
    r"\d\s?(?:[-/.:]\d|[ap]\.?m|h\b|st\b|nd\b|rd\b|th\b|o'clock)", re.IGNORECASE
)
_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b"
_MONTH_BEFORE = re.compile(rf"\b{_MONTH}\.?\s(?:the\s)?(?:\d\d?,?\s)?\Z", re.IGNORECASE)
_MONTH_AFTER = re.compile(rf"(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}", re.IGNORECASE)
_MONTH_ROOM, _LAST_YEAR = 20, 2_200
_BY_VALUE = {value: word for word, value in WORDS.items()}
_FIRST_LONG, _FIRST_SPELT_LONG = 1_000, 100
_MOST_FIGURES, _MOST_ALIKE, _LONGEST = 5_000, 50, 100_000
Key = TypeVar("Key")
Reach = Iterable[tuple[float, float]]
"""From where to where an amount may be."""


class Said(Struct, frozen=True, gc=False):
    """A figure that a text holds: `text` is all texts, `index` says which of them."""

    figure: Figure
    text: str
    index: int


class Index:
    """Figures by their value; of those that are alike, the first."""

    def __init__(self, figures: Iterable[Said]) -> None:
        self._amounts: dict[float, list[Said]] = {}
        self._phones: dict[str, list[Said]] = {}
        self._emails: dict[str, list[Said]] = {}
        moments: list[tuple[Moment, Said]] = []
        for said in figures:
            match said.figure.value:
                case Amount(readings=readings):
                    for reading in readings:
                        _add(self._amounts, reading, said)
                case Phone(digits=digits):
                    _add(self._phones, write_tail(digits), said)
                case Email(address=address):
                    _add(self._emails, address, said)
                case Moment() as moment:
                    moments.append((moment, said))
        self.diary = Diary(moments)
        self._ascending = sorted(self._amounts)

    def find(self, value: Value, reach: Reach) -> Iterator[Said]:
        """The figures that may be `value`; of an amount, those within reach."""
        match value:
            case Amount():
                for low, high in reach:
                    first, last = (
                        bisect_left(self._ascending, low),
                        bisect_right(self._ascending, high),
                    )
                    for each in self._ascending[first:last]:
                        yield from self._amounts[each]
            case Phone(digits=digits):
                yield from self._phones.get(write_tail(digits), ())
            case Email(address=address):
                yield from self._emails.get(address, ())
            case Moment() as moment:
                for _, said in self.diary.find(moment):
                    yield said


class Texts:
    """Texts as one, so that they are walked once.

    `is_said` when `clock` says: a day without a year is then the last or the next.
    """

    def __init__(self, texts: Sequence[str], clock: Clock, *, is_said: bool = False) -> None:
        plain = [write_plain(text[:_LONGEST]) for text in texts]
        self._joined = _BETWEEN.join(plain)
        self._starts: list[int] = []
        start = 0
        for text in plain:
            self._starts.append(start)
            start += len(text) + len(_BETWEEN)
        self._clock = clock
        self._is_said = is_said
        self._said: dict[bool, Index] = {}
        self._compact: str | None = None
        self._dated: bool | None = None
        self._lower = self._joined.lower()
        self._spoken: dict[str, bool] = {}

    def find(self, value: Value, reach: Reach = (), *, is_exact: bool = True) -> Iterator[Said]:
        """The figures that may be `value`, or near it where it need not be exact."""
        if not self._joined:
            return
        if self._has_words(value) or self._is_dated(value):
            yield from self._read(spelt=True).find(value, reach)
        elif not is_exact or self._has_digits(value):
            yield from self._read(spelt=False).find(value, reach)

    def _read(self, *, spelt: bool) -> Index:
        """All figures, read when they are first asked for."""
        if spelt not in self._said:
            figures = find_figures(self._joined, self._clock, spelt=spelt, most=_MOST_FIGURES)
            self._said[spelt] = Index(
                Said(self._date(figure), self._joined, bisect_right(self._starts, figure.start) - 1)
                for figure in figures
            )
        return self._said[spelt]

    def _date(self, figure: Figure) -> Figure:
        if self._is_said and isinstance(figure.value, Moment):
            return Figure(figure.start, figure.end, put_year(figure.value, self._clock))
        return figure

    def _has_digits(self, value: Value) -> bool:
        """Whether the digits by which any notation tells the value stand somewhere."""
        match value:
            case Email(address=address):
                return address in self._lower or self._has_word("dot")
            case Phone(digits=digits):
                return digits[-4:] in self._joined
            case Amount(readings=readings):
                return any(self._has_number(reading) for reading in readings)
            case Moment():
                if self._dated is None:
                    self._dated = _DATED_DIGITS.search(self._joined) is not None
                return self._dated

    def _has_number(self, value: float) -> bool:
        """Digits that every notation has: of "1,200,000" and "1.2M" these are "12"."""
        whole = str(int(value))
        if value >= _FIRST_LONG:
            return whole.rstrip("0") in self._written
        joined, at = self._joined, -1
        while value >= 1 and (at := joined.find(whole, at + 1)) >= 0:
            end = at + len(whole)
            if not joined[at - 1 : at].isdigit() and not joined[end : end + 1].isdigit():
                return True
        return value < 1

    def _has_words(self, value: Value) -> bool:
        match value:
            case Amount(readings=readings):
                return any(self._has_word(word) for word in _LARGE) or any(
                    self._has_word(word) for each in readings for word in _spell(each)
                )
            case Email():
                return False
            case Phone():
                return self._has_word("zero") or self._has_word("oh")
            case _:
                return any(self._has_word(word) for word in _DATED)

    def _is_dated(self, value: Value) -> bool:
        """Whether a month stands beside such digits, which make a number only without it."""
        if not isinstance(value, Amount) or not 1 <= value.readings[0] < _LAST_YEAR:
            return False
        joined, digits = self._joined, str(int(value.readings[0]))
        at = joined.find(digits)
        for _ in range(_MOST_ALIKE):
            if at < 0:
                return False
            end = at + len(digits)
            if _MONTH_BEFORE.search(joined, max(0, at - _MONTH_ROOM), at) or _MONTH_AFTER.match(
                joined, end
            ):
                return True
            at = joined.find(digits, end)
        return True

    def _has_word(self, word: str) -> bool:
        if word not in self._spoken:
            lower, at, end = self._lower, -1, 0
            is_there = False
            while not is_there and (at := lower.find(word, at + 1)) >= 0:
                end = at + len(word)
                is_there = not (lower[at - 1 : at].isalpha() or lower[end : end + 1].isalpha())
            self._spoken[word] = is_there
        return self._spoken[word]

    @property
    def _written(self) -> str:
        """All texts without what may stand between the digits of a number."""
        if self._compact is None:
            self._compact = self._joined
            for mark in ",.' \xa0":
                self._compact = self._compact.replace(mark, "")
        return self._compact


def _add(index: dict[Key, list[Said]], key: Key, said: Said) -> None:
    alike = index.setdefault(key, [])
    if len(alike) < _MOST_ALIKE:
        alike.append(said)


def _spell(value: float) -> list[str]:
    """The first word of a small number."""
    if value >= _FIRST_SPELT_LONG:
        return []
    word = _BY_VALUE.get(int(value)) or _BY_VALUE.get(int(value) // 10 * 10)
    return [word] if word else []

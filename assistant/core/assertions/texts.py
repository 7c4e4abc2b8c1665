"""Free texts of the evidence; only those are read that may hold what is looked for. No I/O."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from assistant.core.assertions.figures.days import MONTHS, put_year
from assistant.core.assertions.figures.numerals import SCALES, WORDS
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
from assistant.core.assertions.figures.weekdays import NEAR_DAYS, SHORT_WEEKDAYS, WEEKDAYS
from assistant.core.assertions.figures.writing import write_plain
from assistant.core.assertions.told_figures import Reach, Said, ToldFigures

_BETWEEN = "\n\x00\n"
_LETTERS = re.compile(r"[a-z]+")
# Of plain texts in lower case. Digits behind a letter or hyphen go on an id.
_DATED_DIGITS = re.compile(
    r"[0-9](?<![\w-][0-9])[0-9]{0,3}\s?(?:[-/.:][0-9]|[ap]\.?m|h\b|st\b|nd\b|rd\b|th\b|o'clock)"
)
_HOUR_WORDS = ("oclock", "morning", "afternoon", "evening", "night")
_DATED = frozenset(
    [*MONTHS, *WEEKDAYS, *SHORT_WEEKDAYS, *NEAR_DAYS, *FIXED_TIMES, *_HOUR_WORDS]
).union(["day", "days", "week", "weeks"])
_LARGE = frozenset([*SCALES, "half", "point"])
_BY_VALUE = {value: word for word, value in WORDS.items()}
_FIRST_LONG, _FIRST_SPELT_LONG = 1_000, 100
_MOST_FIGURES, _LONGEST = 5_000, 100_000


class Texts:
    """Texts to be asked for many figures, each of them read at most once.

    `is_said` when `clock` says: a day without a year is then the last or the next.
    """

    def __init__(self, texts: Sequence[str], clock: Clock, *, is_said: bool = False) -> None:
        self._plain = [write_plain(text[:_LONGEST]) for text in texts]
        self._joined = _Joined([text.lower() for text in self._plain])
        self._clock = clock
        self._is_said = is_said
        self._unread = set(range(len(texts)))
        self._left = _MOST_FIGURES
        self._told = ToldFigures()

    def find(self, value: Value, reach: Reach = (), *, is_exact: bool = True) -> Iterator[Said]:
        """The figures that may be `value`, or near it where it need not be exact."""
        if self._unread:
            holders = self._find_holders(value) if is_exact else self._unread
            for index in sorted(self._unread.intersection(holders)):
                self._read(index)
        yield from self._told.find(value, reach)

    def _read(self, index: int) -> None:
        self._unread.remove(index)
        text = self._plain[index]
        figures = find_figures(text, self._clock, most=self._left)
        self._left -= len(figures)
        for figure in figures:
            self._told.add(Said(self._date(figure), text, index))

    def _date(self, figure: Figure) -> Figure:
        if self._is_said and isinstance(figure.value, Moment):
            return Figure(figure.start, figure.end, put_year(figure.value, self._clock))
        return figure

    def _find_holders(self, value: Value) -> Iterator[int]:
        """The texts with digits or words that every notation of the value has one of."""
        match value:
            case Email(address=address):
                yield from self._joined.find(address)
                yield from self._find_words(["dot"])
            case Phone(digits=digits):
                yield from self._joined.find(digits[-4:])
                yield from self._find_words(["zero", "oh"])
            case Amount(readings=readings):
                for reading in readings:
                    yield from self._find_number(reading)
                    yield from self._find_words(_spell(reading))
                yield from self._large
            case Moment():
                yield from self._dated

    def _find_number(self, value: float) -> Iterable[int]:
        """By the digits every notation has: of "1,200,000" and "1.2M" these are "12"."""
        if value < 1:
            return self._unread
        whole = str(int(value))
        if value >= _FIRST_LONG:
            return self._compact.find(whole.rstrip("0"))
        return self._joined.find(whole, str.isdigit)

    def _find_words(self, words: Iterable[str]) -> Iterator[int]:
        for word in words:
            yield from self._joined.find(word, str.isalpha)

    @cached_property
    def _dated(self) -> frozenset[int]:
        words = _DATED.intersection(_LETTERS.findall(self._joined.text))
        return frozenset([*self._joined.match(_DATED_DIGITS), *self._find_words(words)])

    @cached_property
    def _large(self) -> frozenset[int]:
        return frozenset(self._find_words(_LARGE))

    @cached_property
    def _compact(self) -> "_Joined":
        """Without what may stand between the digits of a number."""
        compact = self._joined.text
        for mark in ",.' \xa0":
            compact = compact.replace(mark, "")
        return _Joined(compact.split(_BETWEEN))


class _Joined:
    """Texts as one, so that a search walks over all of them at once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.text = _BETWEEN.join(texts)
        self._ends = list(accumulate(len(text) + len(_BETWEEN) for text in texts))

    def find(self, words: str, joins: Callable[[str], bool] | None = None) -> Iterator[int]:
        """Which of the texts hold the words, with nothing beside them that `joins` them."""
        at = self.text.find(words)
        while at >= 0:
            end = at + len(words)
            if joins and (joins(self.text[at - 1 : at]) or joins(self.text[end : end + 1])):
                at = self.text.find(words, end)
            else:
                index = bisect_right(self._ends, at)
                yield index
                at = self.text.find(words, self._ends[index])

    def match(self, pattern: re.Pattern[str]) -> Iterator[int]:
        """Which of the texts hold a match."""
        found = pattern.search(self.text)
        while found:
            index = bisect_right(self._ends, found.start())
            yield index
            found = pattern.search(self.text, self._ends[index])


def _spell(value: float) -> list[str]:
    """The first word of a small number."""
    if value >= _FIRST_SPELT_LONG:
        return []
    word = _BY_VALUE.get(int(value)) or _BY_VALUE.get(int(value) // 10 * 10)
    return [word] if word else []

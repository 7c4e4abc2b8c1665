"""Moments that the evidence tells, found by their day or their minute. No I/O."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from assistant.core.assertions.figures.values import Day, Figure, Moment

Entry = TypeVar("Entry")

_BEGINNING = re.compile(r"\W*(?:(?:so|and|but|note that|as)\W{1,2})?(?:the )?", re.IGNORECASE)
_IS = re.compile(r"\s(?:is|was|will be|falls on)\s(?:a |an |the )?")
_PAIR = 2


class Diary(Generic[Entry]):
    """Each moment with the first that tells it."""

    def __init__(self) -> None:
        self._entries: dict[Moment, Entry] = {}
        self._days: dict[int | None, list[Moment]] = {}
        self._minutes: dict[int, list[Moment]] = {}

    def add(self, moment: Moment, entry: Entry) -> None:
        """A moment with what tells it."""
        if moment not in self._entries:
            self._entries[moment] = entry
            for day in {day[2] for day in moment.days}:
                self._days.setdefault(day, []).append(moment)
            for minute in moment.minutes:
                self._minutes.setdefault(minute, []).append(moment)

    def find(self, written: Moment) -> Iterator[tuple[Moment, Entry]]:
        """The moments that are the written one, in all that was written."""
        for moment in self._list_near(written):
            if agree(written, moment):
                yield moment, self._entries[moment]

    def find_year(self, year: int) -> Iterator[tuple[Moment, Entry]]:
        """The moments of a year."""
        for moment, entry in self._entries.items():
            if any(day[0] == year for day in moment.days):
                yield moment, entry

    def _list_near(self, written: Moment) -> Iterable[Moment]:
        days = {day[2] for day in written.days}
        if None in days:
            return self._entries
        by_day = [moment for day in (*days, None) for moment in self._days.get(day, ())]
        by_minute = [moment for each in written.minutes for moment in self._minutes.get(each, ())]
        if not (days and written.minutes):
            return by_day if days else by_minute
        return min(by_day, by_minute, key=len)


def is_calendar(text: str, start: int, figures: Sequence[Figure]) -> bool:
    """Whether a sentence from `start` begins by saying which day one is: "Tomorrow is Friday"."""
    if len(figures) < _PAIR:
        return False
    one, other = figures[:_PAIR]
    if not (isinstance(one.value, Moment) and isinstance(other.value, Moment)):
        return False
    if not _BEGINNING.fullmatch(text, start, one.start):
        return False
    is_said = _IS.fullmatch(text, one.end, other.start) is not None
    return (
        is_said
        and not one.value.minutes
        and not other.value.minutes
        and (agree(one.value, other.value))
    )


def agree(written: Moment, known: Moment) -> bool:
    """Whether a known moment is the written one, in all that was written."""
    if written.days and not _share_day(written.days, known.days):
        return False
    if written.minutes and not set(written.minutes) & set(known.minutes):
        return False
    return bool(written.days or written.minutes)


def _share_day(days: tuple[Day, ...], others: tuple[Day, ...]) -> bool:
    for year, month, day in days:
        for other in others:
            if (
                (day == other[2] or day is None or other[2] is None)
                and (month == other[1] or month is None or other[1] is None)
                and (year == other[0] or year is None or other[0] is None)
            ):
                return True
    return False

"""Reads weekdays and days told from today, and goes from one day to another. No I/O."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from assistant.core.assertions.figures.days import MONTH_WORDS
from assistant.core.assertions.figures.values import Clock, Day, Figure, Moment

_WEEKDAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday"
WEEKDAYS = {name: number for number, name in enumerate(_WEEKDAY_NAMES.split())}
SHORT_WEEKDAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3}
SHORT_WEEKDAYS |= {"fri": 4, "sat": 5, "sun": 6}
NEAR_DAYS = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
_TURN = re.compile(r"\b(?:(next|coming)|(last|past|previous)|(this))\s+\Z", re.IGNORECASE)
_DAY_LEAD = re.compile(
    r"\b(?:on|by|this|next|last|until|before|after|every|(?:Mon|Tues?|Wed|Thu|Thurs?|Fri|Sat|Sun)\.?"
    r"\s?(?:/|or|and|to|-))\s?\Z"
)
_BESIDE = re.compile(r"\bday\s+(after|before)\s+\Z", re.IGNORECASE)
_SHORT_AFTER = re.compile(
    rf"\.?,?\s+(?:\d|at\b|noon|the\s+\d|(?:{MONTH_WORDS})\b)|\.?\s?(?:/|(?:or|and|to)\s)\s?"
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)",
    re.IGNORECASE,
)
_MONTHS_A_YEAR = 12


def read_weekday(text: str, at: int, word: str, clock: Clock) -> Figure | None:
    """A weekday: the last one and the next one, for words seldom say which."""
    end = at + len(word)
    number = WEEKDAYS.get(word.lower())
    if number is None:
        is_day = _SHORT_AFTER.match(text, end) or _DAY_LEAD.search(text, max(0, at - 12), at)
        if word[0].islower() or not is_day:
            return None
        number = SHORT_WEEKDAYS[word.lower()]
        end += text[end : end + 1] == "." and _SHORT_AFTER.match(text, end) is not None
    today = clock.now.date()
    ahead = (number - today.weekday()) % 7
    turn = _TURN.search(text, max(0, at - 12), at)
    steps: tuple[int, ...] = (ahead, ahead - 7)
    if turn and turn[1]:
        steps = (ahead or 7, ahead + 7)
    elif turn and turn[2]:
        steps = (ahead - 7, ahead - 14)
    return Figure(at, end, Moment(tell_days(today, steps), (), number))


def read_near_day(text: str, at: int, word: str, clock: Clock) -> Figure:
    """Today and the days around it."""
    step = NEAR_DAYS[word.lower()]
    beside = _BESIDE.search(text, max(0, at - 12), at)
    if beside and step:
        return Figure(
            beside.start(), at + len(word), Moment(tell_days(clock.now.date(), (2 * step,)))
        )
    return Figure(at, at + len(word), Moment(tell_days(clock.now.date(), (step,))))


def tell_days(today: date, steps: Iterable[int]) -> tuple[Day, ...]:
    """The days so many steps from today, as far as there is a calendar."""
    days: list[Day] = []
    for step in steps:
        try:
            day = today + timedelta(days=step)
        except OverflowError:
            continue
        days.append((day.year, day.month, day.day))
    return tuple(days)


def on_weekday(days: Iterable[Day], weekday: int, clock: Clock) -> tuple[Day, ...]:
    """Those of `days` that fall on a weekday; what is not said is of the years around now.

    Where no month is said they are the last such day and the next.
    """
    kept: list[Day] = []
    for year, month, day in days:
        found = [
            each
            for each in _list_dates(year, month, day, clock.now.year)
            if each.weekday() == weekday
        ]
        if month is None:
            past = bisect_left(found, clock.now.date())
            found = found[max(0, past - 1) : past + 1]
        kept += [(each.year, each.month, each.day) for each in found]
    return tuple(kept)


def _list_dates(year: int | None, month: int | None, day: int | None, now: int) -> Iterator[date]:
    """The dates that a day may be, in order."""
    for each in range(now - 1, now + 2) if year is None else (year,):
        for other in range(1, _MONTHS_A_YEAR + 1) if month is None else (month,):
            try:
                yield date(each, other, day or 0)
            except ValueError:
                continue

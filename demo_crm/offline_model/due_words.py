"""Reads when something is due, in the member's own day and zone. No I/O."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from demo_crm.offline_model.amounts import COUNT
from demo_crm.offline_model.clock_words import names_no_hour, take_clock
from demo_crm.offline_model.day_words import (
    Day,
    find_day,
    means_today,
    read_count,
    take_day,
)


class Doubt(StrEnum):
    """What the member should hear about the time that was read."""

    PAST_DAY = "past day"  # the day that was named is over
    PAST_DATE = "past date"  # so is this one of this year, and no year was named
    NEXT_YEAR = "next year"  # no year was named, and this year's day is long over
    NO_HOUR = "no hour"  # no clock shows what was named as the hour
    PASSED = "passed"  # the day was named, and that hour of it is over
    NEXT_DAY = "next day"  # no day was named, and today that hour is over
    SKIPPED = "skipped"  # the clocks leave that hour out: there is no such moment
    TWICE = "twice"  # the clocks show that hour twice: the earlier one was taken


NEVER = frozenset({Doubt.PAST_DAY, Doubt.PAST_DATE, Doubt.NO_HOUR, Doubt.PASSED, Doubt.SKIPPED})
"""Doubts that leave no time at which anything could be due."""


@dataclass(frozen=True, slots=True)
class When:
    """A day on the member's calendar, and the moment if an hour was said."""

    day: date | None = None
    moment: datetime | None = None
    doubt: Doubt | None = None

    @property
    def iso(self) -> str | None:
        """The moment with its offset, or the day."""
        named = self.moment or self.day
        return named.isoformat() if named else None


def take_when(words: str, now: datetime | None) -> tuple[str, When]:
    """Return `words` without day and hour, and when that is.

    Without `now` only a full date can be read.
    """
    if now and (found := _SOON.search(words)):
        return _tidy(_cut(words, found)), _after(found, now)
    rest, named = take_day(words, now.date() if now else None)
    rest, clock = take_clock(rest, is_late=bool(_LATE.search(words)))
    day = named.date if named else None
    doubt = _doubt_day(named, now) if now else None
    if doubt not in NEVER and names_no_hour(rest):
        doubt = Doubt.NO_HOUR
    if clock is None or now is None or doubt in NEVER:
        return _tidy(rest), When(day, None, doubt)
    if day and means_today(words, now.date()) and clock > now.time():
        day = now.date()
    when = _fix(day, clock, now)
    return _tidy(rest), replace(when, doubt=when.doubt or doubt)


def offer_dates(words: str, now: datetime, other: str) -> dict[str, str]:
    """What can be meant by a date that has passed this year: that of the next, or no date.

    From a label, `other` for no date, to the words that say it; empty where all is clear.
    """
    rest, when = take_when(words, now)
    if when.doubt is not Doubt.PAST_DATE:
        return {}
    named = find_day(words)
    return {"That day next year": words.replace(named, f"{named} next year", 1), other: rest}


def _doubt_day(day: Day | None, now: datetime) -> Doubt | None:
    if day is None:
        return None
    if day.date < now.date():
        return Doubt.PAST_DATE if day.is_yearless else Doubt.PAST_DAY
    is_far = day.is_yearless and day.date.year > now.year
    return Doubt.NEXT_YEAR if is_far else None


def _fix(day: date | None, clock: time, now: datetime) -> When:
    """The moment at which the member's clocks show `clock`, and what is odd about it."""
    named = day
    if day is None:
        day = now.date() if clock > now.time() else now.date() + timedelta(days=1)
    moment = datetime.combine(day, clock, tzinfo=now.tzinfo)
    shown = moment.astimezone(UTC).astimezone(now.tzinfo)
    if shown.replace(tzinfo=None) != moment.replace(tzinfo=None):
        return When(day, None, Doubt.SKIPPED)
    if moment.replace(fold=1).utcoffset() != moment.utcoffset():
        return When(day, moment, Doubt.TWICE)
    if named is None:
        return When(day, moment, None if day == now.date() else Doubt.NEXT_DAY)
    # Times of one zone are compared as its clocks show them, which is wrong on two days a year.
    has_passed = moment.astimezone(UTC) < now.astimezone(UTC)
    return When(day, moment, Doubt.PASSED if has_passed else None)


def _after(found: re.Match[str], now: datetime) -> When:
    count = 0.5 if found["half"] else read_count(found["count"])
    minutes = count * (1 if found["unit"].lower().startswith("m") else 60)
    moment = (now.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(now.tzinfo)
    moment = moment.replace(second=0, microsecond=0)
    return When(moment.date(), moment)


def _cut(words: str, found: re.Match[str]) -> str:
    return words[: found.start()] + words[found.end() :]


def _tidy(words: str) -> str:
    return " ".join(words.split()).strip(" ,;:.!")


_LATE = re.compile(r"\b(?:tonight|afternoon|evening|night)\b", re.IGNORECASE)
_SOON = re.compile(
    rf"\bin\s+(?:(?P<half>half\s+an)|(?P<count>{COUNT}|an?))\s+(?P<unit>hours?|minutes?|mins?)\b",
    re.IGNORECASE,
)

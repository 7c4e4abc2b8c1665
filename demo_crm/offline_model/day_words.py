"""Reads which day is meant, counted from the member's own. No I/O."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from demo_crm.offline_model.amounts import COUNT, read_amount

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_ON = r"\b(?:(?:on|by|for|due|until)\s+)*(?:the\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR = r"(?:,?\s+(?:(?P<year>\d{4})|(?:of\s+)?(?P<next>next\s+year))\b)?"
_PART = r"(?:\s+(?:morning|afternoon|evening|night))?\b"
_PAST = r"(?<!\bfrom )(?<!\bsince )(?<!\bof )"
_OWNS = r"(?!['’]s\b)"
_YEARS = range(2000, 3000)
"""What the tools take for a year."""
# A date without a year that is over for longer than this plainly means the next one.
_RECENT = timedelta(days=90)

_Rule = Callable[[re.Match[str], date], date]


@dataclass(frozen=True, slots=True)
class Day:
    """A day that was named; `is_yearless`: by its month and number alone."""

    date: date
    is_yearless: bool = False


def take_day(words: str, today: date | None) -> tuple[str, Day | None]:
    """Return `words` without the day, and the day; without `today` only a full date is read."""
    for pattern, name_day in _RULES:
        found = pattern.search(words)
        if found and (today or pattern is _ISO):
            try:
                day = name_day(found, today or date.min)
            except (ValueError, OverflowError):
                continue  # e.g. the 31st of June: no day, so the words stay as they are
            if day.year in _YEARS:
                is_yearless = "month" in found.groupdict() and not (found["year"] or found["next"])
                return words[: found.start()] + words[found.end() :], Day(day, is_yearless)
    return words, None


def means_today(words: str, today: date) -> bool:
    """ "Friday 3 pm" on a Friday morning is today; "next Friday" is not, nor is a day alone."""
    name = _DAYS[today.weekday()]
    return bool(re.search(rf"(?<!next ){name}\b", words, re.IGNORECASE))


def read_count(words: str) -> float:
    """How many: a number in figures or words, or one of it."""
    return 1 if words.lower() in ("a", "an") else read_amount(words)


def find_day(words: str) -> str:
    """The words that name a day; empty where none do."""
    matches = (pattern.search(words) for pattern, _ in _RULES)
    return next((found[0] for found in matches if found), "")


def _next_weekday(found: re.Match[str], today: date) -> date:
    ahead = (_DAYS.index(found["weekday"].lower()) - today.weekday()) % 7
    return today + timedelta(days=ahead or 7)


def _in_days(found: re.Match[str], today: date) -> date:
    count = int(read_count(found["count"]))
    return today + timedelta(days=count * (7 if found["unit"].lower().startswith("week") else 1))


def _named_date(found: re.Match[str], today: date) -> date:
    month = _MONTHS.index(found["month"][:3].lower()) + 1
    if found["year"]:
        return date(int(found["year"]), month, int(found["day"]))
    if found["next"]:
        return date(today.year + 1, month, int(found["day"]))
    this_year = date(today.year, month, int(found["day"]))
    if this_year >= today:
        return this_year
    next_year = this_year.replace(year=today.year + 1)
    return this_year if today - this_year <= _RECENT else next_year


def _last_weekday(found: re.Match[str], today: date) -> date:
    back = (today.weekday() - _DAYS.index(found["weekday"].lower())) % 7
    return today - timedelta(days=back or 7)


def _days_ago(found: re.Match[str], today: date) -> date:
    return today - (_in_days(found, today) - today)


def _later(days: int) -> _Rule:
    return lambda _, today: today + timedelta(days=days)


_ISO = re.compile(rf"{_ON}(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})\b", re.IGNORECASE)
_DATES = (
    re.compile(rf"{_ON}{_MONTH}\s+{_DAY}{_YEAR}", re.IGNORECASE),
    re.compile(rf"{_ON}{_DAY}\s+(?:of\s+)?{_MONTH}{_YEAR}", re.IGNORECASE),
)
# What lies ahead comes first: "remind me tomorrow of the call last Friday" is for tomorrow.
_RULES: Sequence[tuple[re.Pattern[str], _Rule]] = (
    (_ISO, lambda found, _: date.fromisoformat(found["iso"])),
    (re.compile(rf"{_ON}day after tomorrow{_PART}", re.IGNORECASE), _later(2)),
    (re.compile(rf"{_ON}tomorrow{_PART}", re.IGNORECASE), _later(1)),
    (
        re.compile(
            rf"{_ON}(?:today|tonight|this\s+(?:morning|afternoon|evening))\b", re.IGNORECASE
        ),
        _later(0),
    ),
    (re.compile(r"\bnext week\b", re.IGNORECASE), _later(7)),
    (
        re.compile(rf"\bin\s+(?P<count>{COUNT}|an?)\s+(?P<unit>days?|weeks?)\b", re.IGNORECASE),
        _in_days,
    ),
    (
        re.compile(
            rf"{_ON}(?:next\s+|this\s+|coming\s+)?(?<!last )(?<!past )"
            rf"(?P<weekday>{'|'.join(_DAYS)}){_PART}",
            re.IGNORECASE,
        ),
        _next_weekday,
    ),
    *((rule, _named_date) for rule in _DATES),
    (
        re.compile(rf"{_PAST}{_ON}day before yesterday\b{_OWNS}", re.IGNORECASE),
        _later(-2),
    ),
    (
        re.compile(rf"{_PAST}{_ON}(?:yesterday{_PART}|last night\b){_OWNS}", re.IGNORECASE),
        _later(-1),
    ),
    (
        re.compile(
            rf"{_PAST}{_ON}(?:last|this\s+past|past)\s+(?P<weekday>{'|'.join(_DAYS)}){_PART}{_OWNS}",
            re.IGNORECASE,
        ),
        _last_weekday,
    ),
    (re.compile(rf"{_PAST}\blast week\b{_OWNS}", re.IGNORECASE), _later(-7)),
    (
        re.compile(rf"\b(?P<count>{COUNT}|an?)\s+(?P<unit>days?|weeks?)\s+ago\b", re.IGNORECASE),
        _days_ago,
    ),
)

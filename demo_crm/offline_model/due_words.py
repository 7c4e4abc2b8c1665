"""Reads when something is due, in the member's own day and zone. No I/O."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from demo_crm.offline_model.amounts import COUNT, read_amount

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_ON = r"\b(?:(?:on|by|for|due|until)\s+)*(?:the\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR = r"(?:,?\s+(?P<year>\d{4})\b)?"

Day = Callable[[re.Match[str], date], date]


def take_due(words: str, now: datetime | None) -> tuple[str, str | None]:
    """Return `words` without day and time, and the ISO date or date-time they name, if any.

    A date without a time stays a date. Without `now` only a full date can be read.
    """
    today = now.date() if now else None
    rest, day = _take_day(words, today)
    rest, clock = _take_time(rest)
    if clock is None or now is None:
        return _tidy(rest), day.isoformat() if day else None
    if day is None:
        day = now.date() if clock > now.time() else now.date() + timedelta(days=1)
    return _tidy(rest), datetime.combine(day, clock, tzinfo=now.tzinfo).isoformat()


def _take_day(words: str, today: date | None) -> tuple[str, date | None]:
    for pattern, name_day in _RULES:
        found = pattern.search(words)
        if found and (today or pattern is _ISO):
            try:
                day = name_day(found, today or date.min)
            except (ValueError, OverflowError):
                continue  # e.g. the 31st of June: no day, so the words stay as they are
            return words[: found.start()] + words[found.end() :], day
    return words, None


def _take_time(words: str) -> tuple[str, time | None]:
    found = _CLOCK.search(words)
    if found is None:
        return words, None
    rest = words[: found.start()] + words[found.end() :]
    if found["noon"]:
        return rest, time(12)
    hour, minute = (
        int(found["hour"] or found["hour24"]),
        int(found["minute"] or found["min24"] or 0),
    )
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower().startswith("p") else 0)
    try:
        return rest, time(hour, minute)
    except ValueError:
        return words, None


def _next_weekday(found: re.Match[str], today: date) -> date:
    ahead = (_DAYS.index(found["weekday"].lower()) - today.weekday()) % 7
    return today + timedelta(days=ahead or 7)


def _in_days(found: re.Match[str], today: date) -> date:
    count = int(read_amount(found["count"]))
    return today + timedelta(days=count * (7 if found["unit"].lower().startswith("week") else 1))


def _named_date(found: re.Match[str], today: date) -> date:
    month = _MONTHS.index(found["month"][:3].lower()) + 1
    if found["year"]:
        return date(int(found["year"]), month, int(found["day"]))
    this_year = date(today.year, month, int(found["day"]))
    return this_year if this_year >= today else this_year.replace(year=today.year + 1)


def _later(days: int) -> Day:
    return lambda _, today: today + timedelta(days=days)


def _tidy(words: str) -> str:
    return " ".join(words.split()).strip(" ,;:.!")


_ISO = re.compile(rf"{_ON}(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})\b", re.IGNORECASE)
_RULES: Sequence[tuple[re.Pattern[str], Day]] = (
    (_ISO, lambda found, _: date.fromisoformat(found["iso"])),
    (re.compile(rf"{_ON}day after tomorrow\b", re.IGNORECASE), _later(2)),
    (re.compile(rf"{_ON}tomorrow\b", re.IGNORECASE), _later(1)),
    (re.compile(rf"{_ON}(?:today|tonight)\b", re.IGNORECASE), _later(0)),
    (re.compile(r"\bnext week\b", re.IGNORECASE), _later(7)),
    (
        re.compile(rf"\bin\s+(?P<count>{COUNT}|a)\s+(?P<unit>days?|weeks?)\b", re.IGNORECASE),
        _in_days,
    ),
    (
        re.compile(
            rf"{_ON}(?:next\s+|this\s+|coming\s+)?(?P<weekday>{'|'.join(_DAYS)})\b", re.IGNORECASE
        ),
        _next_weekday,
    ),
    (re.compile(rf"{_ON}{_MONTH}\s+{_DAY}{_YEAR}", re.IGNORECASE), _named_date),
    (re.compile(rf"{_ON}{_DAY}\s+(?:of\s+)?{_MONTH}{_YEAR}", re.IGNORECASE), _named_date),
)
_CLOCK = re.compile(
    r"\b(?:at\s+|by\s+)?(?:(?P<noon>noon)\b"
    r"|(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))?\s*(?P<half>[ap]\.?m)\b\.?"
    r"|(?P<hour24>\d{1,2}):(?P<min24>\d{2})\b)",
    re.IGNORECASE,
)

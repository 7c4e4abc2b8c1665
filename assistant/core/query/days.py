"""Reads days and moments: as queries hold them, and as people and models write them. No I/O."""

import re
from datetime import date, datetime, timedelta

from assistant.core.query.operators import Unit

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d", re.ASCII)
_WORDS = {"today": 0, "now": 0, "yesterday": -1, "tomorrow": 1}
_AGO = re.compile(r"(\d{1,4}) (day|week|month|year)s? ago", re.ASCII)
_IN = re.compile(r"in (\d{1,4}) (day|week|month|year)s?|(\d{1,4}) (day|week|month|year)s? from now")
_FORMS = ("%Y/%m/%d", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")
_ENDINGS = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")


def is_day(text: str) -> bool:
    """Whether `text` is a day as queries hold it."""
    return _DAY.fullmatch(text) is not None and _parse(text) is not None


def is_moment(text: str) -> bool:
    """Whether `text` is a moment as queries hold it, or a day."""
    return is_day(text) or (_MOMENT.fullmatch(text) is not None and _parse(text) is not None)


def read_day(text: str, now: datetime | None) -> str | None:
    """The day `text` means, or None. Words like "yesterday" need `now`."""
    line = " ".join(text.split()) if len(text) <= 60 else ""
    moment = _parse(line)
    if moment is not None:
        return _localise(moment, now).date().isoformat() if _fits(moment, now) else None
    line = _ENDINGS.sub("", line.casefold().replace(",", " "))
    line = " ".join(line.replace(".", " ").split())
    return _read_words(line, now) or _read_form(line)


def read_moment(text: str, now: datetime | None) -> str | None:
    """The moment or day `text` means, on the member's clock; None if that cannot be told."""
    moment = _parse(" ".join(text.split())) if len(text) <= 60 else None
    if now is not None and text.strip().casefold() == "now":
        moment = now
    elif moment is None or len(text.strip()) <= 10:
        return read_day(text, now)
    if not _fits(moment, now):
        return None
    return _localise(moment, now).strftime("%Y-%m-%dT%H:%M").zfill(16)


def add_units(day: date, unit: Unit, count: int) -> date:
    """The day `count` units later, the last one of a month that is too short; within 1..9999."""
    match unit:
        case Unit.HOUR | Unit.DAY:
            return _shift(day, count)
        case Unit.WEEK:
            return _shift(day, 7 * count)
        case Unit.MONTH:
            months = count
        case Unit.QUARTER:
            months = 3 * count
        case Unit.YEAR:
            months = 12 * count
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return date.min if year < 1 else date.max
    after = (
        date(year + month // 11, (month + 1) % 12 + 1, 1) if (year, month) < (9999, 11) else None
    )
    last = (after - timedelta(days=1)).day if after else 31
    return date(year, month + 1, min(day.day, last))


def _shift(day: date, days: int) -> date:
    ordinal = day.toordinal() + days
    return date.fromordinal(max(1, min(ordinal, date.max.toordinal())))


def _parse(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _fits(moment: datetime, now: datetime | None) -> bool:
    # With an offset it is a day only on somebody's clock; near the ends of time on nobody's.
    return moment.tzinfo is None or (now is not None and 2 < moment.year < 9998)


def _localise(moment: datetime, now: datetime | None) -> datetime:
    if moment.tzinfo is None or now is None:
        return moment
    return moment.astimezone(now.tzinfo)


def _read_words(line: str, now: datetime | None) -> str | None:
    if now is None:
        return None
    if line in _WORDS:
        return _shift(now.date(), _WORDS[line]).isoformat()
    if ago := _AGO.fullmatch(line):
        return add_units(now.date(), Unit(ago[2]), -int(ago[1])).isoformat()
    if ahead := _IN.fullmatch(line):
        count, unit = int(ahead[1] or ahead[3]), Unit(ahead[2] or ahead[4])
        return add_units(now.date(), unit, count).isoformat()
    return None


def _read_form(line: str) -> str | None:
    for form in _FORMS:
        try:
            return datetime.strptime(line, form).date().isoformat()  # noqa: DTZ007
        except ValueError:
            continue
    return None

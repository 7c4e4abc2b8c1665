"""Reads days and stretches of time: `in the last 30 days`, `this month`, `since May`. No I/O."""

import re
from datetime import date, timedelta
from typing import Any

from demo_crm.offline_model.amounts import COUNT, read_amount

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
MONTH = r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)[a-z]*|may"
_UNIT = r"(?P<unit>day|week|month|quarter|year)s?"
_COUNT = rf"(?P<count>\d{{1,3}}|{COUNT}|an?|a couple of|few)"
_DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}

STRETCH = (
    rf"(?:(?P<this>this|current|today)(?:\s+(?P<of>day|week|month|quarter|year))?"
    rf"|(?P<way>last|past|next|coming|within)\s+(?:the\s+(?:last|next)\s+)?(?:{_COUNT}\s+)?{_UNIT})"
)
AGE = rf"{_COUNT}\s+{_UNIT}"
SINCE = (
    rf"since\s+(?:(?P<month>{MONTH})(?:\s+(?P<day>\d{{1,2}})(?!\d))?(?:,?\s+(?P<year>\d{{4}}))?"
    r"|(?P<iso>\d{4}-\d\d-\d\d)|(?P<only>\d{4}))"
)


def read_stretch(found: re.Match[str]) -> dict[str, Any]:
    """A match of STRETCH as a time without its field."""
    if found["this"]:
        return {"this": found["of"] or "day"}
    way = "next" if found["way"].lower() in ("next", "coming") else "last"
    return {way: read_count(found["count"]), "unit": found["unit"].lower()}


def read_age(found: re.Match[str], today: date) -> str:
    """A match of AGE: the day that long ago."""
    days = read_count(found["count"]) * _DAYS[found["unit"].lower()]
    return (today - timedelta(days=days)).isoformat()


def read_since(found: re.Match[str], today: date) -> str:
    """A match of SINCE: its first day, a past one where no year is said."""
    if found["iso"]:
        return found["iso"]
    if found["only"]:
        return f"{found['only']}-01-01"
    month = read_month(found["month"])
    day = min(int(found["day"] or 1), 28)
    year = int(found["year"]) if found["year"] else today.year - (month > today.month)
    return date(year, month, day).isoformat()


def read_month(name: str) -> int:
    """`Sept` is 9."""
    return next(at for at, month in enumerate(MONTHS, 1) if month.startswith(name[:3].lower()))


def read_count(said: str | None) -> int:
    """How many units: "a" and nothing are one, "a couple of" and "few" are three at most."""
    words = (said or "a").lower()
    if words in ("a", "an"):
        return 1
    return {"a couple of": 2, "few": 3}.get(words) or int(read_amount(words))

"""Reads hours and lengths of time: `3 pm`, `at 10:30`, `noon`, `for an hour`, `2-3 pm`. No I/O."""

import re
from datetime import time

from demo_crm.offline_model.amounts import COUNT, read_amount

_HALF = r"[ap]\.?m\b\.?"
_NEXT = (
    r"on|for|with|and|at|of|today|tomorrow|tonight|next|last|yesterday|this|in|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)
_CLOCK = re.compile(
    r"\b(?:(?:at|by)\s+)?(?:(?P<named>noon|midday|midnight)\b"
    rf"|(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d{{2}}))?\s*(?P<half>{_HALF})"
    r"|(?P<hour24>\d{1,2}):(?P<minute24>\d{2})\b"
    r"|(?P<oclock>\d{1,2})\s+o['’]?clock\b)"
    # A number alone is an hour only where nothing follows that it could belong to.
    rf"|\bat\s+(?P<bare>\d{{1,2}})(?=\s*(?:$|[,;.!?]|(?:{_NEXT})\b))",
    re.IGNORECASE,
)
_SPAN = re.compile(
    rf"\b(?:from\s+|between\s+|at\s+)?(?P<hour>\d{{1,2}})(?::(?P<minute>\d{{2}}))?\s*(?P<half>{_HALF})?"
    r"\s*(?:-|–|to|and|until|till)\s*"
    rf"(?P<hour2>\d{{1,2}})(?::(?P<minute2>\d{{2}}))?\s*(?P<half2>{_HALF})",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"\bfor\s+(?:about\s+)?(?:(?P<thirty>half\s+an\s+hour)|(?P<ninety>an\s+hour\s+and\s+a\s+half)"
    rf"|(?P<count>\d{{1,3}}(?:\.5)?|{COUNT}|an?)[\s-]*(?P<unit>hours?|minutes?|mins?)\b)",
    re.IGNORECASE,
)
_NAMED = {"noon": time(12), "midday": time(12), "midnight": time(0)}
# A bare "at 3" is in the afternoon: nobody shows a home at three in the night.
_FIRST_MORNING_HOUR = 7
_DAY = 24 * 60


def take_clock(words: str, *, is_late: bool = False) -> tuple[str, time | None]:
    """Return `words` without the hour, and the hour; `is_late`: the words speak of an evening."""
    found = _CLOCK.search(words)
    if found is None:
        return words, None
    rest = words[: found.start()] + words[found.end() :]
    if found["named"]:
        return rest, _NAMED[found["named"].lower()]
    hour = int(found["hour"] or found["hour24"] or found["oclock"] or found["bare"])
    minute = int(found["minute"] or found["minute24"] or 0)
    if found["half"]:
        hour = _count_hour(hour, found["half"])
    elif hour < 12 and (is_late or (not found["hour24"] and 0 < hour < _FIRST_MORNING_HOUR)):
        hour += 12
    try:
        return rest, time(hour, minute)
    except ValueError:
        return words, None


def find_clock(words: str) -> str:
    """The words that name an hour; empty where none do."""
    found = _CLOCK.search(words)
    return found[0] if found else ""


def names_no_hour(words: str) -> bool:
    """Whether they name an hour no clock shows, as in "25:00"; "at 99" may be a house."""
    found = _CLOCK.search(words)
    return bool(found and not found["bare"]) and take_clock(words)[1] is None


def take_length(words: str) -> tuple[str, int | None]:
    """Return `words` without how long it takes, and that in minutes; a span leaves its start."""
    if found := _SPAN.search(words):
        minutes = _measure(found)
        if minutes is not None:
            starts = f"{found['hour']}:{found['minute'] or '00'} {_half_of_start(found)}"
            return f"{words[: found.start()]}at {starts}{words[found.end() :]}", minutes
    if found := _LENGTH.search(words):
        rest = words[: found.start()] + words[found.end() :]
        return rest, _read_length(found)
    return words, None


def _read_length(found: re.Match[str]) -> int | None:
    if found["thirty"] or found["ninety"]:
        return 30 if found["thirty"] else 90
    count = 1 if found["count"].lower() in ("a", "an") else read_amount(found["count"])
    return round(count * (1 if found["unit"].lower().startswith("m") else 60)) or None


def _measure(found: re.Match[str]) -> int | None:
    """Minutes from the first hour to the second, or None where they are no hours."""
    first = _count_hour(int(found["hour"]), _half_of_start(found)) * 60 + int(found["minute"] or 0)
    last = _count_hour(int(found["hour2"]), found["half2"]) * 60 + int(found["minute2"] or 0)
    return last - first if 0 <= first < last <= _DAY else None


def _half_of_start(found: re.Match[str]) -> str:
    """`11-1 pm` begins in the morning, `1-3 pm` does not."""
    if found["half"]:
        return found["half"]
    hour, last = int(found["hour"]) % 12, int(found["hour2"]) % 12
    return "am" if hour > last and found["half2"].lower().startswith("p") else found["half2"]


def _count_hour(hour: int, half: str) -> int:
    """The hour from 0 to 23; one that no clock with halves shows stays too large for a time."""
    if not 1 <= hour <= 12:
        return 99
    return hour % 12 + (12 if half.lower().startswith("p") else 0)

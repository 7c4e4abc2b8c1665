"""Reads times of day, in digits and spelt out. No I/O."""

import re

from assistant.core.assertions.figures.numerals import UNITS, WORDS
from assistant.core.assertions.figures.values import Figure, Moment

_HALF_DAY = r"(?P<half>[ap])(?:m\b|\.\s?m\b\.?)"
_CLOCK = re.compile(
    rf"(?P<hour>[012]?\d)(?:(?:[:.](?P<minute>[0-5]\d))?(?::[0-5]\d)?\s?-?{_HALF_DAY}"
    r"|:(?P<minute24>[0-5]\d)(?::[0-5]\d)?(?![\d:]|\.\d)"
    r"|h(?P<minute_h>[0-5]\d)?(?![^\W_])"
    r"|\s?o'clock\b)",
    re.IGNORECASE,
)
_HOUR = rf"(?:(?P<digits>1?\d)|(?P<word>{'|'.join(UNITS[12:0:-1])}))"
_PAST = re.compile(
    rf"(?:(?P<half_past>half)|(?P<quarter>quarter))\s+(?P<way>past|after|to|of|before)\s+{_HOUR}\b"
    rf"(?:\s?{_HALF_DAY})?",
    re.IGNORECASE,
)
_SPELT = re.compile(
    rf"(?P<word>{'|'.join(UNITS[12:0:-1])})(?:[\s-]+(?P<more>thirty|fifteen|forty-five))?"
    rf"(?:\s?{_HALF_DAY}|\s+o'clock\b)",
    re.IGNORECASE,
)
PART_OF_DAY = re.compile(
    r"\s+(?:in\s+the\s+(morning|afternoon|evening)|at\s+(night))\b", re.IGNORECASE
)
"""What says behind an hour which half of the day it is of."""

FIXED_TIMES = {"noon": 720, "midday": 720, "midnight": 0}
_MINUTES = {"thirty": 30, "fifteen": 15, "forty-five": 45}
_DAY = 1440


def read_time(text: str, at: int) -> Figure | None:
    """The time that begins with digits at `at`; without "am" and "pm" it may be two."""
    found = _CLOCK.match(text, at)
    if found is None:
        return None
    hour = int(found["hour"])
    minute = int(found["minute"] or found["minute24"] or found["minute_h"] or 0)
    if hour > 24 or (found["half"] and not 1 <= hour <= 12):
        return None
    if not found["half"] and (found["hour"].startswith("0") or found["minute_h"]):
        return Figure(at, found.end(), Moment((), ((hour * 60 + minute) % _DAY,)))
    return _tell(found, hour * 60 + minute)


def read_spelt_time(text: str, at: int) -> Figure | None:
    """ "half past three", "quarter to four", "three o'clock", "three pm"."""
    if found := _PAST.match(text, at):
        hour = int(found["digits"] or WORDS[found["word"].lower()])
        minutes = 30 if found["half_past"] else 15
        is_before = found["way"].lower() in ("to", "of", "before")
        return _tell(found, hour * 60 + (-minutes if is_before else minutes))
    if found := _SPELT.match(text, at):
        minutes = _MINUTES.get((found["more"] or "").lower(), 0)
        return _tell(found, WORDS[found["word"].lower()] * 60 + minutes)
    return None


def read_hour(hour: float) -> tuple[int, ...]:
    """Minutes from midnight that "at three" may mean; none where it is no hour."""
    return _both(int(hour) * 60) if hour == int(hour) and 1 <= hour <= 12 else ()


def _tell(found: re.Match[str], minute: int) -> Figure:
    """The time of a match, whose `half` may say which half of the day, or words behind it."""
    half, end = (found["half"] or "").lower(), found.end()
    if not half and (part := PART_OF_DAY.match(found.string, end)):
        half, end = ("a" if (part[1] or "").lower() == "morning" else "p"), part.end()
    if half:
        minutes: tuple[int, ...] = (minute % 720 + (720 if half == "p" else 0),)
    else:
        minutes = _both(minute) if 60 <= minute < 780 else (minute % _DAY,)
    return Figure(found.start(), end, Moment((), minutes))


def _both(minute: int) -> tuple[int, ...]:
    return (minute % _DAY, (minute + 720) % _DAY)

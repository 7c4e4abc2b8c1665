"""Reads the zone that a time of day is said in, and tells the moment in the member's. No I/O."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from assistant.core.assertions.figures.values import Clock, Day, Figure, Moment

_PLACES = {
    "America/Los_Angeles": "Pacific|PT|PST|PDT",
    "America/Denver": "Mountain|MT|MST|MDT",
    "America/Chicago": "Central|CT|CST|CDT",
    "America/New_York": "Eastern|ET|EST|EDT",
    "UTC": "UTC|GMT",
    "Europe/Berlin": "CET|CEST",
}
_ZONES = {name: zone for zone, names in _PLACES.items() for name in names.split("|")}
# "3 PM Mountain View tour" and "3 PM Pacific Avenue" name places.
ZONE = (
    rf"\s?\(?(?-i:{'|'.join(sorted(_ZONES, key=len, reverse=True))})\b"
    r"(?:\s(?:standard\s|daylight\s)?time\b|(?-i:(?!\s[A-Z][a-z])))\)?"
)
"""The name of a zone behind a time, for a pattern that ignores case."""

_ZONE = re.compile(ZONE, re.IGNORECASE)
_LETTERS = re.compile(r"[A-Za-z]+")


def read_zone(text: str, figure: Figure, clock: Clock) -> Figure:
    """A time with a zone behind it, as it is in the member's; without a day it is one of today."""
    value = figure.value
    if not isinstance(value, Moment) or not value.minutes:
        return figure
    found = _ZONE.match(text, figure.end)
    # An ISO time has been told in the member's already.
    if found is None and text[figure.start + 4 : figure.start + 5] != "-":
        found = _ZONE.search(text, figure.start, figure.end)
    name = found and _LETTERS.search(found[0])
    if not name:
        return figure
    try:
        moment = _tell(value, ZoneInfo(_ZONES[name[0]]), clock)
    except (ValueError, OverflowError, KeyError):
        return figure
    return Figure(figure.start, figure.end, moment)


def _tell(moment: Moment, zone: ZoneInfo, clock: Clock) -> Moment:
    today = clock.now.date()
    days: dict[Day, None] = {}
    minutes: dict[int, None] = {}
    for year, month, day in moment.days or ((None, None, None),):
        date = datetime(year or today.year, month or today.month, day or today.day, tzinfo=zone)
        for minute in moment.minutes:
            told = (date + timedelta(minutes=minute)).astimezone(clock.zone)
            minutes[told.hour * 60 + told.minute] = None
            days[year and told.year, month and told.month, day and told.day] = None
    return Moment(tuple(days) if moment.days else (), tuple(minutes), moment.weekday)

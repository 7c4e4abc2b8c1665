"""Joins days and times that stand side by side, and ranges that say a unit once. No I/O."""

import re

from msgspec import structs

from assistant.core.assertions.figures.times import PART_OF_DAY, read_hour
from assistant.core.assertions.figures.values import NEVER, Amount, Clock, Figure, Moment, Value
from assistant.core.assertions.figures.weekdays import on_weekday, tell_days
from assistant.core.assertions.figures.zones import ZONE, read_zone

_JOINT = re.compile(
    rf"(?:{ZONE})?\s*(?:,|\(|-)?\s*(?:(?:on|at|@|of|the|around|about|by|from|in)\s+){{0,2}}",
    re.IGNORECASE,
)
_AT = re.compile(r",?\s+(?:at|@|around|by)\s+", re.IGNORECASE)
_LEAD_AT = re.compile(r"\b(?:at|around|by)\s+\Z", re.IGNORECASE)
RANGE = re.compile(r"\s?(?:-|/|to|and|or|through|until)\s?(?:the\s+)?", re.IGNORECASE)
_STRETCH = re.compile(
    r"\s+(day|week)s?\b(?:\s+(ago|from\s+(?:now|today)|hence|later))?", re.IGNORECASE
)
_IN = re.compile(r"\bin\s+(?:about\s+)?\Z", re.IGNORECASE)
_DAY_AFTER = re.compile(r"\s*(?:[.,;!?)\n]|\Z|(at|from)\b)")
_LONGEST_GAP = 16
_NOON = 720
_HOUR_LEAD = re.compile(
    r"\b(?:start|begin|end|open|close|meet|arriv|leav|depart|finish|schedul|book|mov)\w*\s+"
    r"(?:\w+\s+)?at\s+\Z",
    re.IGNORECASE,
)
_HOUR_AFTER = re.compile(r"\s*(?:[.,;!?)\n]|\Z|(?:and|or|on|today|tomorrow|sharp|to|until|with)\b)")


def join_moments(text: str, figures: list[Figure], clock: Clock) -> list[Figure]:
    """The figures with parts of one moment joined; what is left of an amount stays an amount."""
    joined: list[Figure] = []
    for figure in figures:
        figure = _read_stretch(text, _read_hour(text, figure), clock)
        before = joined[-1] if joined else None
        one = before and _join(text, before, figure, clock)
        if one:
            joined[-1] = one
        else:
            joined.append(figure)
    return [
        read_zone(text, figure, clock) if isinstance(figure.value, Moment) else figure
        for figure in joined
    ]


def join_ranges(text: str, figures: list[Figure]) -> list[Figure]:
    """The figures where the first of a range has what is only said of the second."""
    for index in range(len(figures) - 2, -1, -1):
        one, other = figures[index], figures[index + 1]
        gap = text[one.end : other.start]
        if len(gap) <= _LONGEST_GAP and RANGE.fullmatch(gap):
            figures[index] = structs.replace(one, value=_share(one.value, other.value, gap))
            one = figures[index]
            figures[index + 1] = structs.replace(other, value=_share_sort(one.value, other.value))
    return figures


def _share(one: Value, other: Value, gap: str) -> Value:
    match one, other:
        case Amount(), Amount():
            if one.sort == "number" and other.sort != "number":
                one = structs.replace(one, sort=other.sort)
            value = one.readings[0]
            if one.scale == 1 < other.scale and value < 1_000:
                # "$5 and $1.2 million" may well be two sums.
                alone = () if "-" in gap else one.readings
                scaled = tuple(round(each * other.scale, 6) for each in one.readings)
                one = structs.replace(
                    one, readings=(*scaled, *alone), step=one.step * other.scale, scale=other.scale
                )
            return one
        case Amount(sort="number"), Moment():
            return _share_moment(one, other) or one
        case Moment(days=(), minutes=(_, _)), Moment(days=(), minutes=(late,)):
            kept = tuple(each for each in one.minutes if (each < 720) == (late < 720))
            return structs.replace(one, minutes=kept)
        case _:
            return one


def _share_sort(one: Value, other: Value) -> Value:
    match one, other:
        case Amount(sort="money"), Amount(sort="number", scale=scale) if scale > 1:
            return structs.replace(other, sort="money")
        case Moment(days=(_, *_)), Amount(sort="number"):
            return _share_moment(other, one) or other
        case _:
            return other


def _share_moment(one: Amount, other: Moment) -> Moment | None:
    value = one.readings[0]
    if other.days and other.weekday is None and value == int(value) and 1 <= value <= 31:
        days = tuple((year, month, int(value)) for year, month, _ in other.days)
        return Moment(days) if days != (NEVER,) else None
    if other.minutes and not other.days and (minutes := read_hour(value)):
        return Moment((), minutes)
    return None


def _join(text: str, one: Figure, other: Figure, clock: Clock) -> Figure | None:
    gap = text[one.end : other.start]
    if len(gap) > _LONGEST_GAP or "\n" in gap:
        return None
    value: Moment | None
    match one.value, other.value:
        case Amount(), Moment():
            value = _put_hour_first(text, one, other, gap)
        case Moment(), Amount(sort="number") if gap == " ":
            value = _put_day(text, one.value, other, clock)
        case _:
            value = None
    value = value or _merge(one.value, other.value, gap, clock)
    return Figure(one.start, other.end, value) if value else None


def _merge(one: Value, other: Value, gap: str, clock: Clock) -> Moment | None:
    match one, other:
        case Moment(days=(), minutes=minutes), Moment(days=(_, *_), minutes=()) if _JOINT.fullmatch(
            gap
        ):
            return structs.replace(other, minutes=minutes)
        case Moment(days=days, weekday=weekday), Moment(days=(), minutes=minutes) if (
            days and not one.minutes and _JOINT.fullmatch(gap)
        ):
            return Moment(days, minutes, weekday)
        case Moment(weekday=int(weekday), minutes=()), Moment(weekday=None) if (
            other.days and _JOINT.fullmatch(gap)
        ):
            return Moment(on_weekday(other.days, weekday, clock) or (NEVER,), other.minutes)
        case Moment(weekday=None, minutes=()), Moment(weekday=int(weekday)) if (
            one.days and gap.strip() in ("", "(", ",")
        ):
            return Moment(on_weekday(one.days, weekday, clock) or (NEVER,), other.minutes)
        case Moment(minutes=()), Amount(sort="number") if one.days and _AT.fullmatch(gap):
            minutes = read_hour(other.readings[0])
            return structs.replace(one, minutes=minutes) if minutes else None
        case _:
            return None


def _put_day(text: str, moment: Moment, other: Figure, clock: Clock) -> Moment | None:
    """ "Fri 27 at 3 pm", "Friday 27"."""
    amount = other.value
    if not isinstance(amount, Amount) or moment.weekday is None or moment.minutes:
        return None
    day, is_digits = amount.readings[0], text[other.end - 1].isdigit()
    after = _DAY_AFTER.match(text, other.end)
    if not is_digits or not after or not (1 <= day <= 31 and (day > 12 or after[1])):
        return None
    days = on_weekday([(None, None, int(day))], moment.weekday, clock)
    return Moment(days, (), moment.weekday) if days else None


def _put_hour_first(text: str, one: Figure, other: Figure, gap: str) -> Moment | None:
    """ "at 3 on Friday" and "at three tomorrow"."""
    amount, moment = one.value, other.value
    if not isinstance(amount, Amount) or not isinstance(moment, Moment) or not moment.days:
        return None
    if moment.minutes or gap.strip() not in ("", "on"):
        return None
    minutes = read_hour(amount.readings[0]) if amount.sort == "number" else ()
    if minutes and _LEAD_AT.search(text, max(0, one.start - 8), one.start):
        return structs.replace(moment, minutes=minutes)
    return None


def _read_hour(text: str, figure: Figure) -> Figure:
    """ "starts at four", "4 in the afternoon"."""
    value = figure.value
    if not isinstance(value, Amount) or value.sort != "number":
        return figure
    minutes = read_hour(value.readings[0])
    if not minutes:
        return figure
    if part := PART_OF_DAY.match(text, figure.end):
        is_early = (part[1] or "").lower() == "morning"
        kept = tuple(each for each in minutes if (each < _NOON) == is_early)
        return Figure(figure.start, part.end(), Moment((), kept))
    if _HOUR_AFTER.match(text, figure.end) and _HOUR_LEAD.search(
        text, max(0, figure.start - 32), figure.start
    ):
        return Figure(figure.start, figure.end, Moment((), minutes))
    return figure


def _read_stretch(text: str, figure: Figure, clock: Clock) -> Figure:
    """ "in three days", "2 weeks ago"."""
    value = figure.value
    if not isinstance(value, Amount) or value.sort != "number":
        return figure
    found = _STRETCH.match(text, figure.end)
    count = value.readings[0]
    if found is None or count != int(count) or count > 1_000:
        return figure
    if not found[2] and not _IN.search(text, max(0, figure.start - 12), figure.start):
        return figure
    steps = int(count) * (7 if found[1].lower() == "week" else 1)
    if (found[2] or "").lower() == "ago":
        steps = -steps
    return Figure(figure.start, found.end(), Moment(tell_days(clock.now.date(), (steps,))))

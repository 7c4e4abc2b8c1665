"""Reads the time of a query: from one day to another, or relative to now. No I/O."""

import re
from typing import Any

from assistant.core.query.corrections import TIME_KEYS, UNIT_NAMES, look_up
from assistant.core.query.fields import Field
from assistant.core.query.language import Direction, Period, Relative
from assistant.core.query.notes import Reading, pointer_to, show
from assistant.core.query.numbers import read_number
from assistant.core.query.operators import DATED, UNITS, Unit
from assistant.core.query.shapes import Keys, drop_nothings, read_field, read_object
from assistant.core.query.values import read_value

KEYS = Keys(("field", "last", "next", "this", "unit", "from", "to"), TIME_KEYS)
MOST_UNITS = 1000
_COUNTED = (Direction.LAST, Direction.NEXT)
_IN_WORDS = re.compile(
    r"(?:the |in the |within the )?(last|past|next|this|current) ?(\d{0,4}) ?(\w+)"
)
_COUNT = re.compile(r"(\d{1,4}) ?([a-z]{1,8})", re.ASCII)
_DIRECTIONS = {"past": Direction.LAST, "current": Direction.THIS}


def read_time(reading: Reading, given: Any, pointer: str) -> Period | Relative | None:
    """The time, or None after a fault was noted."""
    if isinstance(given, str):
        given = _read_words(reading, given, pointer)
        if given is None:
            return None
    found = read_object(reading, given, pointer, KEYS)
    if found is None:
        return None
    found = drop_nothings(reading, found, pointer)
    field = _find_field(reading, found, pointer)
    if field is None:
        return None
    kinds: list[str] = [key for key in ("last", "next", "this") if key in found]
    if "from" in found or "to" in found:
        kinds.append("from and to")
    if len(kinds) != 1 or ("unit" in found and kinds[0] not in _COUNTED):
        message = "A time is one of: last or next with a unit, this, from and to."
        reading.fault("bad_time", pointer, message)
        return None
    if kinds[0] == "from and to":
        return _read_period(reading, field, found, pointer)
    return _read_relative(reading, field, found, pointer)


def _find_field(reading: Reading, found: dict[str, Any], pointer: str) -> Field | None:
    dated = [field for field in reading.collection.fields if field.type in DATED]
    if "field" not in found:
        if len(dated) == 1 and reading.mend(
            "time_read", pointer, f"The only time is {dated[0].name}."
        ):
            return dated[0]
        reading.fault("missing_key", pointer, 'A time needs "field".')
        return None
    field = read_field(reading, found["field"], pointer_to(pointer, "field"))
    if field is not None and field.type not in DATED:
        message = f"{field.name} ({field.type}) is no date."
        reading.fault("bad_time", pointer_to(pointer, "field"), message)
        return None
    return field


def _read_period(
    reading: Reading, field: Field, found: dict[str, Any], pointer: str
) -> Period | None:
    read: dict[str, Any] = {}
    for key in ("from", "to"):
        if key in found:
            read[key] = read_value(reading, field, found[key], pointer_to(pointer, key))
            if read[key] is None:
                return None
    start, end = read.get("from"), read.get("to")
    if start and end and start[:10] > end[:10]:
        reading.mend("bounds_swapped", pointer, "The earlier bound comes first.")
        start, end = end, start
    return Period(field.name, start, end)


def _read_relative(
    reading: Reading, field: Field, found: dict[str, Any], pointer: str
) -> Relative | None:
    [direction] = [Direction(key) for key in ("last", "next", "this") if key in found]
    at = pointer_to(pointer, direction)
    if direction is Direction.THIS:
        unit, count = _read_unit(reading, field, found["this"], at), 1
    elif "unit" not in found and (split := _split_count(found[direction])):
        reading.mend("time_read", at, f"{show(found[direction])} is a number and a unit.")
        unit = _read_unit(reading, field, split[1], at)
        count = _read_count(reading, int(split[0]), at)
    elif "unit" not in found:
        message = f'"{direction}" needs a number and a "unit".'
        reading.fault("missing_key", pointer, message)
        return None
    else:
        unit = _read_unit(reading, field, found["unit"], pointer_to(pointer, "unit"))
        count = _read_count(reading, found[direction], at)
    return Relative(field.name, direction, unit, count) if unit and count else None


def _split_count(given: Any) -> tuple[str, str] | None:
    match = _COUNT.fullmatch(given.strip()) if isinstance(given, str) else None
    return (match[1], match[2]) if match else None


def _read_unit(reading: Reading, field: Field, given: Any, pointer: str) -> Unit | None:
    unit: Unit | None = look_up(given, UNIT_NAMES)
    if unit is None or unit not in UNITS[field.type]:
        listed = ", ".join(UNITS[field.type])
        message = f"{field.name} is counted in {listed}, not in {show(given)}."
        reading.fault("bad_unit", pointer, message)
        return None
    if given != unit:
        reading.mend("unit_read", pointer, f'{show(given)} is written "{unit}".')
    return unit


def _read_count(reading: Reading, given: Any, pointer: str) -> int:
    count = given
    if isinstance(given, str) and (count := read_number(given, "")) is not None:
        reading.mend("number_read", pointer, f"{show(given)} is {count}.")
    is_whole = isinstance(count, int) and not isinstance(count, bool)
    if not is_whole or not 1 <= count <= MOST_UNITS:
        message = f"A whole number from 1 to {MOST_UNITS} belongs here, not {show(given)}."
        reading.fault("bad_time", pointer, message)
        return 0
    return int(count)


def _read_words(reading: Reading, words: str, pointer: str) -> dict[str, Any] | None:
    """A time written as words, as an object; the field is still to be found."""
    line = " ".join(words.casefold().replace("_", " ").split()) if len(words) <= 60 else ""
    match = _IN_WORDS.fullmatch(line)
    found: dict[str, Any] | None = None
    if line == "today":
        found = {"this": "day"}
    elif match is not None:
        direction = _DIRECTIONS.get(match[1]) or Direction(match[1])
        if direction is Direction.THIS and not match[2]:
            found = {"this": match[3]}
        elif direction is not Direction.THIS and match[2]:
            found = {direction: int(match[2]), "unit": match[3]}
    if found is None:
        reading.fault("bad_time", pointer, f"{show(words)} is no time; write an object.")
    elif not reading.mend("time_read", pointer, f"{show(words)} is written as an object."):
        return None
    return found

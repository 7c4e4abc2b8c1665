"""Reads the value a condition compares with, by the type of its field. No I/O."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from assistant.core.query.corrections import find_one, plain
from assistant.core.query.days import is_day, is_moment, read_day, read_moment
from assistant.core.query.fields import Field, FieldType
from assistant.core.query.language import LONGEST_TEXT, Scalar
from assistant.core.query.notes import Reading, show
from assistant.core.query.numbers import read_number, tidy_number

_UNSEEN = re.compile("[\0-\x1f\x7f\ud800-\udfff]")
_FLAGS = {"true": True, "yes": True, "y": True, "1": True, "on": True}
_FLAGS |= {"false": False, "no": False, "n": False, "0": False, "off": False}


def read_value(reading: Reading, field: Field, value: Any, pointer: str) -> Scalar | None:
    """One value for `field` as queries hold it, or None after a fault was noted."""
    return _READERS[field.type](reading, field, value, pointer)


def _read_text(reading: Reading, field: Field, value: Any, pointer: str) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = tidy_number(value)
        if number is None:
            _refuse(reading, field, value, pointer)
            return None
        # A postal code, a street number.
        reading.mend("text_written", pointer, f'{show(value)} is written as text, "{number}".')
        return str(number)
    if not isinstance(value, str):
        _refuse(reading, field, value, pointer)
        return None
    text = value.strip()
    if len(text) > LONGEST_TEXT:
        message = f"{field.name} is compared with at most {LONGEST_TEXT} characters."
        reading.fault("too_long", pointer, message)
        return None
    if not text or _UNSEEN.search(text):
        reading.fault("bad_value", pointer, f"{field.name} is compared with words, on one line.")
        return None
    return text


def _read_choice(reading: Reading, field: Field, value: Any, pointer: str) -> str | None:
    if not field.choices:
        return _read_text(reading, field, value, pointer)
    if any(value == choice.value for choice in field.choices):
        return str(value)
    found = _find_choice(field, show(value) if isinstance(value, int) else value)
    if found is None:
        listed = ", ".join(choice.value for choice in field.choices[:20])
        message = f"{field.name} is never {show(value)}. It takes: {listed}."
        reading.fault("unknown_choice", pointer, message)
        return None
    reading.mend("choice_matched", pointer, f'{show(value)} is "{found}".')
    return str(found)


def _find_choice(field: Field, word: Any) -> str | None:
    names = [(each.value, (each.value, each.label, *each.synonyms)) for each in field.choices]
    found: str | None = find_one(word, names)
    if found is None and isinstance(word, str):
        # One, or many of it.
        singles = [(value, [each.removesuffix("s") for each in called]) for value, called in names]
        found = find_one(word.strip().removesuffix("s"), singles)
    return found


def _read_number(reading: Reading, field: Field, value: Any, pointer: str) -> int | float | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = tidy_number(value)
    elif isinstance(value, str):
        number = read_number(value, field.unit)
        if number is not None:
            reading.mend("number_read", pointer, f"{show(value)} is {number}.")
    else:
        number = None
    if number is None:
        _refuse(reading, field, value, pointer)
    return number


def _read_day(reading: Reading, field: Field, value: Any, pointer: str) -> str | None:
    if not isinstance(value, str):
        _refuse(reading, field, value, pointer)
        return None
    if is_day(value):
        return value
    day = read_day(value, reading.now)
    if day is None:
        _refuse(reading, field, value, pointer)
        return None
    reading.mend("day_read", pointer, f"{show(value)} is {day}.")
    return day


def _read_moment(reading: Reading, field: Field, value: Any, pointer: str) -> str | None:
    if not isinstance(value, str):
        _refuse(reading, field, value, pointer)
        return None
    if is_moment(value):
        return value
    moment = read_moment(value, reading.now)
    if moment is None:
        _refuse(reading, field, value, pointer)
        return None
    reading.mend("moment_read", pointer, f"{show(value)} is {moment}.")
    return moment


def _read_flag(reading: Reading, field: Field, value: Any, pointer: str) -> bool | None:
    if isinstance(value, bool):
        return value
    word = plain(value) if isinstance(value, str) and len(value) <= 20 else show(value)
    if word not in _FLAGS:
        _refuse(reading, field, value, pointer)
        return None
    reading.mend("flag_read", pointer, f"{show(value)} is {show(_FLAGS[word])}.")
    return _FLAGS[word]


def _refuse(reading: Reading, field: Field, value: Any, pointer: str) -> None:
    wanted = _WANTED[field.type]
    message = f"{field.name} takes {wanted}, not {show(value)}."
    reading.fault("bad_value", pointer, message)


_WANTED: Mapping[FieldType, str] = {
    FieldType.TEXT: "a text",
    FieldType.CHOICE: "one of its listed values",
    FieldType.TAGS: "a text",
    FieldType.NUMBER: "a plain number",
    FieldType.MONEY: "a plain number in its own currency",
    FieldType.DATE: "a day like 2026-11-22",
    FieldType.MOMENT: "a day or a moment like 2026-11-22T14:30",
    FieldType.FLAG: "true or false",
}
_READERS: Mapping[FieldType, Callable[[Reading, Field, Any, str], Scalar | None]] = {
    FieldType.TEXT: _read_text,
    FieldType.CHOICE: _read_choice,
    FieldType.TAGS: _read_choice,
    FieldType.NUMBER: _read_number,
    FieldType.MONEY: _read_number,
    FieldType.DATE: _read_day,
    FieldType.MOMENT: _read_moment,
    FieldType.FLAG: _read_flag,
}

"""Reads one condition: field, comparison and value, made to fit each other. No I/O."""

from collections.abc import Sequence
from typing import Any

from assistant.core.query.corrections import CONDITION_KEYS, OPS, look_up
from assistant.core.query.fields import Field, FieldType
from assistant.core.query.language import MOST_VALUES, Condition
from assistant.core.query.notes import Reading, pointer_to, show
from assistant.core.query.operators import OPERATORS, WITH_LIST, WITHOUT_VALUE, Op
from assistant.core.query.shapes import Keys, drop_repeats, read_field, read_list, read_object
from assistant.core.query.values import read_value

KEYS = Keys(("field", "op", "value"), CONDITION_KEYS)
_LISTED = (FieldType.CHOICE, FieldType.TAGS)
_AS_SAME = {Op.CONTAINS: Op.IS, Op.NOT_CONTAINS: Op.IS_NOT}
_AS_LIST = {Op.IS: Op.IN, Op.IS_NOT: Op.NOT_IN}
_AS_PRESENCE = {Op.IS: Op.MISSING, Op.IS_NOT: Op.EXISTS}
_BOUNDS = (("from", "to"), ("min", "max"), ("low", "high"), ("start", "end"), ("gte", "lte"))


def read_condition(reading: Reading, given: Any, pointer: str) -> Condition | None:
    """The condition, or None after a fault was noted."""
    found = read_object(reading, given, pointer, KEYS)
    if found is None:
        return None
    if missing := [key for key in ("field", "op") if key not in found]:
        reading.fault("missing_key", pointer, f'A condition needs "{missing[0]}".')
        return None
    field = read_field(reading, found["field"], pointer_to(pointer, "field"))
    op = _read_op(reading, found["op"], pointer_to(pointer, "op"))
    if field is None or op is None:
        return None
    op = _fit_type(reading, op, field, pointer_to(pointer, "op"))
    if "value" not in found:
        return _without_value(reading, field, op, pointer)
    return _compare(reading, field, op, found["value"], pointer=pointer)


def _read_op(reading: Reading, given: Any, pointer: str) -> Op | None:
    op: Op | None = look_up(given, OPS)
    if op is None:
        listed = ", ".join(Op)
        reading.fault("unknown_op", pointer, f"There is no op {show(given)}. There are: {listed}.")
    elif given != op:
        reading.mend("op_renamed", pointer, f'{show(given)} is written "{op}".')
    return op


def _fit_type(reading: Reading, op: Op, field: Field, pointer: str) -> Op:
    fitting = _AS_SAME.get(op) if field.type in _LISTED else None
    if fitting is None:
        return op
    reading.mend("op_by_type", pointer, f'{field.name} takes "{fitting}" for "{op}".')
    return fitting


def _without_value(reading: Reading, field: Field, op: Op, pointer: str) -> Condition | None:
    if not _check_op(reading, field, op, pointer):
        return None
    if op not in WITHOUT_VALUE:
        reading.fault("missing_value", pointer, f'"{op}" needs a value to compare with.')
        return None
    return Condition(field.name, op)


def _compare(
    reading: Reading, field: Field, op: Op, value: Any, *, pointer: str
) -> Condition | None:
    at = pointer_to(pointer, "value")
    fitted = _fit_value(reading, op, value, at)
    if fitted != op and fitted not in OPERATORS[field.type]:
        fitted = op
    if fitted in WITHOUT_VALUE:
        return _without_value(reading, field, fitted, pointer)
    if field.type is FieldType.FLAG and fitted is Op.IS_NOT:
        return _turn_flag(reading, field, value, at)
    if not _check_op(reading, field, fitted, pointer):
        return None
    if fitted in WITH_LIST:
        return _compare_list(reading, field, fitted, value, pointer=at)
    if fitted is Op.BETWEEN:
        return _compare_bounds(reading, field, value, at)
    if isinstance(value, list) and len(value) == 1:
        reading.mend("list_unwrapped", at, f'"{fitted}" takes one value, not a list.')
        value = value[0]
    read = read_value(reading, field, value, at)
    return None if read is None else Condition(field.name, fitted, read)


def _fit_value(reading: Reading, op: Op, value: Any, pointer: str) -> Op:
    """The op that the value asks for."""
    fitted = op
    if op in WITHOUT_VALUE:
        if value is False:
            fitted = Op.MISSING if op is Op.EXISTS else Op.EXISTS
        reading.mend("value_dropped", pointer, f'"{op}" takes no value.')
        return fitted
    if value is None:
        fitted = _AS_PRESENCE.get(op, op)
    elif isinstance(value, list) and len(value) > 1:
        fitted = _AS_LIST.get(op, op)
    if fitted is not op:
        reading.mend("op_by_value", pointer, f'{show(value)} asks for "{fitted}".')
    return fitted


def _turn_flag(reading: Reading, field: Field, value: Any, pointer: str) -> Condition | None:
    read = read_value(reading, field, value, pointer)
    if read is None:
        return None
    reading.mend("op_by_type", pointer, f"{field.name} is true or false; compare it by =.")
    return Condition(field.name, Op.IS, not read)


def _compare_list(
    reading: Reading, field: Field, op: Op, value: Any, *, pointer: str
) -> Condition | None:
    given = read_list(reading, value, pointer, MOST_VALUES)
    if not given:
        reading.fault("missing_value", pointer, f'"{op}" needs at least one value.')
        return None
    read = [read_value(reading, field, each, at) for at, each in given]
    values = [each for each in read if each is not None]
    if len(values) < len(read):
        return None
    return Condition(field.name, op, drop_repeats(reading, values, pointer))


def _compare_bounds(reading: Reading, field: Field, value: Any, pointer: str) -> Condition | None:
    bounds = _list_bounds(reading, value, pointer)
    if bounds is None:
        message = f'"between" needs a list of two values, not {show(value)}.'
        reading.fault("bad_bounds", pointer, message)
        return None
    read = [
        None if each is None else read_value(reading, field, each, pointer_to(pointer, place))
        for place, each in enumerate(bounds)
    ]
    if any(got is None and each is not None for got, each in zip(read, bounds, strict=True)):
        return None
    low, high = read
    if low is not None and high is not None:
        return _order_bounds(reading, field, (low, high), pointer)
    op, kept = (Op.AT_MOST, high) if low is None else (Op.AT_LEAST, low)
    reading.mend("op_by_value", pointer, f'With one bound open, "between" is "{op}".')
    return Condition(field.name, op, kept)


def _order_bounds(
    reading: Reading, field: Field, bounds: tuple[Any, Any], pointer: str
) -> Condition:
    low, high = bounds
    # A day and a moment of it are in order as they stand.
    shared = min(len(low), len(high)) if isinstance(low, str) else None
    if (low[:shared] > high[:shared]) if shared else (low > high):
        reading.mend("bounds_swapped", pointer, "The lower bound comes first.")
        low, high = high, low
    return Condition(field.name, Op.BETWEEN, (low, high))


def _list_bounds(reading: Reading, value: Any, pointer: str) -> Sequence[Any] | None:
    """The two bounds, of which one may be None."""
    bounds: list[Any] | None = None
    if isinstance(value, list):
        bounds = value
    elif isinstance(value, dict):
        for low, high in _BOUNDS:
            if value and set(value) <= {low, high}:
                bounds = [value.get(low), value.get(high)]
                reading.mend("bounds_listed", pointer, "The bounds are a list of two.")
    if bounds is None or len(bounds) != 2 or bounds == [None, None]:
        return None
    return bounds


def _check_op(reading: Reading, field: Field, op: Op, pointer: str) -> bool:
    allowed = OPERATORS[field.type]
    if op not in allowed:
        listed = ", ".join(allowed)
        message = f'{field.name} ({field.type}) does not take "{op}". It takes: {listed}.'
        reading.fault("op_not_for_type", pointer_to(pointer, "op"), message)
    return op in allowed

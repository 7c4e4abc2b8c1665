"""Reads groups, measures, the order of rows and their limit. No I/O."""

import re
from typing import Any

from assistant.core.query.corrections import (
    MEASURE_KEYS,
    MEASURES,
    ORDERS,
    SORT_KEYS,
    look_up,
)
from assistant.core.query.language import (
    MOST_GROUPS,
    MOST_MEASURES,
    MOST_ROWS,
    MOST_SORTS,
    Measure,
    Order,
    Sort,
)
from assistant.core.query.notes import Reading, pointer_to, show
from assistant.core.query.numbers import read_number
from assistant.core.query.operators import GROUPED, MEASURED, SORTED, MeasureOp
from assistant.core.query.shapes import (
    Keys,
    drop_nothings,
    drop_repeats,
    read_field,
    read_list,
    read_object,
)

_CALL = re.compile(r"(\w{1,20}) ?[(:] ?(\w{1,64}|\*) ?\)?", re.ASCII)
SORT = Keys(("field", "op", "order"), SORT_KEYS)
MEASURE = Keys(("op", "field"), MEASURE_KEYS)


def read_group(reading: Reading, given: Any, pointer: str) -> tuple[str, ...]:
    """The fields to group by."""
    names = []
    for at, each in read_list(reading, given, pointer, MOST_GROUPS):
        if isinstance(each, dict) and set(each) == {"field"}:
            reading.mend("list_unwrapped", at, "A field to group by is named as text.")
            each, at = each["field"], pointer_to(at, "field")
        field = read_field(reading, each, at)
        if field is not None and field.type not in GROUPED:
            message = f"{field.name} ({field.type}) cannot be grouped by."
            reading.fault("not_grouped", at, message)
        elif field is not None:
            names.append(field.name)
    return drop_repeats(reading, names, pointer)


def read_measures(reading: Reading, given: Any, pointer: str) -> tuple[Measure, ...]:
    """The figures to work out."""
    found = [
        _read_measure(reading, each, at)
        for at, each in read_list(reading, given, pointer, MOST_MEASURES)
    ]
    return drop_repeats(reading, [each for each in found if each], pointer)


def read_sort(reading: Reading, given: Any, pointer: str) -> tuple[Sort, ...]:
    """What to put the rows in order by, first things first."""
    if isinstance(given, str) and "," in given and len(given) <= 200:
        reading.mend("order_read", pointer, "Orders stand in a list.")
        given = given.split(",")
    found = [
        _read_one_sort(reading, each, at)
        for at, each in read_list(reading, given, pointer, MOST_SORTS)
    ]
    once = {(each.field, each.op): each for each in reversed(found) if each}
    if len(once) < len([each for each in found if each]):
        reading.mend("repeat_dropped", pointer, "The same is put in order twice.")
    return tuple(reversed(once.values()))


def read_limit(reading: Reading, given: Any, pointer: str) -> int | None:
    """The most rows wanted, 1 to 1000."""
    limit = read_number(given, "") if isinstance(given, str) else given
    if isinstance(limit, float) and limit.is_integer():
        limit = int(limit)
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
        message = f"A whole number from 1 to {MOST_ROWS} belongs here, not {show(given)}."
        reading.fault("bad_limit", pointer, message)
        return None
    if isinstance(given, str):
        reading.mend("limit_read", pointer, f"{show(given)} is {show(limit)}.")
    if limit > MOST_ROWS:
        reading.mend("limit_read", pointer, f"At most {MOST_ROWS} rows can be had.")
    return min(limit, MOST_ROWS)


def _read_measure(reading: Reading, given: Any, pointer: str) -> Measure | None:
    if (spelled := _spell_measure(given)) is not None:
        reading.mend("measure_read", pointer, "A measure is an object with an op.")
        given = spelled
    found = read_object(reading, given, pointer, MEASURE)
    if found is None:
        return None
    return _read_measured(reading, drop_nothings(reading, found, pointer), pointer)


def _spell_measure(given: Any) -> dict[str, Any] | None:
    """A measure that was written as `avg(price)` or as `{"avg": "price"}`, or None."""
    if isinstance(given, str):
        match = _CALL.fullmatch(given[:100].strip())
        return {"op": match[1], "field": match[2]} if match else {"op": given}
    if isinstance(given, dict) and len(given) == 1:
        [(op, field)] = given.items()
        if op not in MEASURE.known and look_up(op, MEASURES):
            return {"op": op, "field": field}
    return None


def _name_measure(reading: Reading, given: Any) -> dict[str, Any] | None:
    """Op and field of a measure that is called by the name of its column, or None."""
    if not isinstance(given, str) or reading.collection.field(given) is not None:
        return None
    if given == MeasureOp.COUNT:
        return {"op": given}
    op, _, field = given.partition("_")
    is_one = op in MEASURED and reading.collection.field(field) is not None
    return {"op": op, "field": field} if is_one else None


def _read_measured(reading: Reading, found: dict[str, Any], pointer: str) -> Measure | None:
    """Op and field of a measure, also where it stands in an order."""
    at = pointer_to(pointer, "op")
    op: MeasureOp | None = look_up(found.get("op"), MEASURES)
    if op is None:
        listed = ", ".join(MeasureOp)
        message = f"There is no measure {show(found.get('op'))}. There are: {listed}."
        reading.fault("unknown_measure", at, message)
        return None
    if found["op"] != op:
        reading.mend("measure_read", at, f'{show(found["op"])} is written "{op}".')
    if op is MeasureOp.COUNT:
        if "field" in found:
            message = "All records are counted, whatever field is named."
            reading.mend("measure_read", pointer_to(pointer, "field"), message)
        return Measure(op)
    if "field" not in found:
        reading.fault("missing_key", pointer, f'"{op}" needs a "field".')
        return None
    field = read_field(reading, found["field"], pointer_to(pointer, "field"))
    if field is None:
        return None
    if field.type not in MEASURED[op]:
        message = f'There is no "{op}" of {field.name} ({field.type}).'
        reading.fault("not_measured", pointer_to(pointer, "field"), message)
        return None
    return Measure(op, field.name)


def _read_one_sort(reading: Reading, given: Any, pointer: str) -> Sort | None:
    if isinstance(given, str):
        given = _read_sort_words(reading, given, pointer)
    elif isinstance(given, dict) and len(given) == 1:
        [(key, value)] = given.items()
        if key not in SORT.known and key not in SORT_KEYS and look_up(value, ORDERS):
            reading.mend("order_read", pointer, "An order is written as field and order.")
            given = {"field": key, "order": value}
    found = read_object(reading, given, pointer, SORT)
    if found is None:
        return None
    found = drop_nothings(reading, found, pointer)
    order = _read_order(reading, found.get("order", Order.ASCENDING), pointer)
    if order is None:
        return None
    if "op" not in found and (named := _name_measure(reading, found.get("field"))):
        reading.mend("order_read", pointer, f"{show(found['field'])} is a measure, by its op.")
        found |= named
        if "field" not in named:
            del found["field"]
    if "op" in found:
        measure = _read_measured(reading, found, pointer)
        return Sort(measure.field, order, measure.op) if measure else None
    if "field" not in found:
        reading.fault("missing_key", pointer, 'An order needs "field" or "op".')
        return None
    field = read_field(reading, found["field"], pointer_to(pointer, "field"))
    if field is None:
        return None
    if field.type not in SORTED:
        message = f"Rows cannot be put in order by {field.name} ({field.type})."
        reading.fault("not_sorted", pointer_to(pointer, "field"), message)
        return None
    return Sort(field.name, order)


def _read_sort_words(reading: Reading, words: str, pointer: str) -> dict[str, Any]:
    line = words.strip()[:200]
    name, _, order = line.rpartition(" ")
    if line.startswith("-"):
        read = {"field": line[1:].strip(), "order": "descending"}
    elif name and look_up(order, ORDERS):
        read = {"field": name.strip(), "order": order}
    else:
        read = {"field": line, "order": "ascending"}
    reading.mend("order_read", pointer, "An order is written as field and order.")
    return read


def _read_order(reading: Reading, given: Any, pointer: str) -> Order | None:
    order = look_up(str(given) if given in (1, -1) else given, ORDERS)
    at = pointer_to(pointer, "order")
    if order is None:
        message = f"An order is ascending or descending, not {show(given)}."
        reading.fault("bad_order", at, message)
        return None
    if given != order:
        reading.mend("order_read", at, f'{show(given)} is written "{order}".')
    return Order(order)

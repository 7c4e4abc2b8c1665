"""The query language of one collection as a JSON Schema. No I/O.

Every clean query is valid by it. A few rules no schema can say are the checker's alone: depth,
the number of conditions in all, bounds in order, orders that fit groups and measures.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.core.query.fields import Collection, Field, FieldType
from assistant.core.query.language import (
    LONGEST_TEXT,
    MOST_CONDITIONS,
    MOST_GROUPS,
    MOST_MEASURES,
    MOST_ROWS,
    MOST_SORTS,
    MOST_VALUES,
    Direction,
    Joint,
    Order,
)
from assistant.core.query.numbers import LARGEST_NUMBER
from assistant.core.query.operators import (
    DATED,
    GROUPED,
    MEASURED,
    OPERATORS,
    SORTED,
    UNITS,
    WITH_LIST,
    WITHOUT_VALUE,
    Op,
)
from assistant.core.query.times import MOST_UNITS

Schema = dict[str, Any]

_DAY = r"^\d{4}-\d{2}-\d{2}$"
_MOMENT = r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$"
_TEXT: Schema = {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}
_NUMBER: Schema = {"type": "number", "minimum": -LARGEST_NUMBER, "maximum": LARGEST_NUMBER}
_VALUES: Mapping[FieldType, Schema] = {
    FieldType.TEXT: _TEXT,
    FieldType.CHOICE: _TEXT,
    FieldType.TAGS: _TEXT,
    FieldType.NUMBER: _NUMBER,
    FieldType.MONEY: _NUMBER,
    FieldType.DATE: {"type": "string", "pattern": _DAY},
    FieldType.MOMENT: {"type": "string", "pattern": _MOMENT},
    FieldType.FLAG: {"type": "boolean"},
}


def write_schema(collection: Collection) -> Schema:
    """JSON Schema 2020-12 of a query to this collection, as far as its fields allow."""
    parts = {
        "filter": {"$ref": "#/$defs/group"},
        "time": _any_of([each for field in collection.fields for each in _time(field)]),
        "group": _list({"enum": _names(collection, GROUPED)}, MOST_GROUPS),
        "measures": _list(_any_of(list(_measures(collection))), MOST_MEASURES),
        "sort": _list(_sort(collection), MOST_SORTS),
        "limit": {"type": "integer", "minimum": 1, "maximum": MOST_ROWS},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A query to {collection.title}",
        **_object(parts, required=()),
        "$defs": {
            "group": _any_of([_object({joint: {"$ref": "#/$defs/parts"}}) for joint in Joint]),
            "parts": _list(
                _any_of([{"$ref": "#/$defs/condition"}, {"$ref": "#/$defs/group"}]),
                MOST_CONDITIONS,
            ),
            "condition": _any_of([each for field in collection.fields for each in _compare(field)]),
        },
    }


def _compare(field: Field) -> Iterator[Schema]:
    """The conditions on one field: with a value, a list, two bounds, or nothing."""
    value = _VALUES[field.type]
    if field.choices:
        value = {"enum": [choice.value for choice in field.choices]}
    shapes: dict[str, tuple[Schema | None, list[Op]]] = {
        "one": (value, []),
        "list": (_list(value, MOST_VALUES), []),
        "bounds": ({"type": "array", "items": value, "minItems": 2, "maxItems": 2}, []),
        "none": (None, []),
    }
    for op in OPERATORS[field.type]:
        shapes[_name_shape(op)][1].append(op)
    for shape, ops in shapes.values():
        if ops:
            keys: Schema = {"field": {"const": field.name}, "op": {"enum": [str(op) for op in ops]}}
            yield _object(keys if shape is None else keys | {"value": shape})


def _name_shape(op: Op) -> str:
    if op in WITHOUT_VALUE:
        return "none"
    if op in WITH_LIST:
        return "list"
    return "bounds" if op is Op.BETWEEN else "one"


def _time(field: Field) -> Iterator[Schema]:
    if field.type not in DATED:
        return
    name: Schema = {"field": {"const": field.name}}
    units = {"enum": [str(unit) for unit in UNITS[field.type]]}
    count = {"type": "integer", "minimum": 1, "maximum": MOST_UNITS}
    for direction in (Direction.LAST, Direction.NEXT):
        yield _object(name | {str(direction): count, "unit": units})
    yield _object(name | {"this": units})
    bounds = name | {"from": _VALUES[field.type], "to": _VALUES[field.type]}
    yield _object(bounds, required=("field",)) | {"minProperties": 2}


def _measures(collection: Collection) -> Iterator[Schema]:
    for op, types in MEASURED.items():
        keys: Schema = {"op": {"const": str(op)}}
        if not types:
            yield _object(keys)
        elif names := _names(collection, types):
            yield _object(keys | {"field": {"enum": names}})


def _sort(collection: Collection) -> Schema:
    order: Schema = {"order": {"enum": [str(order) for order in Order]}}
    field: Schema = {"field": {"enum": _names(collection, SORTED)}}
    measures = [_object(each["properties"] | order) for each in _measures(collection)]
    return _any_of([_object(field | order), *measures])


def _names(collection: Collection, types: Sequence[FieldType]) -> list[str]:
    return [field.name for field in collection.fields if field.type in types]


def _object(properties: Schema, required: Sequence[str] | None = None) -> Schema:
    needed = list(properties) if required is None else list(required)
    schema: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
    return schema | ({"required": needed} if needed else {})


def _list(each: Schema, most: int) -> Schema:
    return {"type": "array", "items": each, "minItems": 1, "maxItems": most}


def _any_of(schemas: list[Schema]) -> Schema:
    """One of these; of none, nothing is valid."""
    return {"anyOf": schemas} if schemas else {"not": {}}

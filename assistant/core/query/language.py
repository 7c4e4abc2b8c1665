"""The query language as values, and how they are written as JSON. No I/O.

    {"filter": {"and": [{"field": "price", "op": "<=", "value": 900000},
                        {"or": [...]}]},
     "time": {"field": "added", "last": 30, "unit": "day"},
     "group": ["city"], "measures": [{"op": "average", "field": "price"}],
     "sort": [{"field": "price", "order": "descending"}], "limit": 20}

Every key may be left out; `{}` is all records. `checking.check_query` reads what others wrote.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from assistant.core.query.operators import MeasureOp, Op, Unit

Scalar = str | int | float | bool

MOST_CONDITIONS = 60
DEEPEST_GROUP = 4
MOST_VALUES = 50
MOST_SORTS = 3
MOST_GROUPS = 3
MOST_MEASURES = 5
MOST_ROWS = 1000
LONGEST_TEXT = 200
LONGEST_QUESTION = 500


class Joint(StrEnum):
    """How the members of a group are joined."""

    AND = "and"
    OR = "or"


class Order(StrEnum):
    """Which end comes first."""

    ASCENDING = "ascending"
    DESCENDING = "descending"


class Direction(StrEnum):
    """Where a relative time lies: the units before now, after now, or the one we are in."""

    LAST = "last"
    NEXT = "next"
    THIS = "this"


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison. `value` is a tuple for lists and for the two bounds of `between`.

    Days and moments are text, as `fields.FieldType` says.
    """

    field: str
    op: Op
    value: Scalar | tuple[Scalar, ...] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions of which all or any must hold; never empty."""

    op: Joint
    conditions: tuple["Condition | Group", ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure worked out of the records, or of each group of them."""

    op: MeasureOp
    field: str | None = None

    @property
    def name(self) -> str:
        """What its column in a result is called: `count`, `average_price`."""
        return f"{self.op}_{self.field}" if self.field else str(self.op)


@dataclass(frozen=True, slots=True)
class Sort:
    """What the rows are put in order by: a field, or one of the measures where `op` is set."""

    field: str | None
    order: Order = Order.ASCENDING
    op: MeasureOp | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """From one day or moment to another, both included; None is open. One of them is set."""

    field: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Relative:
    """A time that moves with the clock: the last 30 days, the next 2 weeks, this month.

    `count` is 1 for `this`. `spans.find_period` says from when to when.
    """

    field: str
    direction: Direction
    unit: Unit
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One checked question to a collection. `limit` None leaves it to whoever runs it.

    With `group` or `measures` a row is a group: its group fields, and a column for each measure
    (`Measure.name`). Without, a row is a record.
    """

    filter: Group | None = None
    time: Period | Relative | None = None
    group: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    sort: tuple[Sort, ...] = ()
    limit: int | None = None


EVERYTHING = Query()


def write_query(query: Query) -> dict[str, Any]:
    """The query as JSON; `check_query` reads it back as the same value, without a correction."""
    written: dict[str, Any] = {}
    if query.filter:
        written["filter"] = write_filter(query.filter)
    if query.time:
        written["time"] = write_time(query.time)
    if query.group:
        written["group"] = list(query.group)
    if query.measures:
        written["measures"] = [_write_measure(each.op, each.field) for each in query.measures]
    if query.sort:
        written["sort"] = [write_sort(each) for each in query.sort]
    if query.limit is not None:
        written["limit"] = query.limit
    return written


def write_filter(part: Condition | Group) -> dict[str, Any]:
    """A condition or group as JSON."""
    if isinstance(part, Group):
        return {str(part.op): [write_filter(each) for each in part.conditions]}
    written: dict[str, Any] = {"field": part.field, "op": str(part.op)}
    if part.value is not None:
        written["value"] = list(part.value) if isinstance(part.value, tuple) else part.value
    return written


def write_time(time: Period | Relative) -> dict[str, Any]:
    """A period as JSON."""
    match time:
        case Period(field, start, end):
            bounds = {"from": start, "to": end}
            return {"field": field} | {key: at for key, at in bounds.items() if at is not None}
        case Relative(field, Direction.THIS, unit):
            return {"field": field, "this": str(unit)}
        case Relative(field, direction, unit, count):
            return {"field": field, str(direction): count, "unit": str(unit)}


def write_sort(sort: Sort) -> dict[str, Any]:
    """One order as JSON."""
    by = _write_measure(sort.op, sort.field) if sort.op else {"field": sort.field}
    return {**by, "order": str(sort.order)}


def list_conditions(part: Condition | Group | None) -> Iterator[Condition]:
    """All conditions, from the first to the last, whatever groups they stand in."""
    if isinstance(part, Condition):
        yield part
    elif part is not None:
        for each in part.conditions:
            yield from list_conditions(each)


def name_fields(query: Query) -> set[str]:
    """Every field the query speaks of."""
    named = {each.field for each in list_conditions(query.filter)} | set(query.group)
    others = (*query.measures, *query.sort, *((query.time,) if query.time else ()))
    return named | {each.field for each in others if each.field}


def _write_measure(op: MeasureOp, field: str | None) -> Mapping[str, Any]:
    return {"op": str(op), "field": field} if field else {"op": str(op)}

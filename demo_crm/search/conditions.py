"""Compiles the filter and the time of a checked query to Django's `Q`: every op of every type.

A condition never fails and is either true or false, also where nothing is known: then only
`missing`, `!=`, `not_in` and `not_contains` hold.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Q

from assistant.host import (
    Condition,
    FieldType,
    Group,
    Joint,
    Op,
    Period,
    Relative,
    find_days,
    find_moments,
    find_span,
)
from demo_crm.search.columns import Column, clamp

Columns = Mapping[str, Column]
NOTHING = Q(pk__in=())
NEGATED = {Op.IS_NOT: Op.IS, Op.NOT_IN: Op.IN, Op.NOT_CONTAINS: Op.CONTAINS}
_LOOKUPS = {Op.BELOW: "lt", Op.AT_MOST: "lte", Op.ABOVE: "gt", Op.AT_LEAST: "gte"}
_WORDS = {Op.CONTAINS: "icontains", Op.STARTS_WITH: "istartswith"}


@dataclass(frozen=True, slots=True)
class _Compared:
    """A condition on its way to SQL: `name` is that of the column."""

    name: str
    op: Op
    value: Any
    column: Column
    now: datetime

    def look_up(self, lookup: str, value: Any) -> Q:
        return Q(**{f"{self.name}__{lookup}": value})


def name_alias(field: str) -> str:
    """What a field is called within a query set, apart from the model's own names."""
    return f"q_{field}"


def compile_filter(part: Condition | Group, columns: Columns, now: datetime) -> Q:
    """The rows for which this holds. `now` is aware, on the member's clock."""
    match part:
        case Group(joint, parts):
            compiled = [compile_filter(each, columns, now) for each in parts]
            return reduce(and_ if joint is Joint.AND else or_, compiled)
        case Condition(field, op, value):
            return _compile_condition(_Compared(name_alias(field), op, value, columns[field], now))


def compile_time(time: Period | Relative, columns: Columns, now: datetime) -> Q:
    """The rows whose day or moment lies within this time."""
    name, column = name_alias(time.field), columns[time.field]
    if column.type is FieldType.MOMENT:
        start, after = find_moments(time, now)
        return _between(name, start and clamp(start), after and clamp(after), "lt")
    first, last = find_days(time, now.date())
    write = column.write
    low, high = (write(day.isoformat()) if day else None for day in (first, last))
    return _between(name, low, high, "lte")


def _between(name: str, start: Any, end: Any, upper: str) -> Q:
    found = Q(**{f"{name}__isnull": False})
    if start is not None:
        found &= Q(**{f"{name}__gte": start})
    if end is not None:
        found &= Q(**{f"{name}__{upper}": end})
    return found


def _compile_condition(compared: _Compared) -> Q:
    unknown = compared.look_up("isnull", value=True)
    if compared.op in (Op.MISSING, Op.EXISTS):
        return unknown if compared.op is Op.MISSING else ~unknown
    compare = _COMPARE[compared.column.type]
    if compared.op in NEGATED:
        return unknown | ~compare(replace(compared, op=NEGATED[compared.op]))
    return compare(compared)


def _compare_text(compared: _Compared) -> Q:
    if compared.op is Op.IN:
        return reduce(or_, [compared.look_up("iexact", each) for each in compared.value])
    return compared.look_up(_WORDS.get(compared.op, "iexact"), compared.value)


def _compare_tags(compared: _Compared) -> Q:
    wanted = compared.value if compared.op is Op.IN else (compared.value,)
    # A bar would reach from one tag into the next.
    parts = [
        NOTHING if "|" in tag else compared.look_up("contains", f"|{tag.lower()}|")
        for tag in wanted
    ]
    return reduce(or_, parts)


def _compare_value(compared: _Compared) -> Q:
    write, value = compared.column.write, compared.value
    if compared.op is Op.IN:
        return compared.look_up("in", [write(each) for each in value])
    if compared.op is Op.BETWEEN:
        low, high = (write(each) for each in value)
        return compared.look_up("gte", low) & compared.look_up("lte", high)
    return compared.look_up(_LOOKUPS.get(compared.op, "exact"), write(value))


def _compare_moment(compared: _Compared) -> Q:
    op, value, zone = compared.op, compared.value, compared.now.tzinfo
    assert zone is not None
    first, last = value if op is Op.BETWEEN else (value, value)
    start, after = clamp(find_span(first, zone)[0]), clamp(find_span(last, zone)[1])
    match op:
        case Op.BELOW:
            return compared.look_up("lt", start)
        case Op.AT_MOST:
            return compared.look_up("lt", after)
        case Op.ABOVE:
            return compared.look_up("gte", after)
        case Op.AT_LEAST:
            return compared.look_up("gte", start)
        case _:
            return compared.look_up("gte", start) & compared.look_up("lt", after)


_COMPARE: Mapping[FieldType, Callable[[_Compared], Q]] = {
    FieldType.TEXT: _compare_text,
    FieldType.CHOICE: _compare_value,
    FieldType.TAGS: _compare_tags,
    FieldType.NUMBER: _compare_value,
    FieldType.MONEY: _compare_value,
    FieldType.DATE: _compare_value,
    FieldType.MOMENT: _compare_moment,
    FieldType.FLAG: _compare_value,
}

"""Works out groups and their measures from records, the same on every database. No I/O.

SQL could count and average, but has no median everywhere and cannot group by one tag of several.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from statistics import median
from typing import Any

from assistant.host import Collection, Measure, MeasureOp, Order, Query

Row = Mapping[str, Any]
_Key = tuple[Any, ...]


def group_records(records: Iterable[Row], query: Query, collection: Collection) -> list[Row]:
    """A row for each group, or one for all: values by field, and by `Measure.name`.

    A record with several tags is in the group of each. Unknown values are measured nowhere, and
    what cannot be known is None. Rows come as the query orders them, then by their group.
    """
    groups: dict[_Key, list[Row]] = {} if query.group else {(): []}
    for record in records:
        for key in _list_keys(record, query.group):
            groups.setdefault(key, []).append(record)
    rows: list[Row] = [
        dict(zip(query.group, key, strict=True))
        | {each.name: _measure(each, members) for each in query.measures}
        for key, members in groups.items()
    ]
    ranks = {name: _rank_choices(name, collection) for name in query.group}
    for name in reversed(query.group):
        rows = _sort(rows, name, Order.ASCENDING, ranks[name])
    for sort in reversed(query.sort):
        name = Measure(sort.op, sort.field).name if sort.op else f"{sort.field}"
        rows = _sort(rows, name, sort.order, ranks.get(name, {}))
    return rows


def _list_keys(record: Row, names: Sequence[str]) -> Iterator[_Key]:
    values = (record[name] for name in names)
    return product(*(value if isinstance(value, list) else [value] for value in values))


def _measure(measure: Measure, members: Sequence[Row]) -> Any:
    if measure.op is MeasureOp.COUNT:
        return len(members)
    values = (each[f"{measure.field}"] for each in members)
    known = [value for value in values if value is not None]
    if not known:
        return None
    match measure.op:
        case MeasureOp.SUM:
            return _tidy(math.fsum(known))
        case MeasureOp.AVERAGE:
            return _tidy(math.fsum(known) / len(known))
        case MeasureOp.MEDIAN:
            return _tidy(median(known))
        case MeasureOp.LEAST:
            return min(known)
        case MeasureOp.MOST:
            return max(known)


def _tidy(value: float) -> int | float:
    return int(value) if value == int(value) else value


def _rank_choices(name: str, collection: Collection) -> Mapping[str, int]:
    field = collection.field(name)
    return {each.value: at for at, each in enumerate(field.choices)} if field else {}


def _sort(rows: list[Row], name: str, order: Order, ranks: Mapping[str, int]) -> list[Row]:
    """Unknown ones last, whichever end comes first; equal ones stay as they are."""

    def rank(row: Row) -> Any:
        value = row[name]
        if isinstance(value, str):
            return (ranks[value],) if value in ranks else (value.lower(), value)
        return (value,)

    known = [row for row in rows if row[name] is not None]
    unknown = [row for row in rows if row[name] is None]
    return sorted(known, key=rank, reverse=order is Order.DESCENDING) + unknown

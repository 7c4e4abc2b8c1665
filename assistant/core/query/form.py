"""A query as the rows of a form, and back: what a form cannot show is carried along. No I/O.

    and=and  0.field=price  0.op=<=  0.value=900000  1.rest={"or": [...]}
    time.field=added  time.is=last  time.count=30  time.unit=day
    group=city  measure=average:price  sort=-average:price  limit=20

Law: reading the pairs that a query is written as gives that query.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from assistant.core.query.fields import Collection, FieldType
from assistant.core.query.language import (
    Condition,
    Direction,
    Group,
    Joint,
    Order,
    Period,
    Query,
    Relative,
    Scalar,
    Sort,
    write_filter,
)
from assistant.core.query.operators import WITHOUT_VALUE, MeasureOp
from assistant.core.query.phrases import describe_filter

Pairs = list[tuple[str, str]]

MOST_PAIRS = 500
_NUMBER = re.compile(r"-?\d{1,16}(?:\.\d{1,20})?(?:e[+-]?\d{1,3})?", re.ASCII)
_FIGURES = (FieldType.NUMBER, FieldType.MONEY)
_FLAGS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the form: a condition as text. `place` keeps lines and rest in order."""

    place: int
    field: str
    op: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rest:
    """A group inside the filter, which no line can show: told in a sentence, carried as JSON."""

    place: int
    sentence: str
    source: str


@dataclass(frozen=True, slots=True)
class Form:
    """The query as a form holds it; every value is text."""

    joint: str
    rows: tuple[Row, ...]
    rest: tuple[Rest, ...]
    pairs: tuple[tuple[str, str], ...]
    """All of it, as the names and values of inputs, or of an address's query."""


def write_form(query: Query, collection: Collection) -> Form:
    """The form that shows this query."""
    joint = query.filter.op if query.filter else Joint.AND
    rows: list[Row] = []
    rest: list[Rest] = []
    for place, part in enumerate(query.filter.conditions if query.filter else ()):
        match part:
            case Condition(field, op, value):
                values = value if isinstance(value, tuple) else (value,)
                texts = tuple(_write(each) for each in values if each is not None)
                rows.append(Row(place, field, str(op), texts))
            case Group():
                source = json.dumps(write_filter(part), ensure_ascii=False)
                rest.append(Rest(place, describe_filter(part, collection), source))
    pairs: Pairs = [("and", str(joint))] if query.filter else []
    pairs += [pair for row in rows for pair in _write_row(row)]
    pairs += [(f"{each.place}.rest", each.source) for each in rest]
    pairs += _write_rows(query)
    return Form(str(joint), tuple(rows), tuple(rest), tuple(pairs))


def read_form(pairs: Iterable[tuple[str, str]], collection: Collection) -> dict[str, Any]:
    """What a form says, for `check_query`; lines without a value, and names not ours, say nothing.

    Never raises: what a member typed is for the checker to judge.
    """
    given: dict[str, list[str]] = {}
    for name, value in islice(pairs, MOST_PAIRS):
        given.setdefault(name, []).append(value)
    first = {name: values[0].strip() for name, values in given.items()}
    joint = "or" if first.get("and") == "or" else "and"
    parts = list(_read_parts(given, collection))
    document: dict[str, Any] = {"filter": {joint: parts}} if parts else {}
    if time := _read_time(first):
        document["time"] = time
    for key, name in (("group", "group"), ("measures", "measure"), ("sort", "sort")):
        if said := [each.strip() for each in given.get(name, ()) if each.strip()]:
            document[key] = [_READ[key](each) for each in said]
    if limit := first.get("limit"):
        document["limit"] = int(limit) if limit.isdecimal() and len(limit) < 9 else limit
    return document


def _write(value: Scalar) -> str:
    return json.dumps(value) if isinstance(value, bool | int | float) else value


def _write_row(row: Row) -> Iterator[tuple[str, str]]:
    yield f"{row.place}.field", row.field
    yield f"{row.place}.op", row.op
    for value in row.values:
        yield f"{row.place}.value", value


def _write_rows(query: Query) -> Iterator[tuple[str, str]]:
    if query.time:
        yield from _write_time(query.time)
    for name in query.group:
        yield "group", name
    for measure in query.measures:
        yield "measure", _write_measure(measure.op, measure.field)
    for sort in query.sort:
        yield "sort", _write_sort(sort)
    if query.limit is not None:
        yield "limit", str(query.limit)


def _write_time(time: Period | Relative) -> Iterator[tuple[str, str]]:
    yield "time.field", time.field
    match time:
        case Period(_, start, end):
            yield "time.is", "between"
            yield "time.from", start or ""
            yield "time.to", end or ""
        case Relative(_, direction, unit, count):
            yield "time.is", str(direction)
            yield "time.count", str(count)
            yield "time.unit", str(unit)


def _write_measure(op: MeasureOp, field: str | None) -> str:
    return f"{op}:{field}" if field else str(op)


def _write_sort(sort: Sort) -> str:
    by = _write_measure(sort.op, sort.field) if sort.op else f"{sort.field}"
    sign = "-" if sort.order is Order.DESCENDING else ""
    return f"{sign}:{by}" if sort.op and not sort.field else sign + by


def _read_parts(given: dict[str, list[str]], collection: Collection) -> Iterator[Any]:
    named = (re.fullmatch(r"(\d{1,4})\.(field|rest)", name) for name in given)
    places = {int(match[1]): match for match in named if match}
    for place in sorted(places):
        match = places[place]
        if match[2] == "rest":
            yield _read_rest(given[match[0]][0])
        elif row := _read_row(given, match[1], collection):
            yield row


def _read_row(
    given: dict[str, list[str]], place: str, collection: Collection
) -> dict[str, Any] | None:
    [name, *_] = given[f"{place}.field"]
    [op, *_] = given.get(f"{place}.op", [""])
    values = [each for each in given.get(f"{place}.value", ()) if each.strip()]
    if not name or (not values and op not in WITHOUT_VALUE):
        return None
    row: dict[str, Any] = {"field": name, "op": op}
    field = collection.field(name)
    read = [_read_value(each, field.type if field else FieldType.TEXT) for each in values]
    if op in ("in", "not_in", "between"):
        row["value"] = read
    elif read and op not in WITHOUT_VALUE:
        row["value"] = read[0]
    return row


def _read_value(text: str, kind: FieldType) -> Scalar:
    line = text.strip()
    if kind is FieldType.FLAG:
        return _FLAGS.get(line, line)
    if kind in _FIGURES and _NUMBER.fullmatch(line):
        return int(line) if line.lstrip("-").isdecimal() else float(line)
    return line


def _read_rest(source: str) -> Any:
    try:
        return json.loads(source)
    except (ValueError, RecursionError):
        return source


def _read_time(first: dict[str, str]) -> dict[str, Any] | None:
    field, kind = first.get("time.field", ""), first.get("time.is", "")
    if not field or not kind:
        return None
    time: dict[str, Any] = {"field": field}
    if kind == "between":
        bounds = {key: first.get(f"time.{key}", "") for key in ("from", "to")}
        said = {key: at for key, at in bounds.items() if at}
        return time | said if said else None
    if kind == Direction.THIS:
        return time | {"this": first.get("time.unit", "")}
    count = first.get("time.count", "")
    number = int(count) if count.isdecimal() and len(count) < 9 else count
    return time | {kind: number, "unit": first.get("time.unit", "")} if count else None


def _read_measure(said: str) -> dict[str, Any]:
    op, _, field = said.partition(":")
    return {"op": op, "field": field} if field else {"op": op}


def _read_sort(said: str) -> dict[str, Any]:
    by = said.removeprefix("-")
    order = "descending" if said.startswith("-") else "ascending"
    if ":" not in by:
        return {"field": by, "order": order}
    return _read_measure(by.removeprefix(":")) | {"order": order}


_READ: Mapping[str, Callable[[str], Any]] = {
    "group": str,
    "measures": _read_measure,
    "sort": _read_sort,
}

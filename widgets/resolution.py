"""Turns a checked payload into what a member sees: records and figures put beside it. No I/O."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from widgets.errors import BlockFault
from widgets.kinds import Kind
from widgets.records import Record, Ref
from widgets.schemas import read_pointer

MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Reference:
    """A field of a payload, by JSON pointer, that holds the id of a record."""

    pointer: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the server puts beside a payload.

    `records` are as `Kind.strip` gives them, each once; `figures` maps the pointer of a figure
    source (as the payload has it, or of `point_to_row`) to its rows of scalars; `as_of` is the
    oldest record's.
    """

    records: tuple[dict[str, Any], ...]
    figures: Mapping[str, list[list[Any]]]
    as_of: datetime | None


def resolve(
    references: tuple[Reference, ...],
    sources: Mapping[str, Any],
    *,
    records: Mapping[Ref, Record],
    results: Mapping[str, Any],
    kinds: Mapping[str, Kind],
) -> Resolved:
    """Put records and figures together.

    `sources` maps pointers to figure sources; `results` maps handles (`r1`) to tool results. Raises
    BlockFault `unknown_reference`, `bad_record` or `unknown_figure`, at the field's pointer.
    """
    stripped: dict[Ref, dict[str, Any]] = {}
    moments: list[datetime] = []
    for reference in references:
        record = records.get(reference.ref)
        if record is None:
            message = f"no {reference.ref.kind} has the id written here; use one a tool returned"
            raise BlockFault("unknown_reference", reference.pointer, message)
        if record.ref != reference.ref:
            message = f"the host answered with another {reference.ref.kind}"
            raise BlockFault("bad_record", reference.pointer, message)
        if reference.ref not in stripped:
            kind = kinds[reference.ref.kind]
            stripped[reference.ref] = kind.strip(record, reference.pointer)
            moments.append(record.as_of)
    figures = {at: read_figures(source, results, at) for at, source in sources.items()}
    return Resolved(tuple(stripped.values()), figures, min(moments, default=None))


def point_to_row(marked: Any, columns: Sequence[str]) -> dict[str, Any]:
    """A figure source of a single row, which `path` points to; its columns are always the same."""
    fixed = [{"path": column} for column in columns]
    return {"from": marked["from"], "row": marked["path"], "columns": fixed}


def read_figures(source: Any, results: Mapping[str, Any], at: str = "") -> list[list[Any]]:
    """The rows a figure source points to, each a list of scalars in the order of its columns.

    A value a row does not have is None. Raises BlockFault `unknown_figure` where the handle, the
    rows, or a column in every row is not there.
    """
    if source["from"] not in results:
        message = f"no tool result has the handle {source['from']!r}"
        raise BlockFault("unknown_figure", f"{at}/from", message)
    if "row" in source:
        return [_read_row(source, results, at)]
    rows = _find(results[source["from"]], source["rows"])
    if not isinstance(rows, list) or len(rows) > MOST_ROWS:
        message = f"must point to a list of at most {MOST_ROWS} rows in that result"
        raise BlockFault("unknown_figure", f"{at}/rows", message)
    columns = [[_find(row, column["path"]) for row in rows] for column in source["columns"]]
    for index, column in enumerate(columns):
        absent = all(value is _MISSING for value in column) and bool(rows)
        if absent or any(isinstance(value, dict | list) for value in column):
            message = "must point to one plain value in each row"
            raise BlockFault("unknown_figure", f"{at}/columns/{index}/path", message)
    return [
        [None if value is _MISSING else value for value in row]
        for row in zip(*columns, strict=True)
    ]


def _read_row(source: Any, results: Mapping[str, Any], at: str) -> list[Any]:
    row = _find(results[source["from"]], source["row"])
    values = [_find(row, column["path"]) for column in source["columns"]]
    if any(value is _MISSING or isinstance(value, dict | list) for value in values):
        names = ", ".join(column["path"] for column in source["columns"])
        message = f"must point to something in that result that has {names}"
        raise BlockFault("unknown_figure", f"{at}/path", message)
    return values


_MISSING = object()


def _find(document: Any, pointer: str) -> Any:
    try:
        return read_pointer(document, pointer)
    except LookupError:
        return _MISSING

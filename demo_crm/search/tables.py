"""What a query found as pages show it: one of records, or a table of groups. No I/O."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.host import Collection, Field, FieldType, Query
from demo_crm.search.filter_form import label_measure
from demo_crm.search.groups import Row

UNKNOWN = "—"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, and whether figures stand in it."""

    label: str
    is_figure: bool


@dataclass(frozen=True, slots=True)
class Table:
    """Groups as text; `cells` of a row stand with their columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[tuple[str, Column], ...], ...]


def draw_groups(rows: Sequence[Row], query: Query, collection: Collection) -> Table:
    """A column for each field grouped by, and one for each measure."""
    named: list[tuple[str, Field | None, Column]] = []
    for name in query.group:
        field = collection.field(name)
        assert field is not None
        named.append((name, field, Column(field.label, is_figure=_is_figure(field))))
    for measure in query.measures:
        field = collection.field(measure.field or "")
        column = Column(label_measure(measure.op, field), is_figure=True)
        named.append((measure.name, field, column))
    drawn = [
        tuple((write_value(row[name], field), column) for name, field, column in named)
        for row in rows
    ]
    return Table(tuple(column for _, _, column in named), tuple(drawn))


def write_value(value: Any, field: Field | None) -> str:
    """A value as people read it; `field` is None for how many there are."""
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _write_number(value, field)
    if field and field.choices:
        labels = {choice.value: choice.label for choice in field.choices}
        return labels.get(value) or str(value)
    return str(value).replace("T", " ") if field and field.type is FieldType.MOMENT else str(value)


def _write_number(value: float, field: Field | None) -> str:
    if field and field.type is FieldType.MONEY:
        return f"${value:,.0f}" if field.unit == "USD" else f"{value:,.0f} {field.unit}"
    # A year has no comma.
    written = f"{value:,.2f}" if abs(value) >= 10_000 else f"{value:.2f}"
    unit = f" {field.unit}" if field and field.unit else ""
    return written.rstrip("0").rstrip(".") + unit


def _is_figure(field: Field) -> bool:
    return field.type in (FieldType.NUMBER, FieldType.MONEY)

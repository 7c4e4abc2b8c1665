"""Draws figures for a terminal: in columns, and as bars beside them. No I/O."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

LARGE = 10_000
"""From here on digits are grouped; below lie years, sizes and counts."""
LONGEST_LABEL = 28
LONGEST_BAR = 24

_BLANKS = re.compile(r"\s+")
Rows = Sequence[Sequence[Any]]
Columns = Sequence[Mapping[str, Any]]


def flatten(text: str) -> str:
    """Text in one line, so that it stays inside its frame."""
    return _BLANKS.sub(" ", text)


def draw_value(value: Any) -> str:
    """One plain value, or a list of them."""
    match value:
        case None:
            return "-"
        case bool():
            return "yes" if value else "no"
        case int() if abs(value) >= LARGE:
            return f"{value:,}"
        case list():
            return ", ".join(draw_value(each) for each in value)
        case _:
            return flatten(str(value))


def draw_columns(columns: Columns, rows: Rows) -> Iterator[str]:
    """Figures under the labels of their columns."""
    labels = [flatten(column.get("label", "")) for column in columns]
    yield from _align([labels, *([draw_value(value) for value in row] for row in rows)])


def draw_bars(columns: Columns, rows: Rows) -> Iterator[str]:
    """A line for each figure, with a bar to scale; `<` marks one below zero."""
    is_single = len(columns) == 2
    numbers = [abs(value) for row in rows for value in row[1:] if _is_number(value)]
    unit = max(numbers, default=0) / LONGEST_BAR or 1
    drawn = [[flatten(column.get("label", "")) for column in columns] + [""]] if is_single else []
    for row in rows:
        name = _shorten(draw_value(row[0]))
        for column, value in zip(columns[1:], row[1:], strict=True):
            series = [flatten(column.get("label", ""))] if not is_single else []
            drawn.append([name, *series, draw_value(value), _draw_bar(value, unit)])
            name = ""
    yield from _align(drawn)


def _draw_bar(value: Any, unit: float) -> str:
    if not _is_number(value):
        return ""
    length = round(abs(value) / unit)
    return ("<" if value < 0 else "") + ("▇" * length or ("|" if not value else "▏"))


def _align(drawn: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*drawn, strict=True)]
    for row in drawn:
        cells = zip(row, widths, strict=True)
        yield "  ".join(cell.ljust(width) for cell, width in cells).rstrip()


def _shorten(text: str) -> str:
    return text if len(text) <= LONGEST_LABEL else f"{text[: LONGEST_LABEL - 1]}…"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)

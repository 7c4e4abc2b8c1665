"""Draws widgets as plain text, for whoever reads a reply in a terminal. No I/O."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.core.events import WidgetState

WIDTH = 76
LARGE = 10_000
"""From here on digits are grouped; below lie years, sizes and counts."""


def draw_widget(block: WidgetState) -> str:
    """A ready widget as a framed box, a failed one as its fallback, a pending one as nothing."""
    match block.state:
        case "pending":
            return ""
        case "failed":
            return block.fallback or ""
        case "ready":
            lines = [*_draw_payload(block), *_draw_records(block), *_draw_figures(block)]
            head = f"┌─ {block.widget} " + "─" * max(0, WIDTH - len(block.widget or "") - 4)
            body = "\n".join(f"│ {line}" for line in lines)
            return f"{head}\n{body}\n└{'─' * (WIDTH - 1)}"


def _draw_payload(block: WidgetState) -> Iterator[str]:
    ids = {record["id"] for record in block.records}
    for key, value in (block.payload or {}).items():
        if isinstance(value, str) and value not in ids and "" not in block.figures:
            yield from f"{key}: {value}".splitlines()
        elif isinstance(value, list):
            for each in value:
                if isinstance(each, Mapping) and "label" in each and "" not in block.figures:
                    yield f"( ) {each['label']}"


def _draw_records(block: WidgetState) -> Iterator[str]:
    for record in block.records:
        yield f"{record['title']}  <{record['route']}>"
        told = [
            f"{key} {_draw_value(value)}"
            for key, value in record["values"].items()
            if value not in (None, "", []) and str(value) != record["title"]
        ]
        yield from _wrap(told)


def _draw_figures(block: WidgetState) -> Iterator[str]:
    for pointer, rows in block.figures.items():
        columns = (block.payload or {}).get("columns", []) if not pointer else []
        labels = [column["label"] for column in columns]
        drawn = [labels, *([_draw_value(value) for value in row] for row in rows)]
        widths = [max(map(len, column)) for column in zip(*drawn, strict=True)]
        for row in drawn:
            cells = zip(row, widths, strict=True)
            yield "  ".join(cell.ljust(width) for cell, width in cells).rstrip()


def _draw_value(value: Any) -> str:
    match value:
        case None:
            return "-"
        case bool():
            return "yes" if value else "no"
        case int() if value >= LARGE:
            return f"{value:,}"
        case list():
            return ", ".join(_draw_value(each) for each in value)
        case _:
            return str(value)


def _wrap(parts: Sequence[str]) -> Iterator[str]:
    line = " "
    for part in parts:
        if len(line) + len(part) + 3 > WIDTH and line.strip():
            yield line
            line = " "
        line += f" {part} ·"
    if line.strip():
        yield line.removesuffix(" ·")

"""Draws widgets as plain text, for whoever reads a reply in a terminal. No I/O."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.core.events import WidgetState
from widgets.schemas import read_pointer

WIDTH = 76
LARGE = 10_000
"""From here on digits are grouped; below lie years, sizes and counts."""

# Controls (of C0, DEL and C1) move the cursor, colour the screen or ring the bell; the marks of
# writing direction make text read otherwise than it stands.
_LIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_BLANKS = re.compile(r"\s+")


def make_inert(text: str) -> str:
    """Text that a terminal only shows: tabs and line feeds are kept, other controls replaced."""
    return _LIVE.sub("\ufffd", text.replace("\r\n", "\n"))


def draw_widget(block: WidgetState) -> str:
    """A ready widget as a framed box, a failed one as its fallback, a pending one as nothing."""
    match block.state:
        case "pending":
            return ""
        case "failed":
            return make_inert(block.fallback or "")
        case "ready":
            drawn = [*_draw_payload(block), *_draw_records(block), *_draw_figures(block)]
            lines = map(make_inert, drawn)
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
                    yield f"( ) {_flatten(each['label'])}"


def _draw_records(block: WidgetState) -> Iterator[str]:
    for record in block.records:
        yield f"{_flatten(record['title'])}  <{_flatten(record['route'])}>"
        told = [
            f"{key} {_draw_value(value)}"
            for key, value in record["values"].items()
            if value not in (None, "", []) and str(value) != record["title"]
        ]
        yield from _wrap(told)


def _draw_figures(block: WidgetState) -> Iterator[str]:
    for pointer, rows in block.figures.items():
        columns = read_pointer(block.payload, pointer)["columns"]
        labels = [_flatten(column.get("label", "")) for column in columns]
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
            return _flatten(str(value))


def _flatten(text: str) -> str:
    """Text in one line, so that it stays inside its frame."""
    return _BLANKS.sub(" ", text)


def _wrap(parts: Sequence[str]) -> Iterator[str]:
    line = " "
    for part in parts:
        if len(line) + len(part) + 3 > WIDTH and line.strip():
            yield line
            line = " "
        line += f" {part} ·"
    if line.strip():
        yield line.removesuffix(" ·")

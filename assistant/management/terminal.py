"""Draws widgets as plain text, for whoever reads a reply in a terminal. No I/O."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.core.wire.events import WidgetState
from assistant.management.figures import draw_bars, draw_columns, draw_value, flatten
from widgets.schemas import read_pointer

WIDTH = 76

# Controls (of C0, DEL and C1) move the cursor, colour the screen or ring the bell; the marks of
# writing direction make text read otherwise than it stands.
_LIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_HANDLE = re.compile(r"r[1-9]\d{0,3}")


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
        if isinstance(value, str) and value not in ids and _is_said(block, key):
            yield from f"{key}: {value}".splitlines()
        elif isinstance(value, list) and "" not in block.figures:
            yield from _draw_entries(value)


def _is_said(block: WidgetState, key: str) -> bool:
    """Where figures come from is not told again beside them, nor the handle of a result."""
    if "" in block.figures:
        return key in ("title", "quote")
    return key != "from" or not _HANDLE.fullmatch(str((block.payload or {})[key]))


def _draw_entries(entries: Sequence[Any]) -> Iterator[str]:
    """Choices to pick, and fields of a form that are filled in elsewhere."""
    for each in entries:
        match each:
            case {"kind": str(kind), "label": str(label)}:
                yield from _draw_field(kind, flatten(label), each)
            case {"label": str(label)}:
                yield f"( ) {flatten(label)}"
            case _:
                pass


def _draw_field(kind: str, label: str, field: Mapping[str, Any]) -> Iterator[str]:
    value = flatten(str(field.get("value", "")))
    star = "*" if field.get("required") else ""
    if kind == "checkbox":
        yield f"[{'x' if value == 'yes' else ' '}] {label}{star}"
    else:
        yield f"{label}{star}: {value or '____'}"
    options = [flatten(str(option)) for option in field.get("options", ())]
    hint = flatten(str(field.get("hint", "")))
    yield from (f"  {line}" for line in (" / ".join(options), hint) if line)


def _draw_records(block: WidgetState) -> Iterator[str]:
    for record in block.records:
        yield f"{flatten(record['title'])}  <{flatten(record['route'])}>"
        told = [
            f"{key} {draw_value(value)}"
            for key, value in record["values"].items()
            if value not in (None, "", []) and str(value) != record["title"]
        ]
        yield from _wrap(told)


def _draw_figures(block: WidgetState) -> Iterator[str]:
    draw = draw_bars if block.widget == "chart" else draw_columns
    for pointer, rows in block.figures.items():
        if block.widget == "citation":
            yield _describe_document(rows[0])
            continue
        yield from draw(read_pointer(block.payload, pointer)["columns"], rows)


def _describe_document(row: Sequence[Any]) -> str:
    title, heading, page, dated, stale = row
    told = [title, heading, f"page {page}" if page else "", dated]
    told.append("this document may be out of date" if stale else "")
    return " · ".join(flatten(each) for each in told if each)


def _wrap(parts: Sequence[str]) -> Iterator[str]:
    line = " "
    for part in parts:
        if len(line) + len(part) + 3 > WIDTH and line.strip():
            yield line
            line = " "
        line += f" {part} ·"
    if line.strip():
        yield line.removesuffix(" ·")

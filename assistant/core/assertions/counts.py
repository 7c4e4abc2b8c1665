"""Counts what a reply shows by itself: cards, rows, list items, and groups alike. No I/O."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

from assistant.core.assertions.reply import Reply

_ITEM = re.compile(r"[ \t]{0,8}(?:[-*+]|\d{1,3}[.)])[ \t]")
_MOST_ROWS = 200


def count_shown(reply: Reply) -> Iterator[int]:
    """Every number of things that a reader of the reply could count."""
    kinds: dict[str, set[str]] = {}
    for widget in reply.widgets:
        for record in widget.records:
            kinds.setdefault(record["kind"], set()).add(record["id"])
        yield from _count_groups([record["values"] for record in widget.records])
        yield from _count_lists(widget.payload)
        yield from map(len, widget.figures.values())
    yield from map(len, kinds.values())
    yield from Counter(widget.widget for widget in reply.widgets).values()
    for passage in reply.prose:
        yield from _count_items(passage.text)
    ids = set().union(*kinds.values())
    for round_ in reply.path[-1].rounds:
        for call in round_.calls:
            yield from _count_result(call.result, ids)


def _count_lists(value: Any) -> Iterator[int]:
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from _count_lists(inner)
    elif isinstance(value, list):
        yield len(value)
        for inner in value:
            yield from _count_lists(inner)


def _count_groups(rows: Sequence[Any]) -> Iterator[int]:
    """How many rows say the same of one thing, as "two are pending"."""
    rows = [row for row in rows if isinstance(row, Mapping)]
    for key, value in rows[0].items() if rows else ():
        if isinstance(value, str | int | float):
            values = [row.get(key) for row in rows]
            yield from Counter(value for value in values if value.__hash__).values()


def _count_items(text: str) -> Iterator[int]:
    """The items of each list in Markdown."""
    count = 0
    for line in text.splitlines():
        if _ITEM.match(line):
            count += 1
        elif line.strip() and not line[0].isspace():
            yield count
            count = 0
    yield count


def _count_result(result: Any, shown: Container[str]) -> Iterator[int]:
    """How many more there are than a result lists, and groups among rows that are not `shown`."""
    if not isinstance(result, Mapping):
        return
    lists = [value for value in result.values() if isinstance(value, list)]
    totals = [value for value in result.values() if type(value) is int]
    for rows in lists:
        yield from (total - len(rows) for total in totals)
        if not all(isinstance(row, Mapping) and _name(row) in shown for row in rows):
            yield from _count_groups(rows[:_MOST_ROWS])


def _name(row: Mapping[str, Any]) -> str:
    return str(row.get("id", ""))

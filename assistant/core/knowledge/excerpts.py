"""The tool that looks excerpts of documents up: its name, and what its result holds. No I/O."""

from collections.abc import Iterator
from typing import Any, Final

SEARCH_KNOWLEDGE: Final = "search_knowledge"
EXCERPTS: Final = "excerpts"
"""Where in its result they are: each with `title`, `heading`, `page`, `dated`, `stale`,
`partial` and `text`."""


def read_excerpts(result: Any) -> Iterator[str]:
    """The texts of a result's excerpts."""
    return _read_each(result, "text")


def read_titles(result: Any) -> Iterator[str]:
    """The titles of the documents they are from."""
    return _read_each(result, "title")


def _read_each(result: Any, key: str) -> Iterator[str]:
    rows = result.get(EXCERPTS) if isinstance(result, dict) else None
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and isinstance(row.get(key), str):
            yield row[key]

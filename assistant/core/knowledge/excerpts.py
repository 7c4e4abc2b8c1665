"""The tool that looks excerpts of documents up: its name, and what its result holds. No I/O."""

from collections.abc import Iterator
from typing import Any, Final

SEARCH_KNOWLEDGE: Final = "search_knowledge"
EXCERPTS: Final = "excerpts"
"""Where in its result they are: each with `title`, `heading`, `page`, `dated`, `stale`, `text`."""


def read_excerpts(result: Any) -> Iterator[str]:
    """The texts of a result's excerpts."""
    rows = result.get(EXCERPTS) if isinstance(result, dict) else None
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and isinstance(row.get("text"), str):
            yield row["text"]

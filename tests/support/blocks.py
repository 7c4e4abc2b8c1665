"""Widget blocks as a model writes them, right and wrong, for the catalog of the office."""

from widgets.manual import write_block

FALLBACK = "A note belongs here."
GOOD = write_block("note_card", {"note": "N-1"})
FAULTY = write_block("note_card", {"note": "N-99"})
TABLE = write_block(
    "table",
    {"from": "r1", "rows": "/notes", "columns": [{"path": "/pages", "label": "Pages"}]},
)


def around(block: str) -> str:
    return f"Before.\n\n{block}\n\nAfter."


def fenced(name: str, source: str) -> str:
    return f"```widget {name}\n{source}\n```"

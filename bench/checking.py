"""Compares what was seen and stored of every reply with what the upstream sent."""

import sqlite3
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path

from bench.readers import Seen, digest_blocks, digest_text
from bench.upstream import Sent
from widgets.stream import BlockParser, Closed, Prose


def find_bare_faults(sent: Sent, seen: Seen) -> Iterable[str]:
    """What is wrong with a reply that should be the upstream's, token by token."""
    if seen.messages != sent.tokens:
        yield f"{seen.messages} of {sent.tokens} tokens"
    if seen.digest != sent.sha256:
        yield "another text than was sent"


def find_weft_faults(sent: Sent, seen: Seen, raws: Mapping[str, str]) -> Iterable[str]:
    """What is wrong with a turn as it was stored (`raws`, by turn) and as its reader folded it."""
    raw = raws.get(seen.turn, "")
    pieces = [*(parser := BlockParser()).feed(raw), *parser.finish()]
    widgets = sum(isinstance(piece, Closed) for piece in pieces)
    if seen.state != "done":
        yield f"the turn is {seen.state or 'not there'}"
    if digest_text(raw) != sent.sha256:
        yield "another raw stored than was sent"
    if seen.digest != digest_blocks(piece.text for piece in pieces if isinstance(piece, Prose)):
        yield "other prose seen than stands in raw"
    if seen.widgets != widgets:
        yield f"{seen.widgets} of {widgets} widgets ready"


def read_raws(database: Path) -> dict[str, str]:
    """What is stored of every turn, by its id."""
    connection = sqlite3.connect(database)
    try:
        rows = connection.execute("SELECT id, raw FROM assistant_turn").fetchall()
    finally:
        connection.close()
    return {str(uuid.UUID(turn)): raw for turn, raw in rows}

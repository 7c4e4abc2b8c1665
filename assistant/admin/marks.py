"""Marks in plain text what findings point at; their places count UTF-16 units."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.admin.columns import make_whole

CONTEXT = 60
"""Characters shown before and after what a finding points at."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Units `start` to `end` of a text, and what is said about them."""

    start: int
    end: int
    notice: str


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text; `notice` is "" where nothing is marked."""

    text: str
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What a mark points at, with a little of what stands around it."""

    before: str
    text: str
    after: str


def mark_text(text: str, marks: Sequence[Mark]) -> tuple[Run, ...]:
    """The whole text in pieces, each with the notices of the marks that cover it."""
    units = _encode(text)
    length = len(units) // 2
    edges = {0, length}
    for mark in marks:
        edges |= {min(max(mark.start, 0), length), min(max(mark.end, 0), length)}
    return tuple(
        Run(_decode(units, start, end), _name_marks(marks, start, end))
        for start, end in pairwise(sorted(edges))
    )


def cut_excerpt(text: str, mark: Mark) -> Excerpt:
    """What a mark points at; empty where it points nowhere."""
    units = _encode(text)
    start, end = max(mark.start, 0), max(mark.start, mark.end, 0)
    before, said = _decode(units, 0, start), _decode(units, start, end)
    after = _decode(units, end, end + CONTEXT)
    return Excerpt(
        before=("…" if len(before) > CONTEXT else "") + before[-CONTEXT:].lstrip(),
        text=said,
        after=after.rstrip() + ("…" if len(units) // 2 > end + CONTEXT else ""),
    )


def _name_marks(marks: Sequence[Mark], start: int, end: int) -> str:
    covering = [mark.notice for mark in marks if mark.start <= start and end <= mark.end]
    return "; ".join(dict.fromkeys(covering))


def _encode(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def _decode(units: bytes, start: int, end: int) -> str:
    return make_whole(units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass"))

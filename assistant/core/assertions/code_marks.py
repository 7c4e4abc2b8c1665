"""Finds what Markdown sets as code, in one pass over a text. No I/O."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})([^\n]*)$", re.MULTILINE)
_RUN = re.compile(r"`+")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Code:
    """Code from `start` to `end`, its marks included; `inner_start` to `inner_end` without them.

    `info` is what stands behind an opening fence; None for code inside a line.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    info: str | None = None


def find_code(text: str) -> list[Code]:
    """Fenced blocks and code inside lines, in order. A fence that is never closed ends the text."""
    if "`" not in text and "~~~" not in text:
        return []
    fenced = list(_find_fenced(text))
    found: list[Code] = []
    at = 0
    for block in [*fenced, Code(len(text), len(text), 0, 0)]:
        found += _find_inline(text, at, block.start)
        at = block.end
    return sorted([*found, *fenced], key=lambda code: code.start)


def _find_fenced(text: str) -> Iterator[Code]:
    opened: re.Match[str] | None = None
    for line in _FENCE.finditer(text):
        mark, info = line[1], line[2].strip()
        if opened is None:
            if mark[0] == "~" or "`" not in info:
                opened = line
        elif not info and mark[0] == opened[1][0] and len(mark) >= len(opened[1]):
            inner = min(opened.end() + 1, line.start())
            yield Code(opened.start(), line.end(), inner, line.start(), opened[2].strip())
            opened = None
    if opened is not None:
        inner = min(opened.end() + 1, len(text))
        yield Code(opened.start(), len(text), inner, len(text), opened[2].strip())


def _find_inline(text: str, start: int, end: int) -> Iterator[Code]:
    """Code inside lines: from a run of backticks to the next as long in the same paragraph."""
    runs = [run.span() for run in _RUN.finditer(text, start, end)]
    closers: list[int] = []
    nearest: dict[int, int] = {}
    for index in range(len(runs) - 1, -1, -1):
        opener, inner = runs[index]
        closers.append(nearest.get(inner - opener, -1))
        nearest[inner - opener] = index
        if _BLANK_LINE.search(text, runs[index - 1][1] if index else start, opener):
            nearest.clear()
    closers.reverse()
    index = 0
    while index < len(runs):
        opener, inner = runs[index]
        if (closer := closers[index]) >= 0:
            inner_end, closer_end = runs[closer]
            yield Code(opener, closer_end, inner, inner_end)
            index = closer
        index += 1

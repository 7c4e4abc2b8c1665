"""Differences between two texts, line by line. No I/O."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from typing import Literal

Kind = Literal["same", "gone", "new", "gap"]
KINDS: dict[str, Kind] = {" ": "same", "-": "gone", "+": "new"}
CONTEXT = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a comparison; a gap says where in both texts the next lines stand."""

    kind: Kind
    text: str


def compare(before: str, after: str) -> list[Line]:
    """What changed, with a little of what stands around it; nothing where the texts are equal."""
    return list(
        _read(unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=CONTEXT))
    )


def _read(lines: Iterator[str]) -> Iterator[Line]:
    # The first two lines name files, which there are none of.
    for index, line in enumerate(lines):
        if index < 2:
            continue
        if line.startswith("@@"):
            yield Line("gap", line.strip("@ "))
        else:
            yield Line(KINDS[line[:1]], line[1:])

"""Reads the figures of a reply's passages, once for all who ask. No I/O."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from assistant.core.assertions.evidence import read_clock
from assistant.core.assertions.figures.reading import find_figures
from assistant.core.assertions.figures.values import Clock, Figure
from assistant.core.assertions.figures.writing import Writing, read_writing
from assistant.core.assertions.reply import Passage, Reply

MOST_FIGURES: Final = 300
"""As many are read: no answer has more, and a model that repeats itself holds up others."""


class Figured(NamedTuple):
    """A text made plain, with the figures in it; their places are those of the plain text."""

    writing: Writing
    figures: Sequence[Figure]


def read_figured(text: str, clock: Clock, *, most: int = MOST_FIGURES) -> Figured:
    """A text with its first figures."""
    writing = read_writing(text)
    return Figured(writing, find_figures(writing.text, clock, most=most))


def read_figured_passages(reply: Reply) -> Mapping[Passage, Figured]:
    """Every passage in order; of the whole reply the first MOST_FIGURES figures are read."""
    return reply.once(_read_all)


def _read_all(reply: Reply) -> Mapping[Passage, Figured]:
    clock = read_clock(reply.path[-1])
    left = MOST_FIGURES
    read: dict[Passage, Figured] = {}
    for passage in reply.passages:
        if passage not in read:
            read[passage] = read_figured(passage.text, clock, most=left)
            left -= len(read[passage].figures)
    return read

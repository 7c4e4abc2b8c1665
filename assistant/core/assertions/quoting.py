"""Whether words are quoted as they stand in a text, and what a citation points to. No I/O.

A quote is verbatim if it stands in the text in one piece and in the same case, ends of lines, marks
of emphasis and the shape of quotation marks apart. It may begin and end anywhere but within a word
or a number.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from assistant.core.assertions.figures.writing import write_plain
from assistant.core.knowledge.excerpts import SEARCH_KNOWLEDGE
from assistant.core.turn.facts import CallFact, TurnFact
from widgets.schemas import read_pointer

CITATION: Final = "citation"
QUOTE: Final = "/quote"

_MARKS = re.compile(r"[*_`]+")
_SHAPES = str.maketrans("“”„«»‘’‚", '"""""' + "'''")
_WITHIN_NUMBER = re.compile(r"\d[.,:]\d")


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation points to: its `text`, and whether this turn looked it up."""

    text: str
    is_fresh: bool


def is_verbatim(quote: str, text: str) -> bool:
    """Whether the words of `quote` stand in `text`."""
    words, whole = read_words(quote), read_words(text)
    at = whole.find(words) if words else -1
    while at >= 0:
        if not _cuts(whole, at) and not _cuts(whole, at + len(words)):
            return True
        at = whole.find(words, at + 1)
    return False


def read_words(text: str) -> str:
    """The text as its words are compared: in one line, without marks of emphasis."""
    return " ".join(_MARKS.sub("", write_plain(text)).translate(_SHAPES).split())


def find_citation(path: Sequence[TurnFact], payload: Mapping[str, Any]) -> Citation:
    """What the payload of a citation in the last turn of `path` points to."""
    earlier, current = _calls(path[:-1]), _calls(path[-1:])
    calls = {call.handle: call for call in (*earlier, *current)}
    call = calls.get(payload["from"])
    fresh = {each.handle for each in current if each.name == SEARCH_KNOWLEDGE}
    return Citation(_read_text(call, payload["path"]), payload["from"] in fresh)


def _calls(turns: Sequence[TurnFact]) -> list[CallFact]:
    return [call for turn in turns for each in turn.rounds for call in each.calls if call.handle]


def _read_text(call: CallFact | None, pointer: str) -> str:
    try:
        row = read_pointer(call.result, pointer) if call else None
    except LookupError:
        return ""
    text = row.get("text") if isinstance(row, dict) else None
    return text if isinstance(text, str) else ""


def _cuts(text: str, at: int) -> bool:
    """Whether a word or a number goes on across this place."""
    if text[at - 1 : at].isalnum() and text[at : at + 1].isalnum():
        return True
    return any(
        _WITHIN_NUMBER.fullmatch(text[start : start + 3])
        for start in (at - 2, at - 1)
        if start >= 0
    )

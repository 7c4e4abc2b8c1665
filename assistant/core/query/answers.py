"""Finds what a model answered in whatever it wrote: fenced, in prose, thought aloud. No I/O."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assistant.core.query.language import LONGEST_QUESTION

LONGEST_ANSWER = 64 * 1024
_MOST_TRIED = 20
_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL)
_KEYS = {"filter", "time", "group", "measures", "sort", "limit", "query", "question", "where"}
_decode = json.JSONDecoder().raw_decode


@dataclass(frozen=True, slots=True)
class Asked:
    """The model asks back, in one line of text for the member."""

    question: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A JSON object that is meant as a query, for the checker."""

    document: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Nothing:
    """Neither a query nor a question."""


def read_answer(text: str) -> Asked | Answered | Nothing:
    """The first object that looks like an answer, else the last one; prose may be a question."""
    said = _THOUGHT.sub("", text[:LONGEST_ANSWER]).strip()
    found = list(_find_objects(said))
    likely = [each for each in found if _KEYS & set(each)] or found[-1:]
    if likely:
        question = likely[0].get("question")
        if isinstance(question, str) and set(likely[0]) <= {"question", "query"}:
            if line := clean_question(question):
                return Asked(line)
            if set(likely[0]) == {"question"}:
                return Nothing()
        return Answered(likely[0])
    line = clean_question(said)
    return Asked(line) if not found and said.endswith("?") and line else Nothing()


def clean_question(text: str) -> str:
    """A question as one line of at most 500 characters, "" if nothing of it can be seen."""
    seen = "".join(char if char.isprintable() else " " for char in text[: 4 * LONGEST_QUESTION])
    line = " ".join(seen.split())
    return line if len(line) <= LONGEST_QUESTION else line[: LONGEST_QUESTION - 1] + "…"


def _find_objects(text: str) -> Iterator[dict[str, Any]]:
    at = text.find("{")
    for _ in range(_MOST_TRIED):
        if at < 0:
            return
        try:
            found, end = _decode(text, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            yield found
        at = text.find("{", end)

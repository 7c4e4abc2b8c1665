"""Puts what a database found in order: by how much of the question it is about. No I/O."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

WHOLE = 1 / 2
"""The share of a question from which an excerpt may be an answer to it, and not only to a part."""

PREFIX = 0.5
"""What a longer word that begins with a term is worth beside the term itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An excerpt that a database found, in its order. `terms` are all of title, heading, text."""

    excerpt: int
    terms: Collection[str]


@dataclass(frozen=True, slots=True)
class Ranked:
    """An excerpt in its place; `partial` if it is about a small part of the question only."""

    excerpt: int
    partial: bool


def rank(question: Sequence[str], candidates: Sequence[Candidate]) -> list[Ranked]:
    """Excerpts by the share of the question they cover; those that cover alike as they came.

    A term counts for more the fewer of the candidates have it.
    """
    if not question:
        return []
    found = [{term: _cover(term, each.terms) for term in question} for each in candidates]
    weights = {
        term: _weigh(sum(1 for each in found if each[term]), len(found)) for term in question
    }
    total = sum(weights.values())
    shares = [sum(weights[term] * part for term, part in each.items()) / total for each in found]
    order = sorted(range(len(found)), key=lambda index: -round(shares[index], 2))
    return [Ranked(candidates[index].excerpt, shares[index] < WHOLE) for index in order]


def _cover(term: str, terms: Collection[str]) -> float:
    if term in terms:
        return 1.0
    return PREFIX if len(term) >= 4 and any(each.startswith(term) for each in terms) else 0.0


def _weigh(count: int, of: int) -> float:
    """The inverse document frequency of BM25, among the candidates; 1 at least."""
    return 1 + math.log(1 + (of - count + 0.5) / (count + 0.5))

"""Picks the fields a wish may be about, where there are more than a model should read. No I/O.

Lexical and deterministic: the same wish picks the same fields, and every score can be explained.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.core.query.fields import Collection, Field, FieldType
from assistant.core.query.language import Query, name_fields
from assistant.core.query.operators import DATED

MOST_FIELDS = 40
CURRENT = 100.0
"""The score of a field the current query speaks of: it stays, whatever is said."""

_LONGEST_WISH = 4000
_MOST_SLIPS = 30
_WORD = re.compile(r"[^\W_]+")
_MONEY = re.compile(r"[$€£]|\d\s?[km]\b|\b(?:cheap|afford|expensive|budget|cost)", re.IGNORECASE)
_DATE = re.compile(
    r"\b(?:today|yesterday|tomorrow|since|ago|before|after|until|recent|recently|new|newest|old"
    r"|oldest|latest|last|next|this (?:day|week|month|quarter|year)|(?:19|20)\d\d"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\b",
    re.IGNORECASE,
)
_TYPES = ((_MONEY, (FieldType.MONEY,), 0.6), (_DATE, DATED, 0.4))
_LIKE = 0.5
"""How alike two words must be, by their triples of letters, to be taken for a slip."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A field the model is told of, and why: its score."""

    name: str
    score: float


@dataclass(frozen=True, slots=True)
class _Index:
    """Words of the fields: for each field its words and how much each says of it."""

    weights: tuple[dict[str, float], ...]
    triples: dict[str, frozenset[str]]


def choose_fields(
    collection: Collection, text: str, current: Query, *, most: int = MOST_FIELDS
) -> tuple[Chosen, ...]:
    """At most `most` fields with their scores, in the collection's own order.

    Those of the current query come first, then by score, then as they stand in the collection.
    """
    index = _index_fields(collection.fields)
    text = text[:_LONGEST_WISH]
    said = _read_words(text, index)
    in_current = name_fields(current)
    in_examples = {text for each in collection.examples for text in _list_texts(each.answer)}
    scores = {}
    for field, weights in zip(collection.fields, index.weights, strict=True):
        score = sum(weight * said.get(word, 0.0) for word, weight in weights.items())
        score += sum(add for cue, types, add in _TYPES if field.type in types and cue.search(text))
        score += CURRENT if field.name in in_current else 0.0
        # What the host's own examples ask by is asked by most.
        score += 0.1 if field.name in in_examples else 0.0
        scores[field.name] = round(score, 3)
    best = sorted(scores, key=lambda name: -scores[name])[:most]
    kept = set(best)
    return tuple(Chosen(name, score) for name, score in scores.items() if name in kept)


@lru_cache(maxsize=64)
def _index_fields(fields: tuple[Field, ...]) -> _Index:
    spoken = [_weigh_words(field) for field in fields]
    spread = Counter(word for words in spoken for word in words)
    rarity = {word: math.log(1 + len(fields) / count) for word, count in spread.items()}
    weights = tuple({word: w * rarity[word] for word, w in words.items()} for words in spoken)
    return _Index(weights, {word: _cut_triples(word) for word in spread if len(word) > 4})


def _weigh_words(field: Field) -> dict[str, float]:
    """What each word says of this field: its names most, its description least."""
    sources: list[tuple[float, Iterable[str]]] = [
        (0.5, (field.description, field.unit)),
        (1.5, (name for each in field.choices for name in (each.value, each.label))),
        (1.5, (name for each in field.choices for name in each.synonyms)),
        (2.0, (field.name, field.label, *field.synonyms)),
    ]
    weights: dict[str, float] = {}
    for weight, names in sources:
        for name in names:
            weights.update(dict.fromkeys(_list_words(name), weight))
    return weights


def _read_words(text: str, index: _Index) -> dict[str, float]:
    """How surely each word of the fields was said: 1, or less for what is only like it."""
    known = {word for weights in index.weights for word in weights}
    spoken = list(dict.fromkeys(_list_words(text)))
    said = {word: 1.0 for word in spoken if word in known}
    unknown = [word for word in spoken if word not in known and len(word) > 4]
    # Each costs a look at every word of the fields, and a long letter has hundreds.
    for word in unknown[:_MOST_SLIPS]:
        for near, likeness in _find_like(word, index.triples):
            said[near] = max(said.get(near, 0.0), likeness)
    return said


def _find_like(word: str, triples: dict[str, frozenset[str]]) -> Iterator[tuple[str, float]]:
    mine = _cut_triples(word)
    for near, theirs in triples.items():
        likeness = 2 * len(mine & theirs) / (len(mine) + len(theirs))
        if likeness >= _LIKE:
            yield near, likeness / 2


def _list_words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return [_drop_plural(word) for word in _WORD.findall(plain)]


def _drop_plural(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _cut_triples(word: str) -> frozenset[str]:
    framed = f"^{word}$"
    return frozenset(framed[at : at + 3] for at in range(len(framed) - 2))


def _list_texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for each in value.values() for text in _list_texts(each))
    elif isinstance(value, list | tuple):
        yield from (text for each in value for text in _list_texts(each))

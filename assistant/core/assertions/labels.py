"""The words by which a text names a value of a record, from the schemas of its kinds. No I/O."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from widgets.catalog import Catalog
from widgets.kinds import Kind

Sort = Literal["number", "money", "percent", "phone", "email", "moment"]

_LONGEST = 3
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
_MOMENTS = ("date", "date-time")
_IRREGULAR = {"feet": "foot", "people": "person", "children": "child"}


@dataclass(frozen=True, slots=True)
class Field:
    """A value that records of a kind have: `path` leads to it, `phrases` name it in a text."""

    kind: str
    path: tuple[str, ...]
    sort: Sort
    phrases: frozenset[str]


class Labels:
    """What the record kinds of a catalog call their values."""

    def __init__(self, catalog: Catalog) -> None:
        self.fields: Mapping[str, tuple[Field, ...]] = {
            name: tuple(_read_fields(name, kind.schema.document, ()))
            for name, kind in catalog.kinds.items()
        }
        self._required: Mapping[str, frozenset[str]] = {
            name: frozenset(kind.schema.document.get("required", ()))
            for name, kind in catalog.kinds.items()
        }
        self.titles: Mapping[str, str] = {
            name: kind.title.removeprefix("/") for name, kind in catalog.kinds.items()
        }
        self.things: dict[str, set[str]] = {}
        """What records are called, in the form of `read_word`, each with the kinds of those."""
        for name, kind in catalog.kinds.items():
            for word in _read_things(name, kind):
                self.things.setdefault(word, set()).add(name)
        self.has_names = any("x-words" in kind.schema.document for kind in catalog.kinds.values())
        """Whether any kind says what else its records are called."""
        self.years: tuple[Field, ...] = tuple(
            field
            for fields in self.fields.values()
            for field in fields
            if field.sort == "number" and "year" in read_key(field.path[-1])
        )
        self._by_phrase: dict[str, list[Field]] = {}
        sorts: dict[str, set[Sort]] = {}
        words: dict[str, set[str]] = {}
        for field in (each for fields in self.fields.values() for each in fields):
            sorts.setdefault(field.path[-1], set()).add(field.sort)
            for phrase in field.phrases:
                self._by_phrase.setdefault(phrase, []).append(field)
                words.setdefault(field.path[-1], set()).update(phrase.split())
        self._sorts = {key: frozenset(each) for key, each in sorts.items()}
        self._words_by_key = {key: frozenset(each) for key, each in words.items()}
        self._words = frozenset(word for each in words.values() for word in each)

    def sorts(self, key: str) -> frozenset[Sort]:
        """What a property of that name holds, where a kind says it."""
        return self._sorts.get(key, frozenset())

    def words(self, key: str) -> frozenset[str]:
        """Every word by which a kind calls a property of that name."""
        return self._words_by_key.get(key, frozenset())

    def list_kinds(self, keys: Iterable[str]) -> tuple[str, ...]:
        """The kinds that an object with these properties may be of: it has all they require."""
        held = frozenset(keys)
        return tuple(kind for kind, required in self._required.items() if required <= held)

    def begin(self, words: Sequence[str], sort: Sort) -> tuple[Field, ...]:
        """The fields that the first words name, or those after one or two others."""
        for start in range(min(_LONGEST, len(words))):
            if words[start] not in self._words:
                continue
            for end in range(min(start + _LONGEST, len(words)), start, -1):
                if found := self._named(words[start:end], sort):
                    return found
        return ()

    def end(self, words: Sequence[str], sort: Sort) -> tuple[Field, ...]:
        """The fields that the last words name."""
        if not words or words[-1] not in self._words:
            return ()
        for start in range(max(0, len(words) - _LONGEST), len(words)):
            if found := self._named(words[start:], sort):
                return found
        return ()

    def _named(self, words: Sequence[str], sort: Sort) -> tuple[Field, ...]:
        fields = self._by_phrase.get(" ".join(words), ())
        return tuple(field for field in fields if field.sort == sort)


@lru_cache(maxsize=8)
def read_labels(catalog: Catalog) -> Labels:
    """The labels of a catalog, read once."""
    return Labels(catalog)


@lru_cache(maxsize=4096)
def read_key(key: str) -> frozenset[str]:
    """The words a property's name is made of, in the form of `read_word`."""
    return frozenset(read_word(word) for word in _PARTS.findall(key))


@lru_cache(maxsize=4096)
def read_word(word: str) -> str:
    """A word in lower case and, as far as that is simple, in the singular."""
    word = word.lower()
    if word[-1:] == "s" and len(word) > 2:
        if len(word) > 4 and word.endswith("ies"):
            word = word[:-3] + "y"
        elif word.endswith(("ches", "shes", "xes", "sses")):
            word = word[:-2]
        elif word[-2] != "s":
            word = word[:-1]
    return _IRREGULAR.get(word, word)


def _read_fields(kind: str, schema: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[Field]:
    for name, said in schema.get("properties", {}).items():
        here = (*path, name)
        if sort := _find_sort(said):
            phrases = {" ".join(read_word(word) for word in _PARTS.findall(name))}
            for words in said.get("x-words", ()):
                phrases.add(" ".join(read_word(word.strip(".")) for word in words.split()))
            yield Field(kind, here, sort, frozenset(phrases))
        else:
            yield from _read_fields(kind, said, here)


def _read_things(name: str, kind: Kind) -> Iterator[str]:
    """The words of a kind's name, and those that its schema says of the whole record."""
    yield from read_key(name)
    for words in kind.schema.document.get("x-words", ()):
        yield read_word(words.split()[-1])


def _find_sort(said: Mapping[str, Any]) -> Sort | None:
    if "x-figure" in said:
        sort: Sort = said["x-figure"]
        return sort
    formats = {said.get("format"), *(each.get("format") for each in said.get("anyOf", ()))}
    if "email" in formats:
        return "email"
    if formats & set(_MOMENTS):
        return "moment"
    return "number" if said.get("type") in ("integer", "number") else None

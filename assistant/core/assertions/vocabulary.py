"""The words of the machinery: what a catalog and tools call things among themselves. No I/O."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.core.assertions.reply import Reply
from widgets.catalog import Catalog
from widgets.schemas import find_keyword, read_pointer

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_DASHES = str.maketrans("\u2010\u2011\u2013", "---")
_SEGMENTS = re.compile(r"[A-Za-z0-9]+|[-_]")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names, all in snake_case and lower case, but for the last three.

    `widgets` and `tools` are names of those; `keys` are property names of parameters, payloads and
    record kinds; `references` are keys that hold ids. `choices` are the values that a schema spells
    out, `fixed` the properties of payloads that a pattern or choices leave to programs: neither is
    writing. `shapes` are those of the ids in the definitions' examples.
    """

    widgets: frozenset[str]
    tools: frozenset[str]
    keys: frozenset[str]
    references: frozenset[str]
    choices: frozenset[str]
    fixed: frozenset[str]
    shapes: frozenset[str]

    @property
    def compounds(self) -> frozenset[str]:
        """Names of several words: as one token they are nobody's English."""
        names = self.widgets | self.tools | self.keys | self.choices
        return frozenset(name for name in names if "_" in name)


def read_vocabulary(reply: Reply) -> Vocabulary:
    """The words behind this reply; read once for the same catalog and tools."""
    tools = tuple((name, _Same(schema)) for name, schema in reply.tools.items())
    return _read(reply.catalog, tools)


def write_snake(name: str) -> str:
    """`squareFeet` and `square_feet` alike as the latter."""
    return _HUMP.sub("_", name).lower()


def write_shape(token: str) -> str | None:
    """What an id looks like but for its numbers: `L-9` of `L-1042`; None for what has no shape.

    Letters that lead are kept and made upper case, digits become one 9, a mix of both an x.
    """
    segments = _SEGMENTS.findall(token.translate(_DASHES))
    if not segments or not segments[0].isalpha() or len(segments) < 3:
        return None
    told = [_shape_segment(segment) for segment in segments]
    return "".join(told) if "9" in told or "x" in told else None


def _shape_segment(segment: str) -> str:
    if segment.isdigit():
        return "9"
    return segment.upper() if segment.isalpha() or segment in "-_" else "x"


class _Same:
    """Stands for one object in a cache's key: equal to itself alone."""

    __slots__ = ("value",)

    def __init__(self, value: Mapping[str, Any]) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.value is self.value


@lru_cache(maxsize=16)
def _read(catalog: Catalog, tools: tuple[tuple[str, _Same], ...]) -> Vocabulary:
    payloads = [definition.schema.document for definition in catalog.current.values()]
    schemas = [*payloads, *(same.value for _, same in tools)]
    records = [kind.schema.document for kind in catalog.kinds.values()]
    references = {key for schema in schemas for key in _find_references(schema)}
    kinds = {name for kind in catalog.kinds for name in (kind, f"{kind}s")}
    return Vocabulary(
        widgets=frozenset(write_snake(name) for name in catalog.current),
        tools=frozenset(write_snake(name) for name, _ in tools),
        keys=frozenset(write_snake(key) for key in _find_keys([*schemas, *records])),
        references=frozenset(write_snake(key) for key in references | kinds),
        choices=frozenset(_find_choices([*schemas, *records])),
        fixed=frozenset(_find_fixed(payloads)),
        shapes=frozenset(_find_shapes(catalog)),
    )


def _find_keys(schemas: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for schema in schemas:
        for _, node in find_keyword(schema, "properties"):
            if isinstance(node["properties"], Mapping):
                yield from node["properties"]


def _find_references(schema: Mapping[str, Any]) -> Iterator[str]:
    for pointer, _ in find_keyword(schema, "x-ref"):
        steps = [step for step in pointer.split("/") if step not in ("properties", "items", "")]
        if steps:
            yield steps[-1]


def _find_choices(schemas: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for schema in schemas:
        for _, node in find_keyword(schema, "enum"):
            if isinstance(node["enum"], list):
                yield from (each for each in node["enum"] if isinstance(each, str))
        for _, node in find_keyword(schema, "const"):
            if isinstance(node["const"], str):
                yield node["const"]


def _find_fixed(schemas: Iterable[Mapping[str, Any]]) -> set[str]:
    fixed: set[str] = set()
    free: set[str] = set()
    for schema in schemas:
        for pointer, node in find_keyword(schema, "type"):
            name = pointer.rpartition("/properties/")[2]
            if node["type"] == "string" and "/" not in name:
                (fixed if {"pattern", "enum", "const"} & set(node) else free).add(name)
    return fixed - free


def _find_shapes(catalog: Catalog) -> Iterator[str]:
    for definition in catalog.current.values():
        for example in definition.examples:
            for pointer, _ in definition.schema.annotations(example, "x-ref"):
                if shape := write_shape(str(read_pointer(example, pointer))):
                    yield shape

"""All widgets and record kinds one host offers, and the check every block goes through. No I/O."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from widgets import strict_json
from widgets.definition import Definition
from widgets.errors import BadDefinition, BlockFault
from widgets.kinds import Kind
from widgets.records import Record, Ref
from widgets.resolution import Reference, Resolved, point_to_row, resolve
from widgets.schemas import find_keyword, read_pointer

UNKNOWN_FALLBACK = "Something belongs here that could not be shown."


@dataclass(frozen=True, slots=True)
class Checked:
    """A payload that fits its definition, with the references and figure sources it holds.

    `results` maps pointers to handles of tool results that are named for themselves.
    """

    definition: Definition
    payload: dict[str, Any]
    references: tuple[Reference, ...]
    sources: Mapping[str, Any]
    results: Mapping[str, str]

    @property
    def refs(self) -> tuple[Ref, ...]:
        """Each referenced record once, in the order it stands in the payload."""
        return tuple(dict.fromkeys(reference.ref for reference in self.references))


class Catalog:
    """Definitions by name and by pin, and the record kinds their references may name.

    Raises BadDefinition for two files that say the same pin or kind, and for an unknown `x-ref`.
    """

    def __init__(self, definitions: Iterable[Definition], kinds: Iterable[Kind]) -> None:
        self.kinds: dict[str, Kind] = {}
        self.current: dict[str, Definition] = {}
        self._pinned: dict[str, Definition] = {}
        for kind in kinds:
            if self.kinds.setdefault(kind.name, kind) is not kind:
                raise BadDefinition(kind.name, "/kind", "this record kind is defined twice")
        for definition in sorted(definitions, key=lambda each: (each.name, each.version)):
            if self._pinned.setdefault(definition.pin, definition) is not definition:
                raise BadDefinition(definition.pin, "/version", "this version is defined twice")
            self._check_kinds(definition)
            self.current[definition.name] = definition

    def pinned(self, name: str, version: int) -> Definition | None:
        """The definition a stored block was made with, if the catalog still has it."""
        return self._pinned.get(f"{name}@{version}")

    def fallback(self, name: str | None) -> str:
        """The fixed sentence that stands where a widget of that name failed."""
        definition = self.current.get(name or "")
        return definition.fallback if definition else UNKNOWN_FALLBACK

    def check(self, name: str, source: str) -> Checked:
        """Read a block's source. Raises BlockFault with its code and pointer."""
        definition = self.current.get(name)
        if definition is None:
            known = ", ".join(self.current)
            raise BlockFault("unknown_widget", "", f"no widget is named {name[:64]!r}; use {known}")
        payload = strict_json.decode(source)
        if fault := definition.schema.first_fault(payload):
            raise BlockFault("schema", *fault)
        references = tuple(
            Reference(pointer, Ref(kind, read_pointer(payload, pointer)))
            for pointer, kind in definition.schema.annotations(payload, "x-ref")
        )
        sources = {
            pointer: read_pointer(payload, pointer)
            for pointer, _ in definition.schema.annotations(payload, "x-figures")
        }
        sources |= {
            pointer: point_to_row(read_pointer(payload, pointer), columns)
            for pointer, columns in definition.schema.annotations(payload, "x-row")
        }
        named = {
            pointer: read_pointer(payload, pointer)
            for pointer, _ in definition.schema.annotations(payload, "x-result")
        }
        return Checked(definition, payload, references, sources, named)

    def resolve(
        self, checked: Checked, records: Mapping[Ref, Record], results: Mapping[str, Any]
    ) -> Resolved:
        """Put records and figures beside a checked payload. Raises BlockFault."""
        for pointer, handle in checked.results.items():
            if handle not in results:
                message = f"no tool result has the handle {handle!r}"
                raise BlockFault("unknown_figure", pointer, message)
        return resolve(
            checked.references,
            checked.sources,
            records=records,
            results=results,
            kinds=self.kinds,
        )

    def _check_kinds(self, definition: Definition) -> None:
        for at, node in find_keyword(definition.schema.document, "x-ref", "/schema"):
            if node["x-ref"] not in self.kinds:
                message = f"no record kind is named {node['x-ref']!r}"
                raise BadDefinition(definition.pin, f"{at}/x-ref", message)

"""One widget: what its file says, read and checked against its own examples. No I/O."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from widgets.errors import BadDefinition
from widgets.metaschemas import DEFINITION, MARKS
from widgets.schemas import Schema, compile_schema, find_keyword

_FORMAT = Schema(DEFINITION)
_MARKS = {keyword: Schema(document) for keyword, document in MARKS.items()}


@dataclass(frozen=True, slots=True)
class Action:
    """A button of a widget: the tool a click runs and the inputs it may carry."""

    name: str
    label: str
    tool: str
    input: Schema


@dataclass(frozen=True, slots=True)
class Counterexample:
    """A payload that must be refused, and the rule it breaks."""

    payload: Mapping[str, Any]
    code: str
    pointer: str
    why: str


@dataclass(frozen=True, slots=True)
class Definition:
    """A widget at one version. `streams` names its fields that may be shown as they arrive."""

    name: str
    version: int
    description: str
    schema: Schema
    streams: tuple[str, ...]
    actions: tuple[Action, ...]
    fallback: str
    examples: tuple[Mapping[str, Any], ...]
    counterexamples: tuple[Counterexample, ...]

    @property
    def pin(self) -> str:
        """`name@version`, as stored blocks name it."""
        return f"{self.name}@{self.version}"

    def stream_limit(self, field: str) -> int:
        """How many characters of a streaming field may be shown."""
        limit: int = self.schema.document["properties"][field]["maxLength"]
        return limit


def read_definition(source: str, document: Any) -> Definition:
    """Read a definition file's JSON; `source` names the file. Raises BadDefinition."""
    if fault := _FORMAT.first_fault(document):
        raise BadDefinition(source, *fault)
    definition = Definition(
        name=document["name"],
        version=document["version"],
        description=document["description"],
        schema=compile_schema(source, "/schema", document["schema"]),
        streams=tuple(document.get("streams", ())),
        actions=tuple(
            Action(
                action["name"],
                action["label"],
                action["tool"],
                compile_schema(source, f"/actions/{index}/input", action["input"]),
            )
            for index, action in enumerate(document.get("actions", ()))
        ),
        fallback=document["fallback"],
        examples=tuple(document["examples"]),
        counterexamples=tuple(
            Counterexample(**each) for each in document.get("counterexamples", ())
        ),
    )
    _check_marks(source, definition)
    _check_streams(source, definition)
    _check_actions(source, definition)
    _check_fallback(source, definition)
    _check_examples(source, definition)
    return definition


def _check_marks(source: str, definition: Definition) -> None:
    for keyword, shape in _MARKS.items():
        for at, node in find_keyword(definition.schema.document, keyword, "/schema"):
            if fault := shape.first_fault(node):
                raise BadDefinition(source, at + fault[0], f"what {keyword} marks: {fault[1]}")


def _check_streams(source: str, definition: Definition) -> None:
    properties = definition.schema.document["properties"]
    for index, field in enumerate(definition.streams):
        schema = properties.get(field, {})
        if schema.get("type") != "string" or "maxLength" not in schema or "x-ref" in schema:
            message = f"{field!r} must be a top-level string property with a maxLength"
            raise BadDefinition(source, f"/streams/{index}", message)


def _check_actions(source: str, definition: Definition) -> None:
    names = [action.name for action in definition.actions]
    for index, name in enumerate(names):
        if name in names[:index]:
            raise BadDefinition(source, f"/actions/{index}/name", f"{name!r} is defined twice")


def _check_fallback(source: str, definition: Definition) -> None:
    if "```" in definition.fallback or "~~~" in definition.fallback:
        raise BadDefinition(source, "/fallback", "a fallback may not open a fence")


def _check_examples(source: str, definition: Definition) -> None:
    for index, example in enumerate(definition.examples):
        if fault := definition.schema.first_fault(example):
            raise BadDefinition(source, f"/examples/{index}{fault[0]}", fault[1])
    for index, counter in enumerate(definition.counterexamples):
        fault = definition.schema.first_fault(counter.payload)
        if fault is None or fault[0] != counter.pointer:
            found = "is valid" if fault is None else f"fails at {fault[0]!r}"
            message = f"must fail at {counter.pointer!r} but {found}"
            raise BadDefinition(source, f"/counterexamples/{index}", message)

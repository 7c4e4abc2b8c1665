"""JSON Schema 2020-12, compiled: the door to jsonschema-rs (live) and jsonschema (definitions).

No I/O: a `$ref` may only point into its own schema, patterns run in linear time.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema
import jsonschema_rs

from widgets.errors import BadDefinition

_LONGEST_MESSAGE = 300
_INDEX = re.compile("0|[1-9][0-9]{0,14}")


class Schema:
    """A schema that checks values in microseconds and says where a fault is."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        # Masked, for a message that quotes a long value has no room left for the rule it broke.
        self._validator = jsonschema_rs.Draft202012Validator(
            dict(document),
            pattern_options=jsonschema_rs.RegexOptions(),
            mask="the value",
            offline=True,
        )

    def first_fault(self, value: Any) -> tuple[str, str] | None:
        """The (JSON pointer, message) of the outermost fault, or None where `value` is valid."""
        if self._validator.is_valid(value):
            return None
        error = min(self._validator.iter_errors(value), key=lambda each: len(each.instance_path))
        return write_pointer(error.instance_path), error.message[:_LONGEST_MESSAGE]

    def annotations(self, value: Any, keyword: str) -> list[tuple[str, Any]]:
        """Where in a valid `value` the schema says `keyword`: (JSON pointer, what it says)."""
        return [
            (found["instanceLocation"], found["annotations"][keyword])
            for found in self._validator.evaluate(value).annotations()
            if isinstance(found["annotations"], dict) and keyword in found["annotations"]
        ]


def compile_schema(source: str, pointer: str, document: Any) -> Schema:
    """Compile a schema that stands at `pointer` of the file `source`.

    Raises BadDefinition, with the pointer of the fault, where it breaks the 2020-12 metaschema,
    refers outside itself, or uses a pattern that has no linear-time reading.
    """
    try:
        jsonschema.Draft202012Validator.check_schema(document)
    except jsonschema.SchemaError as error:
        at = pointer + write_pointer(list(error.absolute_path))
        raise BadDefinition(source, at, error.message) from error
    for at, node in find_keyword(document, "$ref", pointer):
        ref = node["$ref"]
        if isinstance(ref, str) and not ref.startswith("#"):
            raise BadDefinition(source, f"{at}/$ref", f"{ref!r} is outside this schema")
    try:
        return Schema(document)
    except jsonschema_rs.ValidationError as error:
        at = pointer + write_pointer(error.instance_path)
        raise BadDefinition(source, at, error.message) from error
    except jsonschema_rs.ReferencingError as error:
        raise BadDefinition(source, pointer, str(error)) from error


def find_keyword(node: Any, keyword: str, at: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every schema below `node` that says `keyword`: (JSON pointer, the schema)."""
    if isinstance(node, Mapping):
        if keyword in node:
            yield at, node
        for key, inner in node.items():
            yield from find_keyword(inner, keyword, at + write_pointer([key]))
    elif isinstance(node, list):
        for index, inner in enumerate(node):
            yield from find_keyword(inner, keyword, f"{at}/{index}")


def write_pointer(path: list[str | int]) -> str:
    """A path as an RFC 6901 JSON pointer."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def read_pointer(document: Any, pointer: str) -> Any:
    """What an RFC 6901 JSON pointer finds. Raises LookupError where it finds nothing."""
    if pointer and not pointer.startswith("/"):
        raise LookupError(pointer)
    value = document
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, Mapping):
            value = value[key]
        elif isinstance(value, list) and _INDEX.fullmatch(key):
            value = value[int(key)]
        else:
            raise LookupError(pointer)
    return value

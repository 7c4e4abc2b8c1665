"""The JSON Schema of everything that is said on the wire, from the very types that say it. No I/O.

Commands and frames are written as they are read; an event has its number besides.
"""

from collections.abc import Iterable
from inspect import cleandoc
from typing import Any, get_args

import msgspec

from assistant.core.wire.answers import ANSWERS
from assistant.core.wire.commands import Command
from assistant.core.wire.events import PROTOCOL, Event, Frame

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NUMBERS = {
    "seq": {"type": "integer", "minimum": 1},
    "since": {"type": "integer", "minimum": 1},
}


def write_protocol() -> dict[str, Any]:
    """One schema: `#/$defs/command` is what browsers send, `event` and `frame` what they hear."""
    commands, events, frames = (get_args(union) for union in (Command, Event, Frame))
    refs, definitions = _describe([*commands, *events, *frames], "#/$defs/{name}")
    for event in events:
        definitions[event.__name__] = _number(definitions[event.__name__])
    named = dict(zip([*commands, *events, *frames], refs, strict=True))
    for name, union in (("command", commands), ("event", events), ("frame", frames)):
        definitions[name] = {"oneOf": [named[each] for each in union]}
    return {
        "$schema": DIALECT,
        "title": PROTOCOL,
        "description": "Every frame of the socket, in either direction.",
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in ("command", "event", "frame")],
        "$defs": definitions,
    }


def write_answers() -> dict[str, Any]:
    """The schemas of REST's answers by name, for OpenAPI's components."""
    return _describe(ANSWERS, "#/components/schemas/{name}")[1]


def _describe(types: Iterable[Any], place: str) -> tuple[list[Any], dict[str, Any]]:
    refs, definitions = msgspec.json.schema_components(types, ref_template=place)
    return list(refs), {name: _translate(each) for name, each in definitions.items()}


def _number(event: dict[str, Any]) -> dict[str, Any]:
    properties = {**_NUMBERS, **event["properties"]}
    return {**event, "properties": properties, "required": [*event["required"], "seq"]}


def _translate(schema: Any) -> Any:
    """The same schema in words that every reader knows: `\\Z`, the very end, is Python's alone."""
    if isinstance(schema, dict):
        told = {key: _translate(inner) for key, inner in schema.items()}
        if isinstance(told.get("description"), str):
            told["description"] = cleandoc(told["description"])
        if isinstance(told.get("pattern"), str):
            told["pattern"] = told["pattern"].replace("\\Z", "$")
        return told
    return [_translate(each) for each in schema] if isinstance(schema, list) else schema

"""Small definitions, record kinds and records for tests: plain functions with defaults."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from widgets.catalog import Catalog
from widgets.definition import read_definition
from widgets.kinds import read_kind
from widgets.records import Record, Ref

NOON = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
TEXT = {"type": "string", "maxLength": 40}
PET = {"type": "string", "x-ref": "pet"}
FIGURES = {
    "type": "object",
    "required": ["from", "rows", "columns"],
    "additionalProperties": False,
    "x-figures": True,
    "properties": {
        "from": {"type": "string"},
        "rows": {"type": "string"},
        "columns": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["path"],
                "properties": {"path": {"type": "string"}},
            },
        },
    },
}


def schema_of(properties: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """The schema of a payload with these properties and no others."""
    closed = {"type": "object", "additionalProperties": False}
    return {**closed, "properties": dict(properties), **more}


def definition_file(**changes: Any) -> dict[str, Any]:
    """A definition file: a widget that shows one pet and streams a letter to it."""
    document = {
        "name": "pet_card",
        "version": 1,
        "description": "One pet. Use it when the member asks for one.",
        "schema": schema_of({"pet": PET, "letter": TEXT}, required=["pet"]),
        "streams": ["letter"],
        "fallback": "A pet belongs here.",
        "examples": [{"pet": "P-1"}, {"pet": "P-2", "letter": "Dear Rex"}],
        "counterexamples": [
            {"payload": {"pet": 1}, "code": "schema", "pointer": "/pet", "why": "An id is text."}
        ],
    }
    return {**document, **changes}


def kind_file(**changes: Any) -> dict[str, Any]:
    """A record-kind file: pets have a name, perhaps an age, and an owner with an address."""
    owner = {"type": "object", "properties": {"name": {"type": "string"}}}
    document = {
        "kind": "pet",
        "title": "/name",
        "route": "/pets/{id}/",
        "schema": {
            "type": "object",
            "required": ["name"],
            "properties": {
                "name": {"type": "string"},
                "age": {"type": "integer"},
                "owner": owner,
                "friends": {"type": "array", "items": owner},
            },
        },
    }
    return {**document, **changes}


def catalog_of(*files: Mapping[str, Any]) -> Catalog:
    """A catalog of these definition files (a pet card if none) and the kind `pet`."""
    documents = files or (definition_file(),)
    definitions = [read_definition(f"{each['name']}.json", each) for each in documents]
    return Catalog(definitions, [read_kind("pet.json", kind_file())])


def pet(number: int = 1, *, as_of: datetime = NOON, **values: Any) -> Record:
    """A pet as a host would answer it."""
    return Record(Ref("pet", f"P-{number}"), {"name": "Rex", **values}, as_of)

"""What a bicycle shop's catalog looks like: three widgets, one record kind, two bikes."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from widgets.catalog import Catalog
from widgets.definition import read_definition
from widgets.kinds import read_kind
from widgets.records import Record, Ref

NOON = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
LONGEST_BODY = 40
BIKE_FALLBACK = "A bike belongs here."
LETTER_FALLBACK = "A letter belongs here."

_TEXT = {"type": "string", "maxLength": 200}
_BIKE = {"type": "string", "x-ref": "bike"}
_COLUMN = {
    "type": "object",
    "additionalProperties": False,
    "required": ["path", "label"],
    "properties": {"path": _TEXT, "label": _TEXT},
}
_SOURCE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["from", "rows", "columns"],
    "x-figures": True,
    "properties": {
        "from": _TEXT,
        "rows": _TEXT,
        "columns": {"type": "array", "minItems": 1, "items": _COLUMN},
    },
}


def _define(name: str, properties: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    required = more.pop("required")
    schema = {
        "type": "object",
        "additionalProperties": False,
        "required": required,
        "properties": properties,
    }
    return {"name": name, "version": 2, "description": f"A {name}.", "schema": schema, **more}


DEFINITIONS = (
    _define(
        "bike",
        {"bike": _BIKE, "note": _TEXT},
        required=["bike"],
        fallback=BIKE_FALLBACK,
        examples=[{"bike": "B-1"}],
    ),
    _define(
        "letter",
        {"subject": _TEXT, "body": {"type": "string", "maxLength": LONGEST_BODY}},
        required=["body"],
        streams=["body"],
        fallback=LETTER_FALLBACK,
        examples=[{"body": "Dear Eddy"}],
    ),
    _define(
        "prices",
        {"title": _TEXT, "source": _SOURCE},
        required=["source"],
        fallback="Prices belong here.",
        examples=[
            {"source": {"from": "r1", "rows": "", "columns": [{"path": "/0", "label": "Price"}]}}
        ],
    ),
)
_KIND = {
    "kind": "bike",
    "title": "/name",
    "route": "/bikes/{id}/",
    "schema": {
        "type": "object",
        "required": ["name"],
        "properties": {"name": {"type": "string"}, "price": {"type": "integer"}},
    },
}

CATALOG = Catalog(
    [read_definition(f"{each['name']}.json", each) for each in DEFINITIONS],
    [read_kind("bike.json", _KIND)],
)
BIKES: Mapping[Ref, Record] = {
    ref: Record(ref, {"name": name, "price": price, "lock": "secret"}, NOON)
    for ref, name, price in (
        (Ref("bike", "B-1"), "Blue Racer", 1_250),
        (Ref("bike", "B-2"), "Grey Mule", 18_000),
    )
}

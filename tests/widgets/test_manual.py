"""The manual teaches the format from the catalog alone, and what it teaches is true."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from tests.widgets.builders import catalog_of, definition_file, schema_of
from tests.widgets.pieces import read_pieces
from tests.widgets.strategies import OBJECTS
from widgets.catalog import Catalog
from widgets.errors import BlockFault
from widgets.loading import load_catalog
from widgets.manual import write_block, write_manual
from widgets.strict_json import decode

CATALOG = load_catalog(Path(__file__).parents[2] / "demo_crm")
MANUAL = write_manual(CATALOG)
DEFINITIONS = list(CATALOG.current.values())
BLOCKS = [piece for piece in read_pieces([MANUAL]) if "widget" in piece]
WRONG = [
    (section.split("\n")[0], source)
    for section in MANUAL.split("\n## ")[1:]
    for source in re.findall(r"^Wrong: (.+) - .+$", section, re.MULTILINE)
]


def manual_of(properties: dict[str, Any], **changes: Any) -> str:
    schema = schema_of(properties, **changes)
    return write_manual(
        catalog_of(definition_file(schema=schema, streams=[], examples=[{}], counterexamples=[]))
    )


def test_the_same_catalog_gives_the_same_bytes() -> None:
    assert write_manual(load_catalog(Path(__file__).parents[2] / "demo_crm")) == MANUAL


def test_the_order_of_the_files_does_not_matter() -> None:
    files = [definition_file(name=name) for name in ("b", "a", "c")]
    assert write_manual(catalog_of(*files)) == write_manual(catalog_of(*reversed(files)))


def test_every_current_widget_has_a_heading() -> None:
    assert re.findall(r"^## (.+)$", MANUAL, re.MULTILINE) == list(CATALOG.current)


def test_an_old_version_is_not_taught() -> None:
    files = [definition_file(version=2, description="New."), definition_file(description="Old.")]
    manual = write_manual(catalog_of(*files))
    assert "New." in manual
    assert "Old." not in manual


def test_every_widget_is_shown_once() -> None:
    assert [block["widget"] for block in BLOCKS] == list(CATALOG.current)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block["widget"])
def test_what_is_shown_is_valid(block: dict[str, Any]) -> None:
    assert "fault" not in block
    assert CATALOG.check(block["widget"], block["source"]).payload


@pytest.mark.parametrize(("name", "source"), WRONG)
def test_what_is_called_wrong_is_refused(name: str, source: str) -> None:
    with pytest.raises(BlockFault):
        CATALOG.check(name, source)


@pytest.mark.parametrize("definition", DEFINITIONS, ids=list(CATALOG.current))
def test_every_example_survives_being_written_and_read(definition: Any) -> None:
    for example in definition.examples:
        [block] = read_pieces([write_block(definition.name, example)])
        assert CATALOG.check(block["widget"], block["source"]).payload == example


@pytest.mark.parametrize("definition", DEFINITIONS, ids=list(CATALOG.current))
def test_every_field_is_taught(definition: Any) -> None:
    [_, section] = MANUAL.split(f"\n## {definition.name}\n")
    section = section.split("\n## ")[0]
    assert definition.description in section
    for field in definition.schema.document["properties"]:
        assert f"\n- `{field}` (" in section


@given(payload=OBJECTS)
@settings(max_examples=80)
def test_any_payload_survives_being_written_and_read(payload: dict[str, Any]) -> None:
    [block] = read_pieces(write_block("a", payload))
    assert "fault" not in block
    assert decode(block["source"], max_depth=100) == payload


def test_an_optional_field_is_called_so() -> None:
    manual = manual_of({"a": {"type": "boolean"}, "b": {"type": "number"}})
    assert "- `a` (boolean, optional)\n- `b` (number, optional)\n" in manual


def test_a_reference_is_taught_as_an_id() -> None:
    assert "- `pet` (id of one pet)" in write_manual(catalog_of())


@pytest.mark.parametrize(
    ("field", "taught"),
    [
        ({"type": "string", "maxLength": 9}, "text, at most 9 characters"),
        ({"enum": ["ä", 1, None]}, 'one of "ä", 1, null'),
        ({"type": ["string", "null"]}, "string or null"),
        ({"type": "array"}, "list of 0 to any number: any"),
        ({"type": "array", "items": True}, "list of 0 to any number: any"),
        ({"type": "array", "maxItems": 3, "items": {"type": "integer"}}, "list of 0 to 3: integer"),
        ({"type": "object", "properties": {"b": True}}, "object"),
        ({"anyOf": [{"type": "string"}]}, "any"),
        ({}, "any"),
    ],
)
def test_a_field_of_any_shape_can_be_taught(field: dict[str, Any], taught: str) -> None:
    assert f"- `a` ({taught}, optional)\n" in manual_of({"a": field})


def test_fields_inside_fields_are_taught_below_them() -> None:
    inner = {"type": "object", "required": ["b"], "properties": {"b": {"type": "string"}}}
    manual = manual_of({"a": {"type": "array", "items": inner}})
    assert "object, optional)\n  - `b` (string)\n" in manual


def test_an_empty_catalog_has_rules_and_no_widgets() -> None:
    assert write_manual(Catalog([], [])).endswith("# Widgets\n")


def test_the_rules_alone_show_no_widget() -> None:
    rules = write_manual(Catalog([], []))
    assert read_pieces([rules]) == [{"prose": rules}]

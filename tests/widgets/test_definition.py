"""Definition files: what they become, and which are refused with their pointer."""

from typing import Any

import pytest

from tests.widgets.builders import FIGURES, PET, TEXT, definition_file, schema_of
from widgets.definition import Definition, read_definition
from widgets.errors import BadDefinition

FEED = {"name": "feed", "label": "Feed it", "tool": "feed_pet", "input": schema_of({"food": TEXT})}


def definition_of(**changes: Any) -> Definition:
    return read_definition("pet_card.json", definition_file(**changes))


def refusal(**changes: Any) -> BadDefinition:
    with pytest.raises(BadDefinition) as caught:
        definition_of(**changes)
    assert caught.value.source == "pet_card.json"
    return caught.value


def with_schema(properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Changes that put another schema into the file, with nothing that must fit it."""
    return {
        "schema": schema_of(properties, **more),
        "streams": [],
        "examples": [{}],
        "counterexamples": [],
    }


def test_a_definition_is_pinned_by_name_and_version() -> None:
    assert definition_of(version=3).pin == "pet_card@3"


def test_a_streaming_field_says_how_much_of_it_may_be_shown() -> None:
    assert definition_of().stream_limit("letter") == 40


def test_an_action_names_a_tool_and_checks_its_inputs() -> None:
    [action] = definition_of(actions=[FEED]).actions
    assert (action.name, action.label, action.tool) == ("feed", "Feed it", "feed_pet")
    assert action.input.first_fault({"food": 1})[0] == "/food"


def test_streams_actions_and_counterexamples_may_be_left_out() -> None:
    document = definition_file()
    del document["streams"], document["counterexamples"]
    definition = read_definition("pet_card.json", document)
    assert (definition.streams, definition.actions, definition.counterexamples) == ((), (), ())


@pytest.mark.parametrize(
    "key", ["name", "version", "description", "schema", "fallback", "examples"]
)
def test_every_other_key_is_needed(key: str) -> None:
    document = definition_file()
    del document[key]
    with pytest.raises(BadDefinition, match=key):
        read_definition("pet_card.json", document)


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"color": "red"}, ""),
        ({"name": "PetCard"}, "/name"),
        ({"name": "x" * 65}, "/name"),
        ({"version": 0}, "/version"),
        ({"version": 1.5}, "/version"),
        ({"description": " \n"}, "/description"),
        ({"fallback": ""}, "/fallback"),
        ({"fallback": " \t\n"}, "/fallback"),
        ({"examples": []}, "/examples"),
        ({"examples": ["P-1"]}, "/examples/0"),
        ({"streams": ["letter", "letter"]}, "/streams"),
        ({"schema": {"type": "object"}}, "/schema"),
        ({"schema": schema_of({}, type="array")}, "/schema/type"),
        ({"schema": schema_of({}, additionalProperties=True)}, "/schema/additionalProperties"),
        ({"schema": schema_of({"letter": True})}, "/schema/properties/letter"),
        ({"schema": schema_of({"pet": {"type": "strin"}})}, "/schema/properties/pet/type"),
        ({"actions": [{**FEED, "tool": "feed pet"}]}, "/actions/0/tool"),
        ({"actions": [{**FEED, "input": {"type": 1}}]}, "/actions/0/input/type"),
        ({"actions": [{**FEED, "input": {"$ref": "a.json"}}]}, "/actions/0/input/$ref"),
    ],
)
def test_a_bad_file_is_refused_at(changes: dict[str, Any], pointer: str) -> None:
    assert refusal(**changes).pointer == pointer


def test_two_actions_may_not_share_a_name() -> None:
    assert refusal(actions=[FEED, {**FEED, "label": "Feed it again"}]).pointer == "/actions/1/name"


@pytest.mark.parametrize("fallback", ["```", "Sorry.\n```widget a", "~~~", "a ``` b", "````"])
def test_a_fallback_may_not_open_a_fence(fallback: str) -> None:
    assert refusal(fallback=fallback).pointer == "/fallback"


@pytest.mark.parametrize(
    "field",
    [
        {"type": "string"},
        {"type": "integer", "maxLength": 4},
        {"type": ["string", "null"], "maxLength": 4},
        {"type": "string", "maxLength": 4, "x-ref": "pet"},
        {"$ref": "#/$defs/text"},
    ],
)
def test_only_limited_text_may_stream(field: dict[str, Any]) -> None:
    changes = with_schema({"letter": field}, **{"$defs": {"text": TEXT}})
    assert refusal(**{**changes, "streams": ["letter"]}).pointer == "/streams/0"


def test_only_a_field_of_the_payload_itself_may_stream() -> None:
    assert refusal(streams=["letter", "other"]).pointer == "/streams/1"


@pytest.mark.parametrize("name", ["Pet", 1, None, ["pet"], {"kind": "pet"}])
def test_a_reference_names_a_kind(name: Any) -> None:
    error = refusal(**with_schema({"pet": {"type": "string", "x-ref": name}}))
    assert error.pointer == "/schema/properties/pet/x-ref"


@pytest.mark.parametrize("schema", [{}, {"type": "integer"}, {"type": ["string", "null"]}])
def test_a_reference_is_text(schema: dict[str, Any]) -> None:
    error = refusal(**with_schema({"pet": {**schema, "x-ref": "pet"}}))
    assert error.pointer.startswith("/schema/properties/pet")


def test_figures_are_pointed_to() -> None:
    definition = definition_of(**with_schema({"ages": FIGURES}))
    source = {"from": "r1", "rows": "/pets", "columns": [{"path": "/age"}]}
    assert definition.schema.annotations({"ages": source}, "x-figures") == [("/ages", True)]


@pytest.mark.parametrize("key", ["type", "required", "properties"])
def test_figures_that_are_not_described_are_refused(key: str) -> None:
    figures = {name: value for name, value in FIGURES.items() if name != key}
    assert refusal(**with_schema({"ages": figures})).pointer == "/schema/properties/ages"


@pytest.mark.parametrize("key", ["from", "rows", "columns"])
def test_figures_need_their_source_rows_and_columns(key: str) -> None:
    needed = [name for name in FIGURES["required"] if name != key]
    error = refusal(**with_schema({"ages": {**FIGURES, "required": needed}}))
    assert error.pointer == "/schema/properties/ages/required"


@pytest.mark.parametrize("key", ["from", "rows", "columns"])
def test_figures_written_out_are_refused(key: str) -> None:
    properties = {**FIGURES["properties"], key: {"type": "number"}}
    error = refusal(**with_schema({"ages": {**FIGURES, "properties": properties}}))
    assert error.pointer.startswith(f"/schema/properties/ages/properties/{key}")


def test_an_example_must_be_valid() -> None:
    assert refusal(examples=[{"pet": "P-1"}, {"pet": 1}]).pointer == "/examples/1/pet"


@pytest.mark.parametrize(
    ("payload", "pointer"), [({"pet": "P-1"}, "/pet"), ({"pet": 1}, ""), ({}, "/pet")]
)
def test_a_counterexample_must_fail_where_it_says(payload: dict[str, Any], pointer: str) -> None:
    counter = {"payload": payload, "code": "schema", "pointer": pointer, "why": "So."}
    assert refusal(counterexamples=[counter]).pointer == "/counterexamples/0"


def test_a_counterexample_breaks_the_schema_and_no_other_rule() -> None:
    counter = {"payload": {}, "code": "bad_json", "pointer": "", "why": "So."}
    assert refusal(counterexamples=[counter]).pointer == "/counterexamples/0/code"


def test_references_may_stand_anywhere_in_a_schema() -> None:
    pets = {"type": "array", "items": {"anyOf": [PET, {"type": "null"}]}}
    definition = definition_of(**with_schema({"pets": pets}))
    found = definition.schema.annotations({"pets": ["P-1", None, "P-2"]}, "x-ref")
    assert [pointer for pointer, _ in found] == ["/pets/0", "/pets/2"]

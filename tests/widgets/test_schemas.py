"""Schemas: faults, annotations, what is refused at load, and pointers."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.widgets.builders import schema_of
from widgets.errors import BadDefinition
from widgets.schemas import Schema, compile_schema, find_keyword, read_pointer, write_pointer


def refusal(document: Any) -> BadDefinition:
    with pytest.raises(BadDefinition) as caught:
        compile_schema("a.json", "/schema", document)
    return caught.value


def test_a_valid_value_has_no_fault() -> None:
    assert Schema({"type": "string"}).first_fault("a") is None


def test_the_outermost_fault_is_told() -> None:
    inner = schema_of({"b": {"type": "string"}})
    assert Schema(schema_of({"a": inner})).first_fault({"a": {"b": 1}, "c": 1})[0] == ""


def test_a_fault_is_told_with_its_pointer_and_rule() -> None:
    schema = Schema(schema_of({"a": {"type": "array", "items": {"maxLength": 3}}}))
    pointer, rule = schema.first_fault({"a": ["b", "long"]})
    assert pointer == "/a/1"
    assert rule == "the value is longer than 3 characters"


def test_a_long_value_does_not_crowd_out_the_rule() -> None:
    assert Schema({"maxLength": 80}).first_fault("x" * 5_000)[1].endswith("than 80 characters")


def test_a_message_is_short_however_many_keys_are_wrong() -> None:
    payload = {f"key{number}": 1 for number in range(1_000)}
    assert len(Schema(schema_of({})).first_fault(payload)[1]) <= 300


@pytest.mark.parametrize("pattern", ["^(a+)+$", "^(a|aa)+$", "^(a*)*b$", "(x+x+)+y", "^(.*)*!$"])
def test_a_pattern_that_would_explode_elsewhere_returns(pattern: str) -> None:
    assert Schema({"pattern": pattern}).first_fault("a" * 50_000 + "?")


def test_a_schema_that_points_at_itself_is_read_to_the_payload_s_depth() -> None:
    tree = compile_schema("a.json", "", schema_of({"in": {"$ref": "#"}}))
    assert tree.first_fault({"in": {"in": {}}}) is None
    assert tree.first_fault({"in": {"in": 1}})[0] == "/in/in"


@pytest.mark.parametrize(
    "ref", ["http://127.0.0.1:9/a", "https://a.example/b#/c", "other.json", ""]
)
def test_a_reference_outside_the_schema_is_refused(ref: str) -> None:
    error = refusal(schema_of({"a": {"$ref": ref}}))
    assert (error.source, error.pointer) == ("a.json", "/schema/properties/a/$ref")


@pytest.mark.parametrize("ref", ["#/$defs/none", "#none"])
def test_a_reference_to_nothing_is_refused(ref: str) -> None:
    assert "does not exist" in str(refusal(schema_of({"a": {"$ref": ref}})))


def test_a_dynamic_reference_outside_the_schema_is_refused() -> None:
    assert refusal(schema_of({"a": {"$dynamicRef": "http://127.0.0.1:9/a"}}))


def test_a_property_named_like_a_keyword_is_a_property() -> None:
    schema = compile_schema("a.json", "", schema_of({"$ref": {"type": "string"}}))
    assert schema.first_fault({"$ref": 1})[0] == "/$ref"


@pytest.mark.parametrize("pattern", ["(?=a)b", "(?!a)b", "(?<=a)b", "(?<!a)b", r"(a)\1", "("])
def test_a_pattern_without_a_linear_reading_is_refused(pattern: str) -> None:
    error = refusal(schema_of({"a": {"type": "string", "pattern": pattern}}))
    assert (error.source, error.pointer) == ("a.json", "/schema/properties/a/pattern")


def test_such_a_pattern_is_found_in_names_of_properties_too() -> None:
    error = refusal(schema_of({}, patternProperties={"(?=a)b": {}}))
    assert error.pointer.startswith("/schema/patternProperties")


@pytest.mark.parametrize(
    ("schema", "pointer"),
    [
        ({"type": "strin"}, "/type"),
        ({"maxLength": -1}, "/maxLength"),
        ({"required": "a"}, "/required"),
        ({"properties": {"a/b": {"type": 1}}}, "/properties/a~1b/type"),
    ],
)
def test_what_the_metaschema_refuses_is_named(schema: dict[str, Any], pointer: str) -> None:
    assert refusal(schema).pointer == f"/schema{pointer}"


def test_annotations_come_in_the_order_of_the_payload() -> None:
    marked = {"type": "string", "x-ref": "pet"}
    schema = Schema(schema_of({"a": marked, "b": {"type": "array", "items": marked}}))
    found = schema.annotations({"b": [str(number) for number in range(11)], "a": "1"}, "x-ref")
    assert found == [*((f"/b/{number}", "pet") for number in range(11)), ("/a", "pet")]


def test_annotations_of_a_branch_that_does_not_hold_are_left_out() -> None:
    branches = [{"maxLength": 2, "x-ref": "short"}, {"minLength": 3, "x-ref": "long"}]
    assert Schema({"anyOf": branches}).annotations("text", "x-ref") == [("", "long")]


def test_annotations_are_found_behind_a_reference() -> None:
    definitions = {"pet": {"type": "string", "x-ref": "pet"}}
    schema = Schema(schema_of({"a": {"$ref": "#/$defs/pet"}}, **{"$defs": definitions}))
    assert schema.annotations({"a": "P-1"}, "x-ref") == [("/a", "pet")]


def test_keys_that_need_escapes_give_pointers_that_find_them() -> None:
    schema = Schema({"additionalProperties": {"x-ref": "pet"}})
    payload = {"a/b": "1", "c~d": "2", "": "3", "~1": "4"}
    pointers = [pointer for pointer, _ in schema.annotations(payload, "x-ref")]
    assert [read_pointer(payload, pointer) for pointer in pointers] == ["1", "2", "3", "4"]


def test_a_keyword_is_found_wherever_it_stands() -> None:
    document = {"anyOf": [{"x-ref": "a"}], "properties": {"b/c": {"items": {"x-ref": "d"}}}}
    found = list(find_keyword(document, "x-ref", "/schema"))
    assert [at for at, _ in found] == ["/schema/anyOf/0", "/schema/properties/b~1c/items"]


RFC = {"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, 'k"l': 6, " ": 7, "m~n": 8}


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("", RFC),
        ("/foo", ["bar", "baz"]),
        ("/foo/0", "bar"),
        ("/", 0),
        ("/a~1b", 1),
        ("/c%d", 2),
        ("/e^f", 3),
        ('/k"l', 6),
        ("/ ", 7),
        ("/m~0n", 8),
    ],
)
def test_a_pointer_finds_what_the_rfc_says(pointer: str, value: Any) -> None:
    assert read_pointer(RFC, pointer) == value


NAMES = ["foo", "#/foo", "/bar", "/foo/0/0", "/foo/", "/a/b"]
INDEXES = ["2", "-", "-1", "00", "٠", " 0", "0 ", "+0", "1e0", "9" * 5_000]


@pytest.mark.parametrize("pointer", [*NAMES, *(f"/foo/{index}" for index in INDEXES)])
def test_a_pointer_to_nothing_is_a_lookup_error(pointer: str) -> None:
    with pytest.raises(LookupError):
        read_pointer(RFC, pointer)


def test_an_escaped_tilde_is_read_once() -> None:
    assert read_pointer({"~1": 1, "/": 2}, "/~01") == 1


@given(keys=st.lists(st.text(max_size=4), max_size=4))
def test_a_written_pointer_is_read_back(keys: list[str]) -> None:
    document: Any = "here"
    for key in reversed(keys):
        document = {key: document}
    assert read_pointer(document, write_pointer(list(keys))) == "here"

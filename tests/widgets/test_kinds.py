"""Record kinds: what of a record is kept, and which files are refused."""

from decimal import Decimal
from typing import Any

import pytest

from tests.widgets.builders import NOON, kind_file, pet
from widgets.errors import BadDefinition, BlockFault
from widgets.kinds import Kind, read_kind
from widgets.records import Record, Ref

PETS = read_kind("pet.json", kind_file())


def kind_of(properties: dict[str, Any]) -> Kind:
    schema = {"type": "object", "required": ["name"], "properties": properties}
    return read_kind("pet.json", kind_file(schema=schema))


def refusal(**changes: Any) -> BadDefinition:
    with pytest.raises(BadDefinition) as caught:
        read_kind("pet.json", kind_file(**changes))
    return caught.value


def test_a_record_is_stored_with_its_title_and_page() -> None:
    assert PETS.strip(pet(age=3)) == {
        "kind": "pet",
        "id": "P-1",
        "title": "Rex",
        "route": "/pets/P-1/",
        "values": {"name": "Rex", "age": 3},
    }


def test_values_the_schema_does_not_name_are_dropped() -> None:
    stripped = PETS.strip(pet(chip="985", owner={"name": "Kim", "phone": "555"}))
    assert stripped["values"] == {"name": "Rex", "owner": {"name": "Kim"}}


def test_values_inside_a_list_are_dropped_too() -> None:
    friends = [{"name": "Kim", "phone": "555"}, {"phone": "556"}]
    assert PETS.strip(pet(friends=friends))["values"]["friends"] == [{"name": "Kim"}, {}]


@pytest.mark.parametrize(
    "schema",
    [
        {},
        {"type": "object"},
        {"type": "object", "additionalProperties": True},
        {"$ref": "#/properties/other"},
        {"anyOf": [{"type": "object", "properties": {"phone": {}}}]},
    ],
)
def test_values_that_no_properties_name_are_never_kept(schema: dict[str, Any]) -> None:
    other = {"type": "object", "properties": {"phone": {}}}
    kind = kind_of({"name": {"type": "string"}, "owner": schema, "other": other})
    assert kind.strip(pet(owner={"phone": "555"}))["values"]["owner"] == {}


@pytest.mark.parametrize("schema", [{"type": "array"}, {"type": "array", "items": True}])
def test_objects_in_an_undescribed_list_are_emptied(schema: dict[str, Any]) -> None:
    kind = kind_of({"name": {"type": "string"}, "friends": schema})
    assert kind.strip(pet(friends=[{"a": 1}, 2, [{"b": 3}]]))["values"]["friends"] == [{}, 2, [{}]]


def test_what_the_host_answered_is_not_changed() -> None:
    record = pet(owner={"name": "Kim", "phone": "555"})
    PETS.strip(record)
    assert record.values["owner"] == {"name": "Kim", "phone": "555"}


@pytest.mark.parametrize(
    ("values", "place"),
    [({"name": None}, "/name"), ({"age": "3"}, "/age"), ({"owner": {"name": 1}}, "/owner/name")],
)
def test_a_record_that_breaks_its_schema_is_bad(values: dict[str, Any], place: str) -> None:
    with pytest.raises(BlockFault) as caught:
        PETS.strip(pet(**values), "/pets/0")
    assert (caught.value.code, caught.value.pointer) == ("bad_record", "/pets/0")
    assert f"({place})" in caught.value.message


def test_a_record_without_its_title_is_bad() -> None:
    with pytest.raises(BlockFault, match="pet record"):
        PETS.strip(Record(Ref("pet", "P-1"), {"age": 3}, NOON))


@pytest.mark.parametrize("value", [NOON, Decimal("12.5"), b"Rex", float("nan"), "\ud800"])
def test_a_record_that_is_not_json_is_bad(value: Any) -> None:
    kind = kind_of({"name": {"type": "string"}, "note": {}})
    with pytest.raises(BlockFault) as caught:
        kind.strip(pet(note=[value]))
    assert caught.value.code == "bad_record"


def test_a_fault_of_the_host_is_not_told_in_the_record_s_words() -> None:
    with pytest.raises(BlockFault) as caught:
        PETS.strip(pet(age="secret"))
    assert "secret" not in caught.value.message


@pytest.mark.parametrize(
    ("written", "page"), [("a/b", "a%2Fb"), ("?x#y", "%3Fx%23y"), ("é ", "%C3%A9%20")]
)
def test_an_id_cannot_leave_its_place_in_the_page_s_address(written: str, page: str) -> None:
    stripped = PETS.strip(Record(Ref("pet", written), {"name": "Rex"}, NOON))
    assert stripped["route"] == f"/pets/{page}/"


def test_a_title_must_be_required() -> None:
    assert refusal(title="/age").pointer == "/title"


def test_a_title_must_be_text() -> None:
    schema = {"type": "object", "required": ["name"], "properties": {"name": {"type": "integer"}}}
    assert refusal(schema=schema).pointer == "/title"


@pytest.mark.parametrize(
    "route", ["pets/{id}", "//evil.example/{id}", "https://evil.example", "/", r"/\evil/{id}"]
)
def test_a_page_is_on_the_host_s_own_site(route: str) -> None:
    assert refusal(route=route).pointer == "/route"


@pytest.mark.parametrize("name", ["Pet", "my pet", "", "x" * 65])
def test_a_kind_s_name_is_a_plain_word(name: str) -> None:
    assert refusal(kind=name).pointer == "/kind"


def test_a_kind_has_no_other_keys() -> None:
    assert refusal(label="Pet").pointer == ""


def test_a_bad_schema_is_refused_where_it_is_bad() -> None:
    schema = {**kind_file()["schema"], "minProperties": "1"}
    assert refusal(schema=schema).pointer == "/schema/minProperties"


@pytest.mark.parametrize(
    "field",
    [
        {"type": "string", "x-figure": "money"},
        {"type": "integer", "x-figure": "phone"},
        {"type": "integer", "x-figure": "size"},
        {"x-figure": "money"},
        {"type": "integer", "x-words": []},
        {"type": "integer", "x-words": "beds"},
        {"type": "integer", "x-words": [" "]},
    ],
)
def test_what_is_said_of_a_figure_must_make_sense(field: dict[str, Any]) -> None:
    owner = {"type": "object", "properties": {"age": field}}
    schema = {
        "type": "object",
        "required": ["name"],
        "properties": {"name": {"type": "string"}, "owner": owner},
    }
    at = "/schema/properties/owner/properties/age"
    assert refusal(schema=schema).pointer.startswith(at)


def test_a_figure_may_have_words_and_a_sort() -> None:
    price = {"type": "number", "x-figure": "money", "x-words": ["asking", "list price"]}
    phone = {"type": "string", "x-figure": "phone"}
    kind = kind_of({"name": {"type": "string"}, "price": price, "phone": phone})
    assert kind.strip(pet(price=3, phone="555"))["values"] == {
        "name": "Rex",
        "price": 3,
        "phone": "555",
    }

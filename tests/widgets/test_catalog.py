"""The catalog: what is current, what is pinned, and the verdict on a block."""

import json
from typing import Any

import pytest

from tests.widgets.builders import (
    FIGURES,
    NOON,
    PET,
    TEXT,
    catalog_of,
    definition_file,
    kind_file,
    pet,
    schema_of,
)
from widgets.catalog import UNKNOWN_FALLBACK, Catalog
from widgets.definition import read_definition
from widgets.errors import BadDefinition, BlockFault
from widgets.kinds import read_kind
from widgets.records import Ref

CATALOG = catalog_of()
LIST = definition_file(
    name="pet_list",
    schema=schema_of({"first": PET, "pets": {"type": "array", "items": PET}, "ages": FIGURES}),
    streams=[],
    examples=[{"pets": ["P-1"]}],
    counterexamples=[],
)


def refusal(source: str, name: str = "pet_card") -> BlockFault:
    with pytest.raises(BlockFault) as caught:
        CATALOG.check(name, source)
    return caught.value


def test_a_payload_that_fits_is_checked() -> None:
    checked = CATALOG.check("pet_card", '{"pet": "P-1"}')
    assert checked.payload == {"pet": "P-1"}
    assert checked.definition.pin == "pet_card@1"


def test_a_check_finds_each_reference_once_in_the_order_of_the_payload() -> None:
    checked = catalog_of(LIST).check("pet_list", '{"pets": ["P-2", "P-1", "P-2"], "first": "P-3"}')
    assert [reference.pointer for reference in checked.references][:3] == [
        "/pets/0",
        "/pets/1",
        "/pets/2",
    ]
    assert checked.refs == (Ref("pet", "P-2"), Ref("pet", "P-1"), Ref("pet", "P-3"))


def test_a_check_finds_the_sources_of_figures() -> None:
    source = {"from": "r1", "rows": "/pets", "columns": [{"path": "/age"}]}
    checked = catalog_of(LIST).check("pet_list", json.dumps({"ages": source}))
    assert checked.sources == {"/ages": source}


@pytest.mark.parametrize(
    ("source", "code", "pointer"),
    [
        ("not json", "bad_json", ""),
        ('{"pet": "P-1", "pet": "P-2"}', "bad_json", ""),
        ("[" * 21, "too_deep", ""),
        ('{"pet": "' + "x" * 40_000 + '"}', "too_large", ""),
        ("{}", "schema", ""),
        ('{"pet": 1}', "schema", "/pet"),
        ('{"pet": "P-1", "letter": "' + "x" * 41 + '"}', "schema", "/letter"),
    ],
)
def test_a_block_is_refused_with(source: str, code: str, pointer: str) -> None:
    assert (refusal(source).code, refusal(source).pointer) == (code, pointer)


def test_an_unknown_widget_is_told_which_there_are() -> None:
    fault = refusal("{}", name="pet_crad")
    assert (fault.code, fault.pointer) == ("unknown_widget", "")
    assert "pet_card" in fault.message


def test_an_unknown_name_is_not_told_at_length() -> None:
    assert len(refusal("{}", name="x" * 10_000).message) < 200


def test_the_highest_version_is_current_whatever_the_order() -> None:
    files = [definition_file(version=number) for number in (2, 10, 1)]
    assert catalog_of(*files).current["pet_card"].version == 10


def test_an_old_version_is_still_found_by_its_pin() -> None:
    catalog = catalog_of(definition_file(version=2), definition_file(fallback="Old."))
    assert catalog.pinned("pet_card", 1).fallback == "Old."
    assert catalog.pinned("pet_card", 3) is None


def test_a_failed_widget_shows_its_fallback() -> None:
    assert CATALOG.fallback("pet_card") == "A pet belongs here."


@pytest.mark.parametrize("name", [None, "", "unheard_of"])
def test_an_unknown_widget_shows_the_general_fallback(name: str | None) -> None:
    assert CATALOG.fallback(name) == UNKNOWN_FALLBACK


def test_a_version_may_not_be_defined_twice() -> None:
    with pytest.raises(BadDefinition, match=r"pet_card@1.*twice"):
        catalog_of(definition_file(), definition_file())


def test_a_kind_may_not_be_defined_twice() -> None:
    kinds = [read_kind("pet.json", kind_file()) for _ in range(2)]
    with pytest.raises(BadDefinition, match=r"pet.*twice"):
        Catalog([], kinds)


def test_a_reference_to_an_undefined_kind_is_refused_with_its_pointer() -> None:
    with pytest.raises(BadDefinition) as caught:
        Catalog([read_definition("pet_card.json", definition_file())], [])
    assert caught.value.pointer == "/schema/properties/pet/x-ref"


def test_a_kind_of_an_old_version_must_be_defined_too() -> None:
    dragon = {"pet": {**PET, "x-ref": "dragon"}, "letter": TEXT}
    old = definition_file(schema=schema_of(dragon))
    with pytest.raises(BadDefinition, match="dragon"):
        catalog_of(definition_file(version=2), old)


def test_a_checked_payload_is_resolved_with_the_catalog_s_kinds() -> None:
    checked = CATALOG.check("pet_card", '{"pet": "P-1"}')
    resolved = CATALOG.resolve(checked, {Ref("pet", "P-1"): pet()}, {})
    assert resolved.records[0]["title"] == "Rex"
    assert resolved.as_of == NOON


@pytest.mark.parametrize("records", [{}, {Ref("pet", "P-2"): pet(2)}, {Ref("cat", "P-1"): pet()}])
def test_a_foreign_id_fails_like_an_unknown_one(records: dict[Ref, Any]) -> None:
    checked = CATALOG.check("pet_card", '{"pet": "P-1"}')
    with pytest.raises(BlockFault) as caught:
        CATALOG.resolve(checked, records, {})
    assert (caught.value.code, caught.value.pointer) == ("unknown_reference", "/pet")
    assert "P-1" not in caught.value.message

"""Definition files on disk become a catalog, or a fault that names its file."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.widgets.builders import definition_file, kind_file
from widgets.errors import BadDefinition
from widgets.loading import load_catalog

OWN = Path(__file__).parents[2] / "widgets"
HOST = Path(__file__).parents[2] / "demo_crm"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A host's folder with one widget and one record kind."""
    write(tmp_path / "definitions" / "pet_card.json", definition_file())
    write(tmp_path / "records" / "pet.json", kind_file())
    return tmp_path


def write(path: Path, document: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document), "utf-8")


def refusal(*folders: Path) -> BadDefinition:
    with pytest.raises(BadDefinition) as caught:
        load_catalog(*folders)
    return caught.value


def test_the_generic_widgets_are_always_there() -> None:
    names = {path.stem for path in (OWN / "definitions").glob("*.json")}
    assert set(load_catalog().current) == names >= {"choices", "table"}


def test_a_host_adds_its_own(folder: Path) -> None:
    catalog = load_catalog(folder)
    assert {"pet_card", "table"} <= set(catalog.current)
    assert set(catalog.kinds) == {"pet"}


def test_the_demo_s_definitions_load() -> None:
    names = {path.stem for path in (HOST / "definitions").glob("*.json")}
    assert names <= set(load_catalog(HOST).current)


def test_folders_may_refer_to_each_other_s_kinds(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    write(other / "definitions" / "pet_list.json", definition_file(name="pet_list"))
    assert "pet_list" in load_catalog(other, folder).current


def test_an_old_version_is_kept_beside_the_current_one(folder: Path) -> None:
    write(folder / "definitions" / "pet_card.json", definition_file(version=2))
    write(folder / "definitions" / "pet_card@1.json", definition_file())
    catalog = load_catalog(folder)
    assert catalog.current["pet_card"].version == 2
    assert catalog.pinned("pet_card", 1) is not None


@pytest.mark.parametrize("stem", ["card", "pet_card@2", "pet-card", "Pet_card"])
def test_a_definition_s_file_is_named_after_it(folder: Path, stem: str) -> None:
    (folder / "definitions" / "pet_card.json").rename(folder / "definitions" / f"{stem}.json")
    assert refusal(folder).source == f"definitions/{stem}.json"


def test_a_kind_s_file_is_named_after_it(folder: Path) -> None:
    (folder / "records" / "pet.json").rename(folder / "records" / "dog.json")
    assert refusal(folder).source == "records/dog.json"


def test_a_widget_of_the_generic_catalog_may_not_be_replaced(folder: Path) -> None:
    write(folder / "definitions" / "table.json", definition_file(name="table"))
    assert "table@1" in str(refusal(folder))


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"name": "a", "name": "b"}', '{"version": NaN}', '{"a": "\\u0000"}']
)
def test_a_file_is_strict_json_too(folder: Path, text: str) -> None:
    (folder / "definitions" / "bad.json").write_text(text, "utf-8")
    assert refusal(folder).source == "definitions/bad.json"


def test_a_file_that_is_no_text_is_refused(folder: Path) -> None:
    (folder / "records" / "bad.json").write_bytes(b'{"kind": "\xff"}')
    assert refusal(folder).source == "records/bad.json"


def test_a_fault_names_file_and_pointer(folder: Path) -> None:
    write(folder / "definitions" / "pet_card.json", definition_file(version="1"))
    assert str(refusal(folder)).startswith("definitions/pet_card.json#/version: ")


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "no such folder" in str(refusal(tmp_path / "widgtes"))


def test_a_folder_may_hold_no_definitions(tmp_path: Path) -> None:
    assert load_catalog(tmp_path).current.keys() == load_catalog().current.keys()

"""Records and figures put beside a payload."""

from datetime import timedelta
from typing import Any

import pytest

from tests.widgets.builders import NOON, kind_file, pet
from widgets.errors import BlockFault
from widgets.kinds import read_kind
from widgets.records import Record, Ref
from widgets.resolution import MOST_ROWS, Reference, Resolved, read_figures, resolve

KINDS = {"pet": read_kind("pet.json", kind_file())}
PETS = {"r1": {"pets": [{"name": "Rex", "age": 3}, {"name": "Tom", "age": None}, {"name": "Ida"}]}}


def reference(number: int, pointer: str = "/pet") -> Reference:
    return Reference(pointer, Ref("pet", f"P-{number}"))


def resolve_pets(*references: Reference, records: list[Record]) -> Resolved:
    known = {record.ref: record for record in records}
    return resolve(references, {}, records=known, results={}, kinds=KINDS)


def source(rows: str = "/pets", *paths: str, handle: str = "r1") -> dict[str, Any]:
    return {"from": handle, "rows": rows, "columns": [{"path": path} for path in paths]}


def refusal(results: dict[str, Any], *where: str, at: str = "") -> BlockFault:
    with pytest.raises(BlockFault) as caught:
        read_figures(source(*where), results, at)
    assert caught.value.code == "unknown_figure"
    return caught.value


def test_each_record_is_kept_once_in_the_order_of_the_payload() -> None:
    resolved = resolve_pets(reference(2), reference(1), reference(2), records=[pet(1), pet(2)])
    assert [record["id"] for record in resolved.records] == ["P-2", "P-1"]


def test_records_are_stripped_to_their_kind() -> None:
    resolved = resolve_pets(reference(1), records=[pet(chip="985")])
    assert resolved.records[0]["values"] == {"name": "Rex"}


def test_what_is_shown_is_as_old_as_its_oldest_record() -> None:
    records = [pet(1), pet(2, as_of=NOON - timedelta(hours=1)), pet(3)]
    resolved = resolve_pets(*(reference(number) for number in (1, 2, 3)), records=records)
    assert resolved.as_of == NOON - timedelta(hours=1)


def test_without_records_there_is_no_age() -> None:
    assert resolve_pets(records=[]) == Resolved((), {}, None)


def test_the_first_unknown_reference_is_named_by_its_pointer() -> None:
    with pytest.raises(BlockFault) as caught:
        resolve_pets(reference(1, "/pets/0"), reference(2, "/pets/1"), records=[pet(1)])
    assert (caught.value.code, caught.value.pointer) == ("unknown_reference", "/pets/1")


def test_a_bad_record_is_named_by_the_reference_to_it() -> None:
    with pytest.raises(BlockFault) as caught:
        resolve_pets(reference(1, "/pets/0"), records=[pet(1, age="old")])
    assert (caught.value.code, caught.value.pointer) == ("bad_record", "/pets/0")


def test_figures_are_read_row_by_row_in_the_order_of_the_columns() -> None:
    assert read_figures(source("/pets", "/age", "/name"), PETS) == [
        [3, "Rex"],
        [None, "Tom"],
        [None, "Ida"],
    ]


def test_figures_stand_at_the_pointer_of_their_source() -> None:
    sources = {"": source("/pets", "/name"), "/b": source("/pets", "/age")}
    resolved = resolve((), sources, records={}, results=PETS, kinds=KINDS)
    assert resolved.figures["/b"] == [[3], [None], [None]]
    assert list(resolved.figures) == ["", "/b"]


def test_a_result_may_be_the_list_itself() -> None:
    assert read_figures(source("", "/name"), {"r1": [{"name": "Rex"}]}) == [["Rex"]]


def test_a_row_may_be_the_figure_itself() -> None:
    assert read_figures(source("/ages", ""), {"r1": {"ages": [3, 4]}}) == [[3], [4]]


def test_pointers_reach_keys_with_slashes_and_tildes() -> None:
    result = {"a/b": [{"c~d": {"~1": 7}}]}
    assert read_figures(source("/a~1b", "/c~0d/~01"), {"r1": result}) == [[7]]


def test_rows_may_be_lists() -> None:
    assert read_figures(source("/a", "/1"), {"r1": {"a": [["x", 1], ["y", 2]]}}) == [[1], [2]]


def test_figures_keep_their_types() -> None:
    row = [0, False, "", 1.5, None]
    paths = [f"/{index}" for index in range(5)]
    assert read_figures(source("/a", *paths), {"r1": {"a": [row]}}) == [row]


def test_no_rows_are_no_fault() -> None:
    assert read_figures(source("/pets", "/age"), {"r1": {"pets": []}}) == []


@pytest.mark.parametrize("handle", ["r2", "r01", "R1", "", "r1 "])
def test_an_unknown_handle_is_refused(handle: str) -> None:
    with pytest.raises(BlockFault) as caught:
        read_figures(source("/pets", "/age", handle=handle), PETS, "/table")
    assert (caught.value.code, caught.value.pointer) == ("unknown_figure", "/table/from")


@pytest.mark.parametrize("rows", ["", "/cats", "/pets/0", "/pets/0/name", "pets", "/pets/"])
def test_rows_must_be_a_list(rows: str) -> None:
    assert refusal(PETS, rows, "/age").pointer == "/rows"


@pytest.mark.parametrize("path", ["/weight", "/name/first", "name", "/0", "/" + "9" * 5_000])
def test_a_column_that_no_row_has_is_refused(path: str) -> None:
    assert refusal(PETS, "/pets", "/name", path, at="/t").pointer == "/t/columns/1/path"


@pytest.mark.parametrize("value", [{}, [], {"a": 1}, [1]])
def test_a_column_must_hold_plain_values(value: Any) -> None:
    rows = [{"age": 1}, {"age": value}]
    assert refusal({"r1": {"pets": rows}}, "/pets", "/age").pointer == "/columns/0/path"


def test_as_many_rows_as_may_be_are_read() -> None:
    rows = [{"age": 1}] * MOST_ROWS
    assert len(read_figures(source("/pets", "/age"), {"r1": {"pets": rows}})) == MOST_ROWS
    assert refusal({"r1": {"pets": [*rows, {"age": 1}]}}, "/pets", "/age").pointer == "/rows"


def test_a_fault_of_records_comes_before_one_of_figures() -> None:
    with pytest.raises(BlockFault, match="no pet"):
        resolve((reference(1),), {"": source("/x")}, records={}, results={}, kinds=KINDS)

"""The widgets every catalog has: what their payloads may say, and where their figures come from."""

import json
from typing import Any

import pytest

from widgets.errors import BlockFault
from widgets.loading import load_catalog

CATALOG = load_catalog()
NAME = {"path": "/name", "label": "Name"}
PRICE = {"path": "/price", "label": "Price", "format": "money"}
CHART = {"kind": "bar", "from": "r1", "rows": "/rows", "columns": [NAME, PRICE]}
ROWS = [{"name": "A", "price": 1}, {"name": "B", "price": None}, {"name": "C"}]


def check(name: str, payload: Any) -> Any:
    return CATALOG.check(name, json.dumps(payload))


def fault_of(name: str, payload: Any) -> tuple[str, str]:
    with pytest.raises(BlockFault) as caught:
        check(name, payload)
    return caught.value.code, caught.value.pointer


def form(**field: Any) -> dict[str, Any]:
    whole = {"name": "a", "kind": "text", "label": "A", **field}
    return {"title": "T", "fields": [whole], "submit": "Go"}


def test_a_chart_reads_its_figures_from_the_result() -> None:
    resolved = CATALOG.resolve(check("chart", CHART), {}, {"r1": {"rows": ROWS}})
    assert resolved.figures == {"": [["A", 1], ["B", None], ["C", None]]}


@pytest.mark.parametrize(
    ("results", "pointer"),
    [
        ({}, "/from"),
        ({"r1": {"rows": 7}}, "/rows"),
        ({"r1": {"rows": [{"price": 1}] * 201}}, "/rows"),
        ({"r1": {"rows": [{"name": "A"}]}}, "/columns/1/path"),
        ({"r1": {"rows": [{"name": "A", "price": [1]}]}}, "/columns/1/path"),
    ],
)
def test_a_figure_that_is_not_there_makes_no_chart(results: Any, pointer: str) -> None:
    with pytest.raises(BlockFault) as caught:
        CATALOG.resolve(check("chart", CHART), {}, results)
    assert (caught.value.code, caught.value.pointer) == ("unknown_figure", pointer)


EXCERPT = {"title": "Keys", "heading": "", "page": None, "dated": "2026-05-31", "stale": False}
CITATION = {"from": "r1", "path": "/excerpts/0", "quote": "Hang them up."}


def test_a_citation_reads_what_is_said_of_its_document() -> None:
    results = {"r1": {"excerpts": [{**EXCERPT, "text": "Hang them up.", "more": [1]}]}}
    resolved = CATALOG.resolve(check("citation", CITATION), {}, results)
    assert resolved.figures == {"": [["Keys", "", None, "2026-05-31", False]]}


@pytest.mark.parametrize(
    ("results", "pointer"),
    [
        ({}, "/from"),
        ({"r1": {}}, "/path"),
        ({"r1": {"excerpts": []}}, "/path"),
        ({"r1": {"excerpts": "Keys"}}, "/path"),
        ({"r1": {"excerpts": [{"title": "Keys"}]}}, "/path"),
        ({"r1": {"excerpts": [{**EXCERPT, "title": ["Keys"]}]}}, "/path"),
    ],
)
def test_what_is_no_excerpt_makes_no_citation(results: Any, pointer: str) -> None:
    with pytest.raises(BlockFault) as caught:
        CATALOG.resolve(check("citation", CITATION), {}, results)
    assert (caught.value.code, caught.value.pointer) == ("unknown_figure", pointer)


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"columns": [NAME]}, "/columns"),
        ({"columns": [NAME, *[PRICE] * 5]}, "/columns"),
        ({"columns": [NAME, NAME]}, "/columns/1"),
        ({"columns": [{**NAME, "format": "money"}, PRICE]}, "/columns/0/format"),
        ({"values": [1, 2]}, ""),
        ({"kind": "donut"}, "/kind"),
    ],
)
def test_a_chart_that_cannot_be_drawn_is_refused(change: dict[str, Any], pointer: str) -> None:
    assert fault_of("chart", {**CHART, **change}) == ("schema", pointer)


@pytest.mark.parametrize(
    "field",
    [
        {"kind": "long_text", "value": "Hello\nthere", "required": True, "hint": "In a few words."},
        {"kind": "number", "value": "-2.5"},
        {"kind": "money", "value": "1250000"},
        {"kind": "date", "value": "2026-08-14"},
        {"kind": "choice", "options": ["A", "B"], "value": "A"},
        {"kind": "checkbox", "value": "no"},
    ],
)
def test_a_field_of_each_kind_fits(field: dict[str, Any]) -> None:
    assert check("form", form(**field)).payload == form(**field)


@pytest.mark.parametrize(
    ("field", "pointer"),
    [
        ({"kind": "choice"}, "/fields/0"),
        ({"options": ["A", "B"]}, "/fields/0/options"),
        ({"kind": "choice", "options": ["A"]}, "/fields/0/options"),
        ({"kind": "date", "value": "Friday"}, "/fields/0/value"),
        ({"kind": "number", "value": "1,250"}, "/fields/0/value"),
        ({"kind": "money", "value": 1250}, "/fields/0/value"),
        ({"kind": "checkbox", "value": "true"}, "/fields/0/value"),
        ({"name": "Full name"}, "/fields/0/name"),
        ({"kind": "password"}, "/fields/0/kind"),
    ],
)
def test_a_field_that_cannot_be_drawn_is_refused(field: dict[str, Any], pointer: str) -> None:
    assert fault_of("form", form(**field)) == ("schema", pointer)


COMPARISON = {"from": "r1", "rows": "/rows", "columns": [NAME, PRICE]}


def test_a_comparison_reads_its_figures_from_the_result() -> None:
    resolved = CATALOG.resolve(check("comparison", COMPARISON), {}, {"r1": {"rows": ROWS}})
    assert resolved.figures == {"": [["A", 1], ["B", None], ["C", None]]}


def test_a_comparison_of_names_alone_is_none() -> None:
    assert fault_of("comparison", {**COMPARISON, "columns": [NAME]}) == ("schema", "/columns")


def test_an_undo_names_a_result_there_is() -> None:
    checked = check("undo", {"from": "r2", "made": "A reminder"})
    assert CATALOG.resolve(checked, {}, {"r2": None}).figures == {}
    with pytest.raises(BlockFault) as caught:
        CATALOG.resolve(checked, {}, {"r1": None})
    assert (caught.value.code, caught.value.pointer) == ("unknown_figure", "/from")

"""jsonschema is the oracle: for every definition its verdict is that of the schemas we run live."""

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from widgets.definition import Definition
from widgets.loading import load_catalog
from widgets.schemas import write_pointer

HOST = Path(__file__).parents[2] / "demo_crm"
DEFINITIONS = list(load_catalog(HOST).current.values())
IDS = [definition.name for definition in DEFINITIONS]


def match_pattern(
    _validator: Any, pattern: str, value: Any, _schema: Any
) -> Iterator[jsonschema.ValidationError]:
    # Python's $ also matches before a last newline; that of JSON Schema does not.
    if isinstance(value, str) and not re.search(pattern.replace("$", r"\Z"), value):
        yield jsonschema.ValidationError("does not match")


Oracle = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"pattern": match_pattern})

SCALARS = [None, True, False, 0, -1, 1, 1.0, 1.5, 2**53 - 1, "", " ", "r1", "r1\n", "/a", "P-1"]
LONG = ["é" * 60, "🏡" * 80, "x" * 64, "x" * 65, "x" * 160, "x" * 161, "x" * 5_000]
NESTED = [[], {}, [None], [[]], [{}], {"": 1}, {"path": "/a", "label": "A"}, ["L-1"] * 13]
ODD = st.sampled_from([*SCALARS, *LONG, *NESTED]).map(copy.deepcopy)


def places(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every value below `value`."""
    entries: Any = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in entries:
        yield (*at, key)
        if isinstance(inner, dict | list):
            yield from places(inner, (*at, key))


@st.composite
def payloads(draw: st.DrawFn, definition: Definition) -> Any:
    """An example with a few things dropped, replaced, added, doubled or stretched."""
    payload = copy.deepcopy(draw(st.sampled_from(definition.examples)))
    for _ in range(draw(st.integers(0, 3))):
        *steps, key = draw(st.sampled_from([("note",), ("x",), *places(payload)]))
        parent = payload
        for step in steps:
            parent = parent[step]
        change = draw(st.sampled_from([drop, replace, double, stretch]))
        change(draw, parent, key)
    return payload


def drop(_draw: st.DrawFn, parent: Any, key: Any) -> None:
    if isinstance(parent, list) or key in parent:
        del parent[key]


def replace(draw: st.DrawFn, parent: Any, key: Any) -> None:
    parent[key] = draw(ODD)


def double(draw: st.DrawFn, parent: Any, key: Any) -> None:
    if isinstance(parent, list):
        parent += [copy.deepcopy(parent[key]) for _ in range(draw(st.integers(1, 13)))]
    else:
        parent[f"{key}2"] = parent.get(key)


def stretch(draw: st.DrawFn, parent: Any, key: Any) -> None:
    if isinstance(parent, list) or key in parent:
        end = draw(st.sampled_from(["", "\n", " ", "\u0301"]))
        parent[key] = str(parent[key]) * draw(st.sampled_from([0, 1, 1, 2, 20])) + end


@pytest.mark.parametrize("definition", DEFINITIONS, ids=IDS)
@given(data=st.data())
@settings(max_examples=300)
def test_the_verdict_is_jsonschema_s(definition: Definition, data: st.DataObject) -> None:
    payload = data.draw(payloads(definition))
    errors = list(Oracle(definition.schema.document).iter_errors(payload))
    fault = definition.schema.first_fault(payload)
    assert bool(fault) == bool(errors)
    if fault:
        assert fault[0] in {write_pointer(list(error.absolute_path)) for error in errors}


@pytest.mark.parametrize("definition", DEFINITIONS, ids=IDS)
def test_every_definition_is_a_schema_of_2020_12(definition: Definition) -> None:
    jsonschema.Draft202012Validator.check_schema(definition.schema.document)


@pytest.mark.parametrize("definition", DEFINITIONS, ids=IDS)
def test_every_example_is_valid_and_every_counterexample_is_not(definition: Definition) -> None:
    oracle = Oracle(definition.schema.document)
    assert all(oracle.is_valid(example) for example in definition.examples)
    assert not any(oracle.is_valid(each.payload) for each in definition.counterexamples)

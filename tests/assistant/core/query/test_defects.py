"""A collection that cannot work is found before the first wish."""

from dataclasses import replace

import pytest

from assistant.core.query.defects import find_defects
from assistant.core.query.fields import Choice, Example, Field, FieldType
from tests.support.bike_collection import BIKES

GEARS = BIKES.field("gears")


def test_a_whole_collection_has_none():
    assert list(find_defects(BIKES)) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": "Bikes!"}, "'Bikes!' is no name"),
        ({"fields": (), "examples": ()}, "no fields"),
        ({"fields": (*BIKES.fields, GEARS)}, "Two fields are named 'gears'"),
        ({"fields": (*BIKES.fields, replace(GEARS, name="Wheel Size"))}, "'Wheel Size' is no name"),
        ({"fields": (*BIKES.fields, replace(GEARS, name="size", label=""))}, "needs a label"),
        ({"fields": (*BIKES.fields, Field(name="a", label="A", type=FieldType.CHOICE))},
         "'a' needs its choices"),
        ({"fields": (*BIKES.fields, Field(name="a", label="A", type=FieldType.CHOICE,
                                          choices=(Choice("x"), Choice("y", synonyms=("X",)))))},
         "Two choices of 'a' go by 'x'"),
        ({"fields": (*BIKES.fields, replace(GEARS, name="a", choices=(Choice("x"),)))},
         "is no choice"),
        ({"examples": (Example(text="hm", answer={"question": ""}),)}, "'hm' asks no question"),
        ({"examples": (Example(text="hm", answer={"limit": "3"}),)}, "'hm' is wrong at /limit"),
        ({"examples": (Example(text="hm", answer={}, current={"x": 1}),)}, "begins wrong"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(change, told):
    defects = list(find_defects(replace(BIKES, **change)))
    assert any(told in defect for defect in defects), defects

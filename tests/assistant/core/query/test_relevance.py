"""Of hundreds of fields, those a wish is about are picked, always the same, with a reason."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.query.checking import check_query
from assistant.core.query.fields import Choice, Field, FieldType
from assistant.core.query.language import EVERYTHING
from assistant.core.query.relevance import CURRENT, choose_fields
from tests.support.bike_collection import BIKES, only, where

PARTS = re.findall(
    "[a-z]+",
    "saddle rim hub spoke fork crank chain pedal brake lamp bell rack basket stand lock tyre tube"
    " frame stem grip lever cable sprocket mudguard",
)
ASPECTS = [
    ("colour", "Colour", FieldType.TEXT),
    ("maker", "Maker", FieldType.TEXT),
    ("weight", "Weight", FieldType.NUMBER),
    ("price", "Price", FieldType.MONEY),
    ("warranty_ends", "Warranty ends", FieldType.DATE),
    ("replaced", "Last replaced", FieldType.MOMENT),
    ("original", "Is original", FieldType.FLAG),
    ("width", "Width", FieldType.NUMBER),
    ("supplier", "Supplier", FieldType.TEXT),
    ("condition", "Condition", FieldType.CHOICE),
]
STATES = (Choice("new", "As new"), Choice("worn", "Worn out", ("shabby",)))
EXTRA = tuple(
    Field(
        name=f"{part}_{name}",
        label=f"{label} of the {part}",
        type=kind,
        choices=STATES if kind is FieldType.CHOICE else (),
    )
    for name, label, kind in [*ASPECTS, *[(f"note_{n}", f"Note {n}", FieldType.TEXT)
                                          for n in range(11)]]
    for part in PARTS
)  # fmt: skip
WIDE = replace(BIKES, fields=(*EXTRA, *BIKES.fields))


def choose(text, current=EVERYTHING):
    return {each.name: each.score for each in choose_fields(WIDE, text, current)}


def test_the_collection_is_wide():
    assert len(WIDE.fields) > 500


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("carbon forks", {"fork_maker", "fork_weight", "fork_price"}),
        ("colour of the saddle is brown", {"saddle_colour"}),
        ("shabby saddles", {"saddle_condition"}),
        ("brake waranty that ends this month", {"brake_warranty_ends"}),
        ("under 900k", {"price"}),
        ("cargo bikes by gears", {"kind", "gears"}),
        ("E-bikes", {"electric"}),
        ("serviced since may", {"serviced"}),
    ],
)
def test_what_a_wish_speaks_of_is_chosen(text, names):
    chosen = choose(text)
    assert names <= set(chosen)
    assert len(chosen) == 40
    assert all(chosen[name] > 0 for name in names)


def test_the_current_query_stays():
    current = check_query(only(where("bell_note_7", "=", "x")), WIDE).query
    assert choose("carbon forks", current)["bell_note_7"] >= CURRENT


def test_a_small_collection_is_told_whole():
    chosen = choose_fields(BIKES, "asdf", EVERYTHING)
    assert [each.name for each in chosen] == [field.name for field in BIKES.fields]


@given(st.text(max_size=100))
def test_the_same_wish_chooses_the_same(text):
    assert choose(text) == choose(text)


def test_a_pasted_letter_is_no_burden():
    letter = " ".join(f"word{n}ing" for n in range(2000))
    assert len(choose(letter)) == 40

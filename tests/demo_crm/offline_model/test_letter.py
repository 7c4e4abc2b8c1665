"""The fixed letters: whole sentences, facts from the tool result, no gaps to fill in."""

import re

import pytest

from demo_crm.offline_model.letter import write_letter, write_subject
from tests.demo_crm.offline_model.conversation import listing

LETTERS = [
    write_letter("Jonas Ferrel", [listing(1)], "", "Alice Moreno"),
    write_letter("Jonas Ferrel", [listing(1), listing(2)], "", "Alice Moreno"),
    write_letter("Jonas Ferrel", [], "an open house", "Alice Moreno"),
    write_letter("Jonas Ferrel", [], "", "Alice Moreno"),
]


@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_is_whole(letter: str) -> None:
    assert letter.startswith("Hi Jonas,")
    assert letter.endswith("Best regards,\nAlice Moreno")
    assert len(re.findall(r"[.?](?=\s)", letter)) >= 3
    assert not re.search(r"[\[\]{}<>]|None", letter)


def test_several_listings_are_a_list() -> None:
    assert "\n- 2 Alder Court in Campbell, with" in LETTERS[1]


def test_every_home_that_is_described_names_its_office() -> None:
    homes = [listing(1), listing(2, courtesy_of="Blue Door Homes")]
    letter = write_letter("Jonas", homes, "", "Alice")
    assert letter.splitlines().count("Listing courtesy of North Porch.") == 1
    assert letter.splitlines().count("Listing courtesy of Blue Door Homes.") == 1
    assert "Listing courtesy of North Porch." in LETTERS[0].splitlines()
    assert "courtesy" not in write_letter("Jonas", [listing(1, courtesy_of="")], "", "Alice")


def test_one_room_is_singular() -> None:
    letter = write_letter("Jonas", [listing(1, beds=1, baths=1)], "", "Alice")
    assert "1 bedroom and 1 bathroom," in letter


def test_nobody_is_named_where_no_name_is_known() -> None:
    letter = write_letter("", [], "", "")
    assert letter.startswith("Hello,")
    assert letter.endswith("Best regards")


def test_the_reader_is_addressed() -> None:
    assert "about your offer." in write_letter("Jonas", [], "his offer", "Alice")


@pytest.mark.parametrize(
    ("topic", "count", "subject"),
    [
        ("the open house", 0, "Open house"),
        ("his offer", 0, "Your offer"),
        ("", 0, "Checking in"),
        ("it", 1, "A home I would like to show you"),
        ("these", 3, "Homes worth a look"),
    ],
)
def test_a_subject_has_no_figures(topic: str, count: int, subject: str) -> None:
    assert write_subject(topic, count) == subject

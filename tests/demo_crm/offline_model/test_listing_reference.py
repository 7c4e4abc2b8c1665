"""What words can mean by a listing, asked through the scenes that need one."""

from dataclasses import replace

import pytest

from demo_crm.offline_model.listing_reference import Named, find_named, name_again
from demo_crm.offline_model.moves import Say
from demo_crm.offline_model.turn import Result, Turn, Widget
from tests.demo_crm.offline_model.conversation import listing, listings

LIST = Widget("listing_list", {"listings": ["L-1", "L-2"]})
CARD = Widget("listing_card", {"listing": "L-7"})


def make_turn(*widgets: Widget, page: str = "") -> Turn:
    return Turn(
        said="", is_repair=False, now=None, member="", page=page, outcomes=(), results=(),
        widgets=widgets,
    )  # fmt: skip


def name(words: str, turn: Turn) -> Named | Say:
    course = find_named(words, turn, str)
    try:
        move = next(course)
    except StopIteration as end:
        found: Named | Say = end.value
        return found
    raise AssertionError(move)


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("L-3 and l-4", ["L-3", "L-4"]),
        ("these homes", ["L-1", "L-2"]),
        ("the last one", ["L-2"]),
        ("it", ["L-9"]),
        ("there", ["L-9"]),
    ],
)
def test_listings_are_named(words: str, ids: list[str]) -> None:
    found = name(words, make_turn(LIST, page="/crm/listings/L-9/"))
    assert isinstance(found, Named)
    assert list(found.listings) == ids


def test_other_words_stay_words() -> None:
    assert name("the office", make_turn()) == Named(words="the office")


def test_what_was_never_shown_is_left_open() -> None:
    found = name("these", make_turn())
    assert isinstance(found, Say)
    assert found.is_open


def test_an_address_is_looked_up() -> None:
    course = find_named("12 Alder Court", make_turn(), str)
    assert next(course).arguments == {"text": "12 Alder Court", "limit": 8}
    with pytest.raises(StopIteration) as end:
        course.send(Result("find_listings", "r1", listings(12)))
    assert end.value.value == Named(listings=["L-12"], row=listing(12))


def test_it_is_named_by_its_address_in_the_next_message() -> None:
    found = Result("find_listings", "r1", listings(7))
    turn = make_turn().after([CARD], [found])
    assert name_again("it", turn) == "7 Alder Court"
    assert name_again("it", make_turn(CARD)) == "it"
    assert name_again("the 2nd one", turn) == "the 2nd one"


def test_a_mention_is_the_very_home() -> None:
    turn = replace(make_turn(LIST), mentions={("listing", "7 alder court"): "L-7"})
    assert name("7 Alder Court", turn) == Named(listings=["L-7"])

"""Conversations about one home: the best of several, its market, a website, a post."""

from typing import Any

import pytest

from demo_crm.offline_model import replies
from demo_crm.offline_model.moves import Use
from tests.demo_crm.offline_model.conversation import (
    Conversation,
    listing,
    listings,
    prose,
    widgets,
)

ESTIMATE = [{"name": "low", "price_per_foot": 600, "price": 984_000}]


@pytest.fixture
def talk() -> Conversation:
    return Conversation()


@pytest.fixture
def three(talk: Conversation) -> Conversation:
    """Three homes are shown: the second costs most, the third is largest and newest."""
    talk.ask("homes in Campbell")
    found = [
        listing(1, price=900_000),
        listing(2, price=1_500_000),
        listing(3, price=1_200_000, square_feet=3000, listed_on="2026-11-20"),
    ]
    talk.answer({"count": 3, "shown": 3, "listings": found})
    return talk


def analysis(*estimates: dict[str, Any]) -> dict[str, Any]:
    return {"listing": listing(2), "count": 3, "estimate": list(estimates), "comparables": []}


def website(number: int = 2) -> dict[str, Any]:
    home = listing(number, summary="A sunny cottage, with a pool.")
    made = {"id": "W-1", "listing": home["id"], "title": f"Website of {home['address']}"}
    return {"website": made, "listing": home}


def post() -> dict[str, Any]:
    home = listing(2, summary="A sunny cottage, with a pool.")
    made = {"id": "P-1", "listing": "L-2", "title": "A post", "network": "instagram"}
    return {"post": made, "listing": home}


@pytest.mark.parametrize(
    ("words", "number", "said"),
    [
        ("only the most expensive of the three", 2, "the most expensive"),
        ("keep the cheapest", 1, "the least expensive"),
        ("just the largest of them", 3, "the largest"),
        ("take the newest", 3, "the newest"),
    ],
)
def test_the_best_of_those_shown_is_picked(three, words, number, said):
    three.ask(words)
    assert widgets(three.reply) == [("listing_card", {"listing": f"L-{number}"})]
    assert said in prose(three.reply)


def test_the_best_is_picked_from_the_list_and_not_from_a_card_since(three):
    three.ask("only the cheapest of the three")
    assert widgets(three.ask("only the most expensive of the three"))[0][1] == {"listing": "L-2"}


def test_without_several_there_is_no_best(talk):
    assert "several homes" in prose(talk.ask("only the most expensive of the three"))


def test_a_market_analysis_is_of_the_home_at_hand(three):
    three.ask("only the most expensive of the three")
    assert three.ask("make a market analysis") == Use("market_analysis", {"listing": "L-2"})
    [(name, payload)] = widgets(three.answer(analysis(*ESTIMATE)))
    assert (name, payload["listing"]) == ("market_analysis", "L-2")
    assert payload["estimate"]["from"] == payload["sales"]["from"] == "r2"


def test_where_there_is_no_estimate_none_is_given(three):
    three.ask("market analysis of the 2nd one")
    assert "I give no estimate" in prose(three.answer(analysis()))


def test_which_of_several_is_asked_by_address(three):
    [(name, payload)] = widgets(three.ask("draft a website"))
    assert name == "choices"
    assert payload["options"][1]["reply"] == "Draft a website for 2 Alder Court"


def test_a_website_is_written_from_the_facts(three):
    assert three.ask("draft a website for the 2nd one") == Use(
        "create_website_draft", {"listing": "L-2"}
    )
    [(name, payload)] = widgets(three.answer(website()))
    assert (name, payload["website"]) == ("website", "W-1")
    assert payload["headline"] == "A sunny cottage"
    assert "Listing courtesy of North Porch." in payload["text"]


def test_a_post_is_for_the_network_that_was_named(three):
    call = three.ask("write a Facebook post about the 2nd one")
    assert call == Use("draft_social_post", {"listing": "L-2", "network": "facebook"})
    [(name, payload)] = widgets(three.answer(post()))
    assert (name, payload["post"]) == ("social_post", "P-1")
    assert "nothing is published" in prose(three.reply)


def test_an_address_nobody_sells_at_is_said_to_be(talk):
    talk.ask("make a market analysis of 12 Alder Court")
    assert "I found no listing for “12 Alder Court”" in prose(talk.answer(listings()))


def test_without_a_home_there_is_nothing_to_advertise(talk):
    assert replies.NOTHING_SHOWN in prose(talk.ask("draft a website"))


def test_four_homes_at_most_are_laid_side_by_side(three):
    [(name, payload)] = widgets(three.ask("side by side"))
    assert (name, payload["from"], payload["rows"]) == ("comparison", "r1", "/listings")

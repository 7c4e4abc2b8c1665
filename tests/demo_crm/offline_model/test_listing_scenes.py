"""Conversations about listings, from the question to the widget."""

import pytest

from demo_crm.offline_model.moves import Use
from tests.demo_crm.offline_model.conversation import (
    Conversation,
    listing,
    listings,
    prose,
    widgets,
)

CHOICES = {
    "prompt": "Which one do you mean?",
    "options": [
        {"label": "1 Alder Court", "reply": "The 1st one"},
        {"label": "2 Alder Court", "reply": "The 2nd one"},
    ],
}


@pytest.fixture
def talk() -> Conversation:
    return Conversation()


def search(talk: Conversation, *numbers: int, count: int | None = None) -> None:
    talk.ask("homes in Campbell")
    talk.answer(listings(*numbers, count=count))


def test_a_search_calls_the_tool_with_what_was_asked(talk: Conversation) -> None:
    call = talk.ask("homes in Campbell with more than 2 bedrooms under $2M")
    assert call == Use("find_listings", {"town": "Campbell", "min_beds": 3, "max_price": 2_000_000})


def test_one_match_is_shown_by_itself(talk: Conversation) -> None:
    search(talk, 1)
    assert widgets(talk.reply) == [("listing_card", {"listing": "L-1"})]
    assert prose(talk.reply).startswith("One listing matches in Campbell.")


def test_many_matches_are_a_list(talk: Conversation) -> None:
    search(talk, 1, 2, 3)
    assert widgets(talk.reply) == [("listing_list", {"listings": ["L-1", "L-2", "L-3"]})]
    assert "3 listings match in Campbell, the least expensive first." in prose(talk.reply)


def test_more_matches_than_shown_are_counted(talk: Conversation) -> None:
    search(talk, 1, 2, count=12)
    assert "12 listings match in Campbell. Here are 2 of them" in prose(talk.reply)


def test_a_list_holds_no_more_than_its_widget_can(talk: Conversation) -> None:
    search(talk, *range(1, 21))
    [(_, payload)] = widgets(talk.reply)
    assert len(payload["listings"]) == 12
    assert "Here are 12 of them" in prose(talk.reply)


def test_the_cheapest_of_many_is_named_as_that(talk: Conversation) -> None:
    talk.ask("what is the cheapest home in Campbell?")
    talk.answer(listings(1, count=7))
    assert "Of 7 that match in Campbell, this is the least expensive." in prose(talk.reply)


def test_prose_restates_no_figure_of_a_record(talk: Conversation) -> None:
    search(talk, 101, 102)
    said = prose(talk.reply)
    assert not [
        value for value in ("1250000", "1,250,000", "1640", "95008", "L-10") if value in said
    ]


def test_no_match_says_what_was_searched_and_shows_nothing(talk: Conversation) -> None:
    talk.ask("homes in 95008 with 3 bedrooms under $2M")
    talk.answer(listings())
    assert widgets(talk.reply) == []
    assert "no active listing in zip code 95008 that fits the bedrooms and price" in prose(
        talk.reply
    )


def test_a_town_without_listings_may_be_a_neighbourhood(talk: Conversation) -> None:
    talk.ask("homes in Willow Glen under $2M")
    call = talk.answer(listings())
    assert call == Use("find_listings", {"neighbourhood": "Willow Glen", "max_price": 2_000_000})
    talk.answer(listings(1))
    assert widgets(talk.reply) == [("listing_card", {"listing": "L-1"})]


def test_a_place_that_is_neither_is_not_found(talk: Conversation) -> None:
    talk.ask("homes in Atlantis")
    talk.answer(listings())
    talk.answer(listings())
    assert prose(talk.reply).startswith("I found no active listing in Atlantis.")


def test_several_matches_for_one_listing_are_asked_about(talk: Conversation) -> None:
    talk.ask("open the listing in Campbell")
    talk.answer(listings(1, 2))
    assert "2 listings match in Campbell, " in prose(talk.reply)
    assert "Which one do you mean?" in prose(talk.reply)
    shown = ("listing_list", {"listings": ["L-1", "L-2"]})
    assert widgets(talk.reply) == [shown, ("choices", CHOICES)]


def test_the_one_listing_meant_is_opened(talk: Conversation) -> None:
    talk.ask("show me the house on Alder Court")
    talk.answer(listings(1))
    assert widgets(talk.reply) == [("listing_card", {"listing": "L-1"})]


@pytest.mark.parametrize(
    ("words", "meant"),
    [("the 2nd one", "L-2"), ("The first listing", "L-1"), ("the last one", "L-3")],
)
def test_an_answer_by_position_opens_that_listing(
    talk: Conversation, words: str, meant: str
) -> None:
    search(talk, 1, 2, 3)
    assert talk.ask(words) == Use("get_listing", {"listing": meant})
    talk.answer({"listing": listing(int(meant[2:]))})
    assert widgets(talk.reply) == [("listing_card", {"listing": meant})]


def test_the_choice_the_script_offers_is_one_it_understands(talk: Conversation) -> None:
    talk.ask("open the listing in Campbell")
    talk.answer(listings(1, 2))
    [_, (_, choices)] = widgets(talk.reply)
    assert talk.ask(choices["options"][1]["reply"]) == Use("get_listing", {"listing": "L-2"})


def test_a_listing_shown_since_does_not_hide_the_list(talk: Conversation) -> None:
    search(talk, 1, 2, 3)
    talk.ask("the 2nd one")
    talk.answer({"listing": listing(2)})
    assert talk.ask("and the 3rd one") == Use("get_listing", {"listing": "L-3"})


def test_this_one_is_the_listing_shown_last_by_itself(talk: Conversation) -> None:
    search(talk, 1)
    assert talk.ask("open it") == Use("get_listing", {"listing": "L-1"})


def test_this_listing_is_the_one_on_the_page(talk: Conversation) -> None:
    call = talk.ask("show me this listing", page="/crm/listings/L-7/")
    assert call == Use("get_listing", {"listing": "L-7"})


def test_a_position_beyond_the_list_is_said_to_be(talk: Conversation) -> None:
    search(talk, 1, 2)
    assert "goes that far" in prose(talk.ask("the 5th one"))


def test_a_position_without_a_list_is_not_guessed(talk: Conversation) -> None:
    assert "I have not shown you a listing" in prose(talk.ask("the 2nd one"))


def test_listings_found_are_laid_side_by_side_without_another_call(talk: Conversation) -> None:
    search(talk, 1, 2)
    [(name, payload)] = widgets(talk.ask("compare them in a table"))
    assert (name, payload["from"], payload["rows"]) == ("table", "r1", "/listings")
    assert {"path": "/price", "label": "Price", "format": "money"} in payload["columns"]


def test_a_table_cites_the_latest_search(talk: Conversation) -> None:
    search(talk, 1, 2)
    search(talk, 3, 4)
    [(_, payload)] = widgets(talk.ask("as a table"))
    assert payload["from"] == "r2"


def test_rows_of_a_table_have_positions_too(talk: Conversation) -> None:
    talk.ask("homes in Campbell as a table")
    talk.answer(listings(1, 2))
    assert widgets(talk.reply)[0][0] == "table"
    assert talk.ask("the 2nd one") == Use("get_listing", {"listing": "L-2"})


def test_a_table_says_how_many_there_are(talk: Conversation) -> None:
    talk.ask("homes in Campbell as a table")
    talk.answer(listings(1, 2, count=9))
    assert "9 listings match in Campbell. Here are 2 of them" in prose(talk.reply)
    [(_, payload)] = widgets(talk.reply)
    assert "/town" not in [column["path"] for column in payload["columns"]]


def test_a_chart_points_to_the_search(talk: Conversation) -> None:
    call = talk.ask("chart the prices of homes in Campbell")
    assert call == Use("find_listings", {"limit": 20, "town": "Campbell"})
    talk.answer(listings(1, 2))
    [(name, payload)] = widgets(talk.reply)
    assert (name, payload["kind"], payload["from"]) == ("chart", "bar", "r1")
    assert [column["path"] for column in payload["columns"]] == ["/address", "/price"]


def test_a_chart_over_time_is_a_line_from_the_earliest(talk: Conversation) -> None:
    call = talk.ask("chart prices of homes in Campbell over time")
    assert call.arguments["sort"] == "oldest"
    [(_, payload)] = widgets(talk.answer(listings(1, 2)))
    assert payload["kind"] == "line"
    assert payload["columns"][0]["path"] == "/listed_on"


def test_a_chart_of_one_says_so(talk: Conversation) -> None:
    talk.ask("chart the prices of homes in Campbell")
    assert "One listing matches in Campbell." in prose(talk.answer(listings(1)))


def test_what_was_found_can_be_drawn_without_another_call(talk: Conversation) -> None:
    search(talk, 1, 2)
    [(name, payload)] = widgets(talk.ask("as a chart"))
    assert (name, payload["from"]) == ("chart", "r1")
    assert talk.ask("the 2nd one") == Use("get_listing", {"listing": "L-2"})


def test_a_chart_of_nothing_is_said_to_be(talk: Conversation) -> None:
    assert "nothing to compare" in prose(talk.ask("chart them"))


def test_there_may_be_nothing_to_compare(talk: Conversation) -> None:
    assert "nothing to compare" in prose(talk.ask("as a table"))

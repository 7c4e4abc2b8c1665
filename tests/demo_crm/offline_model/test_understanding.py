"""What a member wants, from whole sentences; each rule in several phrasings."""

import time
from itertools import product

import pytest

from demo_crm.offline_model.intents import (
    AddTask,
    Beyond,
    Courtesy,
    OpenListing,
    PickListing,
    PickListingById,
    SearchListings,
    ShowTable,
    SmallTalk,
    WriteEmail,
)
from demo_crm.offline_model.understanding import understand


@pytest.mark.parametrize(
    "text",
    [
        "Show me homes in Campbell under $2M",
        "Hi, could you please find houses in campbell below 2,000,000?",
        "anything under $2 million in Campbell?",
        "Campbell listings for less than 2M, thanks",
        "I'd like to see condos in Campbell up to $2m",
        "How many homes are in Campbell under $2M?",
    ],
)
def test_a_search_is_understood(text: str) -> None:
    assert understand(text) == SearchListings({"max_price": 2_000_000, "town": "Campbell"})


@pytest.mark.parametrize("text", ["show listings", "What homes do we have?", "Listings please"])
def test_a_search_needs_no_filter(text: str) -> None:
    assert understand(text) == SearchListings({})


@pytest.mark.parametrize(
    "text",
    [
        "show me the house on Alder Court",
        "Open the listing on Alder Court",
        "that home at Alder Court",
    ],
)
def test_one_listing_is_meant(text: str) -> None:
    assert understand(text) == OpenListing({"text": "Alder Court"})


def test_an_address_alone_means_one_listing() -> None:
    assert understand("12 Alder Court") == OpenListing({"text": "12 Alder Court"})


def test_the_cheapest_house_is_a_search_with_an_order() -> None:
    wish = understand("show me the cheapest house in Campbell")
    assert wish == SearchListings({"sort": "price_asc", "limit": 1, "town": "Campbell"})


@pytest.mark.parametrize("text", ["The 2nd one.", "please open the second listing", "2"])
def test_a_pick_is_understood(text: str) -> None:
    assert understand(text) == PickListing(2)


def test_an_id_is_understood() -> None:
    assert understand("show me l-1042 please") == PickListingById("L-1042")


@pytest.mark.parametrize(
    "text", ["As a table", "compare them in a table", "Can you show those side by side?"]
)
def test_a_table_is_understood(text: str) -> None:
    assert understand(text) == ShowTable()


def test_a_search_may_ask_for_a_table() -> None:
    wish = understand("homes in Campbell as a table")
    assert wish == SearchListings({"town": "Campbell"}, as_table=True)


@pytest.mark.parametrize(
    "text",
    [
        "Remind me to call Jonas tomorrow",
        "Please add a task to call Jonas tomorrow",
        "create a reminder: to call Jonas tomorrow",
        "could you set up a to-do to call Jonas tomorrow",
    ],
)
def test_a_task_is_understood(text: str) -> None:
    assert understand(text) == AddTask("to call Jonas tomorrow")


def test_a_mention_sign_is_no_part_of_a_name() -> None:
    assert understand("write an email to @Jonas") == WriteEmail("Jonas", "")


@pytest.mark.parametrize("text", ["hi", "Hello there!", "Good morning."])
def test_a_greeting_is_understood(text: str) -> None:
    assert understand(text) == SmallTalk(Courtesy.GREETING)


@pytest.mark.parametrize("text", ["thanks", "Great, thank you so much!", "Perfect."])
def test_thanks_are_understood(text: str) -> None:
    assert understand(text) == SmallTalk(Courtesy.THANKS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "What can you do?",
        "What is the average price of homes in Campbell?",
        "Give me a market analysis for Campbell",
        "homes with at most 2 baths",
        "homes in Campbell, but not on Alder Court",
        "only those under $1M",
        "Delete all listings",
        "Update Jonas's phone number",
        "Write a poem about the sea",
        "What's the weather in Campbell?",
        "any open houses this weekend?",
        "homes in Campbell " * 40,
    ],
)
def test_anything_else_is_beyond_the_rules(text: str) -> None:
    assert understand(text) == Beyond()


def test_no_text_holds_the_rules_up() -> None:
    words = ["the ", "first ", "3 ", "$1", "homes ", "in ", "email ", "to ", "about ", "'s ", ","]
    texts = [((one + other) * 200)[:400] for one, other in product(words, words)]
    began = time.process_time()
    for text in texts:
        understand(text)
    assert time.process_time() - began < len(texts) * 0.02

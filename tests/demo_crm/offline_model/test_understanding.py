"""What a member wants, from whole sentences; each rule in several phrasings."""

import time
from itertools import product

import pytest

from demo_crm.offline_model.intents import (
    AddTask,
    Beyond,
    BookAppointment,
    Chart,
    Courtesy,
    OpenListing,
    PickListing,
    PickListingById,
    SearchListings,
    Several,
    ShowChart,
    ShowTable,
    SmallTalk,
    Steering,
    Wish,
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


@pytest.mark.parametrize("text", ["As a table", "compare them in a table"])
def test_a_table_is_understood(text: str) -> None:
    assert understand(text) == ShowTable()


def test_side_by_side_is_a_table_of_another_shape() -> None:
    assert understand("Can you show those side by side?") == ShowTable(side_by_side=True)


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


@pytest.mark.parametrize("text", ["What can you do?", "help", "Who are you?", "What can I ask?"])
def test_a_question_for_abilities_is_understood(text: str) -> None:
    assert understand(text) == SmallTalk(Courtesy.ABILITIES)


def test_two_towns_are_two_searches() -> None:
    wish = understand("homes in Campbell and Los Gatos under $2M")
    assert isinstance(wish, Several)
    assert [each.intent for each in wish.wishes] == [
        SearchListings({"max_price": 2_000_000, "town": "Campbell"}),
        SearchListings({"max_price": 2_000_000, "town": "Los Gatos"}),
    ]


@pytest.mark.parametrize(
    ("text", "chart"),
    [
        ("chart the prices of homes in Campbell", Chart()),
        ("homes in Campbell as a chart", Chart()),
        ("Draw a line chart of the sizes of homes in Campbell", Chart("line", ("square_feet",))),
        ("graph prices of homes in Campbell over time", Chart("line", ("price",), True)),
    ],
)
def test_a_chart_is_understood(text: str, chart: Chart) -> None:
    assert understand(text) == SearchListings({"town": "Campbell"}, chart=chart)


def test_a_chart_may_be_of_what_was_found() -> None:
    assert understand("chart them") == ShowChart(Chart())
    assert understand("chart the prices of all homes") == SearchListings(
        {"limit": 12}, chart=Chart()
    )


def test_several_wishes_are_understood_one_by_one() -> None:
    wish = understand("Find homes in Campbell, and then book a call with Jo on Friday at 3pm")
    assert wish == Several(
        (
            Wish("Find homes in Campbell", SearchListings({"town": "Campbell"})),
            Wish(
                "book a call with Jo on Friday at 3pm",
                BookAppointment("call", "with Jo on Friday at 3pm"),
            ),
        )
    )


def test_what_may_belong_to_a_task_belongs_to_it() -> None:
    assert understand("remind me to call Jo and write a note") == AddTask(
        "to call Jo and write a note"
    )


def test_a_part_beyond_the_rules_is_not_lost_silently() -> None:
    wish = understand("homes in Campbell, and find me a job")
    assert isinstance(wish, Several)
    assert wish.missed == ("find me a job",)


@pytest.mark.parametrize(
    "text",
    [
        "safe neighborhoods in Campbell",
        "homes in Campbell for families",
        "houses without kids around",
        "a Christian community in Campbell",
        "write an email to Jonas about a family-friendly home",
    ],
)
def test_homes_are_not_chosen_by_people(text: str) -> None:
    assert understand(text) == Steering()


@pytest.mark.parametrize(
    "text", ["homes in Campbell with a garden", "a quiet street in Campbell", "homes in Los Gatos"]
)
def test_homes_by_what_they_are_is_no_steering(text: str) -> None:
    assert understand(text) != Steering()


@pytest.mark.parametrize("text", ["thanks", "Great, thank you so much!", "Perfect."])
def test_thanks_are_understood(text: str) -> None:
    assert understand(text) == SmallTalk(Courtesy.THANKS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "What is the average price of homes in Campbell?",
        "Give me the market trends for Campbell",
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


@pytest.mark.parametrize(
    "text",
    [
        "book a call Friday 3 pm and sing me a song",
        "homes in Campbell and sing me a song",
        "open L-7 and sing me a song",
        "chart the homes in Campbell and then sing me a song",
        "write an email to Jonas Ferrel and sing me a song",
        "create a contact named Jonas Ferrel and sing me a song",
        "what is Jonas Ferrel's phone number and sing me a song",
    ],
)
def test_an_unknown_command_is_not_lost_silently(text: str) -> None:
    wish = understand(text)
    assert isinstance(wish, Several)
    assert len(wish.wishes) == 1
    assert wish.missed == ("sing me a song",)


@pytest.mark.parametrize(
    "text", ["homes in Campbell and give me a chart", "remind me to call Jo and sing me a song"]
)
def test_a_known_command_behind_and_is_not_left_out(text: str) -> None:
    assert not isinstance(understand(text), Several)


def test_an_appointment_at_two_times_is_two() -> None:
    wish = understand("book a call with Jo Friday 3 pm and Saturday 4 pm")
    assert isinstance(wish, Several)
    assert [each.words for each in wish.wishes] == [
        "book a call with Jo Friday 3 pm",
        "book a call with Jo Saturday 4 pm",
    ]

"""Messages that ask for several things: each is done, and knows what came before it."""

from typing import Any

import pytest

from demo_crm.offline_model import replies
from demo_crm.offline_model.moves import Use
from tests.demo_crm.offline_model.conversation import (
    Conversation,
    contact,
    contacts,
    listing,
    listings,
    prose,
    widgets,
)

FOUR = (
    "Find the cheapest 3-bedroom in Campbell under $2M, draft an email about it to Jonas Ferrel, "
    "remind me to call him on Friday and book a showing Friday 3 pm"
)
TASK = {"task": {"id": "T-77", "title": "Call", "contact": None}}
SHOWING = {"appointment": {"id": "A-31", "title": "Showing", "contact": None}}


@pytest.fixture
def talk() -> Conversation:
    return Conversation()


def drafted(*found: dict[str, Any]) -> dict[str, Any]:
    draft = {"id": "D-31", "contact": "C-201", "to_name": "Jonas Ferrel", "subject": "A home"}
    return {"draft": {**draft, "to_email": "jonas@ferrel.example"}, "listings": list(found)}


def test_a_task_and_an_appointment_in_one_message(talk: Conversation) -> None:
    call = talk.ask(
        "Remind me to call Jonas tomorrow and book a showing at 118 Alder Court on Friday at 3 pm"
    )
    assert call == Use("create_task", {"title": "Call Jonas", "due": "2026-11-23"})
    assert talk.answer(TASK).name == "find_listings"
    assert talk.answer(listings(118)).arguments["starts"] == "2026-11-27T15:00:00-08:00"
    talk.answer(SHOWING)
    assert widgets(talk.reply) == [
        ("task", {"task": "T-77"}),
        ("appointment", {"appointment": "A-31"}),
    ]


def test_one_message_uses_five_tools_and_what_each_found(talk: Conversation) -> None:
    assert talk.ask(FOUR).name == "find_listings"
    assert talk.answer(listings(7)).arguments["text"] == "Jonas Ferrel"
    assert talk.answer(contacts(contact())).arguments["listings"] == ["L-7"]
    call = talk.answer(drafted(listing(7)))
    expected = {"title": "Call Jonas Ferrel", "contact": "C-201", "due": "2026-11-27"}
    assert call == Use("create_task", expected)
    call = talk.answer(TASK)
    assert (call.arguments["title"], call.arguments["listing"]) == (
        "Showing at 7 Alder Court",
        "L-7",
    )
    names = [name for name, _ in widgets(talk.answer(SHOWING))]
    assert names == ["listing_card", "email_draft", "task", "appointment"]


def test_a_name_said_before_is_whom_a_pronoun_means(talk: Conversation) -> None:
    talk.ask("Remind me to call Jonas Ferrel tomorrow and book a call with him on Friday at 3 pm")
    assert talk.answer(TASK) == Use("find_contacts", {"text": "Jonas Ferrel", "limit": 8})
    assert talk.answer(contacts(contact())).arguments["contact"] == "C-201"


def test_a_task_names_whom_an_earlier_one_named(talk: Conversation) -> None:
    talk.ask("Remind me to call Jonas tomorrow and remind me to visit him on Friday")
    assert talk.answer(TASK) == Use("create_task", {"title": "Visit Jonas", "due": "2026-11-27"})


def test_what_was_found_wins_over_the_page(talk: Conversation) -> None:
    talk.ask(FOUR, page="/crm/listings/L-99/")
    talk.answer(listings(7))
    assert talk.answer(contacts(contact())).arguments["listings"] == ["L-7"]


def test_a_question_keeps_the_rest_for_its_answer(talk: Conversation) -> None:
    talk.ask(FOUR)
    talk.answer(listings(7))
    talk.answer(contacts(contact(), contact(202, "Jonas Ferrel", email=None)))
    names = [name for name, _ in widgets(talk.reply)]
    assert names == ["listing_card", "choices"]
    assert "is not done yet" in prose(talk.reply)
    wish = widgets(talk.reply)[1][1]["options"][0]["reply"]
    assert "about 7 Alder Court, remind me to call him on Friday, book a showing" in wish
    talk.ask(wish)
    talk.answer(contacts(contact()))
    talk.answer(listings(7))
    talk.answer(drafted(listing(7)))
    talk.answer(TASK)
    talk.answer(SHOWING)
    names = [name for name, _ in widgets(talk.reply)]
    assert names == ["email_draft", "task", "appointment"]


def test_a_refusal_does_not_hide_what_was_done(talk: Conversation) -> None:
    talk.ask("Remind me to call Jonas tomorrow and open L-7, then book a call on Friday at 3 pm")
    talk.answer(TASK)
    talk.fail("The calendar is closed.")
    assert widgets(talk.reply) == [("task", {"task": "T-77"})]
    assert "The calendar is closed." in prose(talk.reply)


def test_running_out_of_tools_does_not_hide_what_was_done() -> None:
    talk = Conversation(tools=frozenset({"create_task"}))
    talk.ask("Remind me to call Jonas tomorrow and book a call on Friday at 3 pm")
    talk.answer(TASK)
    assert widgets(talk.reply) == [("task", {"task": "T-77"})]
    assert replies.CANNOT_USE_TOOL in prose(talk.reply)


def test_more_towns_than_are_searched_are_said_to_be_left_out(talk: Conversation) -> None:
    talk.ask("homes in Campbell, Los Gatos, Saratoga and Milpitas")
    for number in range(3):
        talk.answer(listings(number + 1))
    assert "I left out “homes in Milpitas”" in prose(talk.reply)


def test_what_is_beyond_the_rules_is_said_to_be_left_out(talk: Conversation) -> None:
    talk.ask("homes in Campbell, and find me a job")
    said = prose(talk.answer(listings(1)))
    assert "One listing matches in Campbell." in said
    assert "I left out “find me a job”" in said


def test_each_town_has_its_own_list_and_one_hint(talk: Conversation) -> None:
    talk.ask("homes in Campbell and Los Gatos")
    assert talk.answer(listings(1, 2)).arguments == {"town": "Los Gatos"}
    talk.answer(listings(3, 4))
    assert [payload for _, payload in widgets(talk.reply)] == [
        {"listings": ["L-1", "L-2"]},
        {"listings": ["L-3", "L-4"]},
    ]
    assert prose(talk.reply).count("as a table") == 1


def test_a_showing_at_two_times_is_booked_twice(talk: Conversation) -> None:
    call = talk.ask("book a showing with Jonas Ferrel Friday 3 pm and Saturday 4 pm")
    assert call.name == "find_contacts"
    assert talk.answer(contacts(contact())).arguments["starts"] == "2026-11-27T15:00:00-08:00"
    assert talk.answer(SHOWING).name == "find_contacts"
    assert talk.answer(contacts(contact())).arguments["starts"] == "2026-11-28T16:00:00-08:00"
    assert len(widgets(talk.answer({"appointment": {**SHOWING["appointment"], "id": "A-32"}}))) == 2


def test_a_question_about_the_first_time_keeps_the_second(talk: Conversation) -> None:
    talk.ask("book a call with Jonas Friday 3 pm and Saturday 4 pm and remind me to prepare it")
    talk.answer(contacts(contact(), contact(202, "Jonas Oakes")))
    assert prose(talk.reply).count(replies.REST_WAITS) == 1
    wish = widgets(talk.reply)[0][1]["options"][0]["reply"]
    assert "with Jonas Saturday 4 pm, remind me to prepare it" in wish


SIX = (
    "Find the three cheapest 3-bedroom homes in Campbell, take only the most expensive of the "
    "three, make a market analysis, draft a website and a social post for it, e-mail it to Jonas "
    "Ferrel and remind me Friday 3 pm to call him"
)


@pytest.mark.parametrize(
    "message",
    [
        SIX,
        "Show me the 3 cheapest three-bedroom houses in Campbell, keep just the priciest of them, "
        "run a CMA on it, build a landing page and an Instagram post, send it to Jonas Ferrel, and "
        "remind me to call him on Friday at 3pm",
        "Please find the three cheapest 3-bedroom listings in Campbell. Take only the most "
        "expensive of the three. Make a market analysis for it, a website and a social media post. "
        "Draft an e-mail about it to Jonas Ferrel. Remind me on Friday at 3 pm to call him.",
        "find the 3 cheapest homes with 3 bedrooms in Campbell, then pick the most expensive one "
        "of those, do comps, create a website, write a facebook post about it, email Jonas Ferrel "
        "about it and create a task to call him Friday 3 pm",
    ],
)
def test_one_message_uses_six_tools_and_what_each_found(talk: Conversation, message: str) -> None:
    call = talk.ask(message)
    assert call.name == "find_listings"
    wishes = {"town": "Campbell", "min_beds": 3, "max_beds": 3, "limit": 3, "sort": "price_asc"}
    assert call.arguments == wishes
    homes = [listing(number, price=number * 100_000) for number in (5, 6, 7)]
    found = {"count": 9, "shown": 3, "listings": homes}
    assert talk.answer(found) == Use("market_analysis", {"listing": "L-7"})
    sales = {"listing": listing(7), "count": 0, "estimate": [], "comparables": []}
    assert talk.answer(sales) == Use("create_website_draft", {"listing": "L-7"})
    made = {"id": "W-1", "listing": "L-7", "title": "Website of 7 Alder Court"}
    call = talk.answer({"website": made, "listing": listing(7, summary="A home.")})
    assert (call.name, call.arguments["listing"]) == ("draft_social_post", "L-7")
    post = {"id": "P-1", "listing": "L-7", "title": "A post", "network": "instagram"}
    call = talk.answer({"post": post, "listing": listing(7, summary="A home.")})
    assert call.arguments["text"] == "Jonas Ferrel"
    assert talk.answer(contacts(contact())).arguments["listings"] == ["L-7"]
    call = talk.answer(drafted(listing(7)))
    about = {"contact": "C-201", "due": "2026-11-27T15:00:00-08:00"}
    assert call == Use("create_task", {"title": "Call Jonas Ferrel", **about})
    assert [name for name, _ in widgets(talk.answer(TASK))] == [
        "listing_list",
        "listing_card",
        "market_analysis",
        "website",
        "social_post",
        "email_draft",
        "task",
    ]

"""Conversations that end in a draft of an e-mail."""

from typing import Any

import pytest

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


@pytest.fixture
def talk() -> Conversation:
    return Conversation()


def drafted(subject: str, *found: dict[str, Any]) -> dict[str, Any]:
    draft = {"id": "D-31", "contact": "C-201", "to_name": "Jonas Ferrel", "subject": subject}
    return {"draft": {**draft, "to_email": "jonas@ferrel.example"}, "listings": list(found)}


def address(talk: Conversation, topic: str) -> Any:
    """Ask for an e-mail to Jonas, and find him."""
    talk.ask(f"Write an email to Jonas Ferrel {topic}")
    return talk.answer(contacts(contact()))


def test_the_listing_shown_first_is_resolved_into_the_draft(talk: Conversation) -> None:
    talk.ask("homes in Campbell")
    talk.answer(listings(1, 2))
    call = address(talk, "about the first listing")
    subject = "A home I would like to show you"
    assert call == Use("draft_email", {"contact": "C-201", "subject": subject, "listings": ["L-1"]})
    [(name, payload)] = widgets(talk.answer(drafted(subject, listing(1))))
    assert (name, payload["draft"], payload["subject"]) == ("email_draft", "D-31", subject)


def test_the_body_holds_the_facts_the_tool_returned(talk: Conversation) -> None:
    address(talk, "about L-1")
    [(_, payload)] = widgets(talk.answer(drafted("A home", listing(1))))
    assert payload["body"].startswith("Hi Jonas,\n\n")
    assert "1 Alder Court in Campbell, with 3 bedrooms and 2.5 bathrooms" in payload["body"]
    assert "listed at $1,250,000" in payload["body"]
    assert payload["body"].endswith("Best regards,\nAlice Moreno")


def test_the_reply_says_that_nothing_was_sent(talk: Conversation) -> None:
    address(talk, "about an open house")
    said = prose(talk.answer(drafted("Open house")))
    assert "nothing is sent" in said
    assert "script" in said


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        ("about L-9", ["L-9"]),
        ("about L-9 and l-8", ["L-9", "L-8"]),
        ("about these", ["L-1", "L-2", "L-3"]),
        ("about the last one", ["L-3"]),
    ],
)
def test_listings_are_named_in_several_ways(
    talk: Conversation, topic: str, expected: list[str]
) -> None:
    talk.ask("homes in Campbell")
    talk.answer(listings(1, 2, 3))
    assert address(talk, topic).arguments["listings"] == expected


def test_no_more_listings_than_the_tool_takes(talk: Conversation) -> None:
    talk.ask("homes in Campbell")
    talk.answer(listings(*range(1, 10)))
    assert len(address(talk, "about them").arguments["listings"]) == 6


def test_this_listing_is_the_one_on_the_page(talk: Conversation) -> None:
    talk.ask("Write an email to Jonas about this listing", page="/crm/listings/L-7/")
    assert talk.answer(contacts(contact())).arguments["listings"] == ["L-7"]


def test_an_address_is_looked_up(talk: Conversation) -> None:
    call = address(talk, "about 12 Alder Court")
    assert call == Use("find_listings", {"text": "12 Alder Court", "limit": 8})
    assert talk.answer(listings(12)).arguments["listings"] == ["L-12"]


def test_an_address_nobody_sells_at_is_said_to_be(talk: Conversation) -> None:
    address(talk, "about 12 Alder Court")
    assert "I found no listing for “12 Alder Court”" in prose(talk.answer(listings()))


def test_several_listings_are_a_choice_that_leads_on(talk: Conversation) -> None:
    address(talk, "about the house on Alder Court")
    [_, (_, choices)] = widgets(talk.answer(listings(1, 2)))
    wish = choices["options"][1]["reply"]
    assert wish == "Write an e-mail to Jonas Ferrel about the 2nd one"
    talk.ask(wish)
    assert talk.answer(contacts(contact())).arguments["listings"] == ["L-2"]


def test_other_topics_go_into_subject_and_body(talk: Conversation) -> None:
    call = address(talk, "about the open house on Saturday")
    assert call == Use("draft_email", {"contact": "C-201", "subject": "Open house on Saturday"})
    [(_, payload)] = widgets(talk.answer(drafted("Open house on Saturday")))
    assert "I am writing to you about the open house on Saturday." in payload["body"]


def test_an_email_needs_a_person(talk: Conversation) -> None:
    assert "To whom?" in prose(talk.ask("write an email"))


def test_the_contact_shown_last_can_be_written_to_by_pronoun(talk: Conversation) -> None:
    talk.ask("Look up Jonas Ferrel")
    talk.answer(contacts(contact()))
    assert talk.ask("write an email to him") == Use("get_contact", {"contact": "C-201"})
    assert talk.answer({"contact": contact()}).arguments["subject"] == "Checking in"


def test_a_listing_nobody_showed_is_not_guessed(talk: Conversation) -> None:
    assert "I have not shown you a listing" in prose(address(talk, "about the 2nd one"))


def test_who_asked_to_be_left_alone_is(talk: Conversation) -> None:
    talk.ask("Write an email to Jonas Ferrel")
    talk.answer(contacts(contact(do_not_contact=True)))
    assert prose(talk.reply) == "Jonas Ferrel asked not to be contacted, so I drafted nothing."

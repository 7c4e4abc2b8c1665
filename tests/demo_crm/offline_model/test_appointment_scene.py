"""Conversations that end in an entry of the calendar."""

from typing import Any

import pytest

from demo_crm.offline_model.moves import Reply, Use
from tests.demo_crm.offline_model.conversation import (
    Conversation,
    contact,
    contacts,
    listing,
    listings,
    prose,
    widgets,
)

FRIDAY = "2026-11-27T15:00:00-08:00"
MADE = {"appointment": {"id": "A-31", "title": "Showing", "contact": None}}


@pytest.fixture
def talk() -> Conversation:
    return Conversation()


def booked(reply: Reply) -> dict[str, Any]:
    assert isinstance(reply, Use), reply
    assert reply.name == "schedule_appointment"
    return dict(reply.arguments)


def test_a_showing_is_at_a_listing(talk: Conversation) -> None:
    call = talk.ask("Book a showing at 118 Alder Court on Friday at 3 pm")
    assert call == Use("find_listings", {"text": "118 Alder Court", "limit": 8})
    arguments = booked(talk.answer(listings(118)))
    title = "Showing at 118 Alder Court"
    assert arguments == {"title": title, "starts": FRIDAY, "listing": "L-118"}
    assert widgets(talk.answer(MADE)) == [("appointment", {"appointment": "A-31"})]


def test_a_call_is_with_somebody_about_something(talk: Conversation) -> None:
    talk.ask("schedule a call with Jonas Ferrel about the offer on Friday at 3 pm for 20 minutes")
    assert booked(talk.answer(contacts(contact()))) == {
        "title": "Call with Jonas Ferrel about the offer",
        "starts": FRIDAY,
        "minutes": 20,
        "contact": "C-201",
    }


@pytest.mark.parametrize(
    ("zone", "now", "moment"),
    [
        ("America/Denver", "2026-11-22T10:30:00-07:00", "2026-11-27T15:00:00-07:00"),
        ("Europe/Berlin", "2026-11-22T18:30:00+01:00", "2026-11-27T15:00:00+01:00"),
        # East of the date line it is Monday already.
        ("Pacific/Auckland", "2026-11-22T17:30:00+00:00", "2026-11-27T15:00:00+13:00"),
    ],
)
def test_friday_at_three_is_on_the_members_clock(
    talk: Conversation, zone: str, now: str, moment: str
) -> None:
    assert booked(talk.ask("book a call Friday 3 pm", zone=zone, now=now))["starts"] == moment


@pytest.mark.parametrize(
    ("wish", "asked"),
    [
        ("book a showing", "On which day, and at what time?"),
        ("book a showing on Friday", "At what time?"),
        ("book a showing today at 8 am", "That hour has passed already."),
        ("book a showing on 2027-03-14 at 2:30 am", "The clocks skip that hour"),
    ],
)
def test_a_time_that_is_not_clear_is_asked_about(talk: Conversation, wish: str, asked: str) -> None:
    assert asked in prose(talk.ask(wish))


def test_without_a_clock_the_day_is_asked_for(talk: Conversation) -> None:
    assert "On which day" in prose(talk.ask("book a call Friday 3 pm", now=None))


def test_an_hour_that_comes_twice_is_said_to(talk: Conversation) -> None:
    arguments = booked(talk.ask("book a call on 2027-11-07 at 1:30 am"))
    assert arguments["starts"] == "2027-11-07T01:30:00-07:00"
    assert "twice on that day" in prose(talk.answer(MADE))


def test_an_address_that_is_not_listed_stands_in_the_members_words(talk: Conversation) -> None:
    talk.ask("book a showing at 12 Nowhere Lane on Friday at 3 pm")
    arguments = booked(talk.answer(listings()))
    assert arguments["place"] == "12 Nowhere Lane"
    assert "no listing with that address" in prose(talk.answer(MADE))


def test_a_place_that_is_no_address_is_not_looked_up(talk: Conversation) -> None:
    arguments = booked(talk.ask("book a meeting at the office on Friday at 3 pm"))
    assert (arguments["title"], arguments["place"]) == ("Meeting at the office", "the office")


def test_a_showing_is_at_the_listing_shown_last(talk: Conversation) -> None:
    talk.ask("open L-7")
    talk.answer({"listing": listing(7)})
    arguments = booked(talk.ask("book a showing on Friday at 3 pm"))
    assert (arguments["title"], arguments["listing"]) == ("Showing at 7 Alder Court", "L-7")


def test_a_call_is_at_no_listing(talk: Conversation) -> None:
    talk.ask("open L-7")
    talk.answer({"listing": listing(7)})
    assert "listing" not in booked(talk.ask("book a call on Friday at 3 pm"))


def test_the_listing_of_the_page_is_read_for_its_address(talk: Conversation) -> None:
    call = talk.ask("book a showing on Friday at 3 pm", page="/crm/listings/L-7/")
    assert call == Use("get_listing", {"listing": "L-7"})
    assert booked(talk.answer({"listing": listing(7)}))["title"] == "Showing at 7 Alder Court"


def test_several_homes_are_a_choice_that_leads_on(talk: Conversation) -> None:
    talk.ask("book a showing of the house on Alder Court on Friday at 3 pm")
    [_, (_, choices)] = widgets(talk.answer(listings(1, 2)))
    wish = choices["options"][1]["reply"]
    assert wish == "Book a showing of the 2nd one on Friday at 3 pm"
    arguments = booked(talk.ask(wish))
    assert (arguments["listing"], arguments["starts"]) == ("L-2", FRIDAY)


def test_several_people_are_a_choice_that_leads_on(talk: Conversation) -> None:
    talk.ask("book a call with Jonas on Friday at 3 pm")
    [(_, choices)] = widgets(
        talk.answer(contacts(contact(), contact(202, "Jonas Oakes", email=None)))
    )
    wish = choices["options"][0]["reply"]
    assert wish == "Book a call with jonas@ferrel.example on Friday at 3 pm"
    talk.ask(wish)
    assert booked(talk.answer(contacts(contact())))["contact"] == "C-201"


@pytest.mark.parametrize(
    ("time", "said"),
    [
        ("yesterday at 3 pm", "lies in the past"),
        ("last Friday at 3 pm", "lies in the past"),
        ("on 2026-11-20 at 3 pm", "lies in the past"),
        ("two days ago at 3 pm", "lies in the past"),
        ("on Nov 20 at 3 pm", "has passed this year"),
        ("on Friday at 25:00", "There is no such hour."),
        ("on Friday at 13 pm", "There is no such hour."),
    ],
)
def test_a_time_that_will_not_come_books_nothing(talk: Conversation, time: str, said: str) -> None:
    answer = prose(talk.ask(f"book a showing {time}"))
    assert said in answer
    assert "I booked nothing" in answer


def test_a_date_of_this_year_that_is_over_may_be_next_years(talk: Conversation) -> None:
    [(_, choices)] = widgets(talk.ask("book a showing on Nov 20 at 3 pm"))
    assert [option["label"] for option in choices["options"]] == [
        "That day next year",
        "Another day",
    ]
    arguments = booked(talk.ask(choices["options"][0]["reply"]))
    assert arguments["starts"] == "2027-11-20T15:00:00-08:00"


def test_a_date_that_can_only_be_next_years_is_said_to_be(talk: Conversation) -> None:
    arguments = booked(talk.ask("book a showing on January 5 at 3 pm"))
    assert arguments["starts"] == "2027-01-05T15:00:00-08:00"
    assert "so it is for the next" in prose(talk.answer(MADE))


def test_who_asked_to_be_left_alone_is(talk: Conversation) -> None:
    talk.ask("book a call with Jonas Ferrel on Friday at 3 pm")
    talk.answer(contacts(contact(do_not_contact=True)))
    assert prose(talk.reply) == "Jonas Ferrel asked not to be contacted, so I booked nothing."

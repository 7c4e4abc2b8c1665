"""Conversations that would change what exists."""

import pytest

from demo_crm.offline_model import replies
from demo_crm.offline_model.moves import Use
from tests.demo_crm.offline_model.conversation import (
    Conversation,
    contact,
    contacts,
    prose,
    widgets,
)

TASK = {"task": {"id": "T-77", "title": "Call", "contact": None}}
SHOWING = {"appointment": {"id": "A-31", "title": "Showing", "contact": None}}


@pytest.fixture
def talk() -> Conversation:
    return Conversation()


@pytest.fixture
def noted(talk: Conversation) -> Conversation:
    talk.ask("Remind me to call tomorrow")
    talk.answer(TASK)
    return talk


@pytest.fixture
def booked(talk: Conversation) -> Conversation:
    talk.ask("book a call on Friday at 3 pm")
    talk.answer(SHOWING)
    return talk


def test_the_task_shown_last_is_ticked_off(noted):
    assert noted.ask("mark it as done") == Use("complete_task", {"task": "T-77"})
    assert widgets(noted.answer(TASK)) == [("task", {"task": "T-77"})]


def test_what_needs_the_member_is_said_in_words(noted):
    noted.ask("mark it as done")
    noted.fail("Only the member can do this; tell them where in the CRM.", code="needs_member")
    assert prose(noted.reply) == replies.NEEDS_MEMBER
    assert "nothing was changed" in replies.NEEDS_MEMBER


def test_a_task_is_read_anew(noted):
    assert noted.ask("when is that task due?") == Use("get_task", {"task": "T-77"})
    assert widgets(noted.answer(TASK)) == [("task", {"task": "T-77"})]


def test_the_appointment_shown_last_is_moved(booked):
    starts = "2026-11-28T16:00:00-08:00"
    expected = {"appointment": "A-31", "starts": starts}
    assert booked.ask("move it to Saturday 4 pm") == Use("move_appointment", expected)
    assert widgets(booked.answer(SHOWING)) == [("appointment", {"appointment": "A-31"})]


def test_a_move_needs_day_and_hour(booked):
    assert "with the day and the hour" in prose(booked.ask("move it to Saturday"))


@pytest.mark.parametrize("said", ["mark it as done", "move it to Saturday 4 pm"])
def test_what_was_not_shown_cannot_be_meant(talk, said):
    assert "that I could mean" in prose(talk.ask(said))


def test_a_contact_is_found_and_then_changed(talk):
    talk.ask("change Jonas Ferrel's phone to 408-555-0100")
    call = talk.answer(contacts(contact()))
    assert call == Use("update_contact", {"contact": "C-201", "phone": "408-555-0100"})
    shown = widgets(talk.answer({"contact": contact()}))
    assert shown == [("contact_card", {"contact": "C-201"})]


def test_which_of_several_contacts_is_asked(talk):
    talk.ask("change Jonas's phone to 408-555-0100")
    talk.answer(contacts(contact(), contact(202, "Jonas Oakes")))
    [(_, payload)] = widgets(talk.reply)
    assert payload["options"][1]["reply"] == "Change the phone of Jonas Oakes to 408-555-0100"


def test_what_was_made_last_can_be_undone_and_the_member_is_told(noted):
    [(name, payload)] = widgets(noted.ask("undo that"))
    assert (name, payload) == ("undo", {"from": "r1", "made": "The task “Call”"})


def test_where_nothing_was_made_there_is_nothing_to_undo(talk):
    assert "nothing here that could be undone" in prose(talk.ask("undo"))

"""Conversations that end in a task."""

import pytest

from demo_crm.offline_model.moves import Use
from tests.demo_crm.offline_model.conversation import (
    Conversation,
    contact,
    contacts,
    prose,
    widgets,
)


@pytest.mark.parametrize(
    ("wish", "title", "due"),
    [
        ("Remind me to call Jonas tomorrow", "Call Jonas", "2026-11-23"),
        ("remind me tomorrow at 3pm to call Jonas", "Call Jonas", "2026-11-23T15:00:00-08:00"),
        ("Create a task to send the papers on 2026-12-01", "Send the papers", "2026-12-01"),
        ("Add a task: prepare the flyer for Friday", "Prepare the flyer", "2026-11-27"),
        ("remind me that I have to order signs in two weeks", "Order signs", "2026-12-06"),
    ],
)
def test_a_task_has_a_title_and_a_day(wish: str, title: str, due: str) -> None:
    assert Conversation().ask(wish) == Use("create_task", {"title": title, "due": due})


@pytest.mark.parametrize(
    "wish", ["remind me to", "remind me to tomorrow", "create a task tomorrow"]
)
def test_a_task_without_words_is_asked_about(wish: str) -> None:
    assert "What is to be done?" in prose(Conversation().ask(wish))


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ("remind me today at 8am to call Jonas", "has passed already"),
        ("remind me on 2027-03-14 at 2:30 am to call Jonas", "The clocks skip that hour"),
    ],
)
def test_an_hour_that_will_not_come_makes_no_task(wish: str, said: str) -> None:
    answer = prose(Conversation().ask(wish))
    assert said in answer
    assert "I noted nothing" in answer


def test_an_hour_that_is_over_today_is_tomorrows_and_said_to_be() -> None:
    talk = Conversation()
    call = talk.ask("remind me at 8 am to call Jonas")
    assert call == Use("create_task", {"title": "Call Jonas", "due": "2026-11-23T08:00:00-08:00"})
    assert "it is for the day after" in prose(talk.answer({"task": {"id": "T-77"}}))


def test_a_pronoun_becomes_the_name_of_whom_was_shown() -> None:
    talk = Conversation()
    talk.ask("Look up Jonas Ferrel")
    talk.answer(contacts(contact()))
    call = talk.ask("remind me to call him on Friday")
    expected = {"title": "Call Jonas Ferrel", "contact": "C-201", "due": "2026-11-27"}
    assert call == Use("create_task", expected)


def test_a_pronoun_without_a_person_stays_as_it_is() -> None:
    assert Conversation().ask("remind me to call him") == Use("create_task", {"title": "Call him"})


def test_the_task_made_is_shown() -> None:
    talk = Conversation()
    talk.ask("Remind me to call Jonas tomorrow")
    talk.answer({"task": {"id": "T-77", "title": "Call Jonas", "due": "2026-11-23"}})
    assert widgets(talk.reply) == [("task", {"task": "T-77"})]


def test_a_task_without_a_day_says_so() -> None:
    talk = Conversation()
    assert talk.ask("remind me to call Jonas") == Use("create_task", {"title": "Call Jonas"})
    assert "without a date" in prose(talk.answer({"task": {"id": "T-77"}}))


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ("remind me yesterday to call Jonas", "lies in the past"),
        ("remind me last Friday at 3 pm to call Jonas", "lies in the past"),
        ("remind me to call Jonas on Nov 20", "has passed this year"),
        ("remind me on Friday at 25:00 to call Jonas", "There is no such hour."),
    ],
)
def test_a_day_that_will_not_come_makes_no_task(wish: str, said: str) -> None:
    answer = prose(Conversation().ask(wish))
    assert said in answer
    assert "I noted nothing" in answer


def test_a_task_may_wait_for_that_date_of_next_year() -> None:
    talk = Conversation()
    [(_, choices)] = widgets(talk.ask("remind me to call Jonas on Nov 20 at 3 pm"))
    call = talk.ask(choices["options"][0]["reply"])
    assert call == Use("create_task", {"title": "Call Jonas", "due": "2027-11-20T15:00:00-08:00"})


def test_a_task_may_speak_of_the_past() -> None:
    call = Conversation().ask("remind me to send the photos from yesterday")
    assert call == Use("create_task", {"title": "Send the photos from yesterday"})

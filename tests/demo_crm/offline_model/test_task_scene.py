"""Conversations that end in a task."""

import pytest

from demo_crm.offline_model.moves import Use
from tests.demo_crm.offline_model.conversation import Conversation, prose, widgets


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


def test_the_task_made_is_shown() -> None:
    talk = Conversation()
    talk.ask("Remind me to call Jonas tomorrow")
    talk.answer({"task": {"id": "T-77", "title": "Call Jonas", "due": "2026-11-23"}})
    assert widgets(talk.reply) == [("task", {"task": "T-77"})]


def test_a_task_without_a_day_says_so() -> None:
    talk = Conversation()
    assert talk.ask("remind me to call Jonas") == Use("create_task", {"title": "Call Jonas"})
    assert "without a date" in prose(talk.answer({"task": {"id": "T-77"}}))

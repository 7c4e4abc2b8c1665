"""The script as a whole: what it does when it cannot go on, and that it never varies."""

import json
import re
from typing import Any

import pytest

from demo_crm.host import HOST
from demo_crm.offline_model import replies
from demo_crm.offline_model.moves import Say, Use
from tests.demo_crm.offline_model.conversation import (
    Conversation,
    contact,
    contacts,
    listings,
    prose,
)

WISHES = [
    "homes in Campbell",
    "open L-1",
    "create a contact named Jonas",
    "what is Jonas's phone number?",
    "write an email to Jonas",
    "remind me to call Jonas",
]


@pytest.mark.parametrize("wish", WISHES)
def test_a_fault_of_a_tool_is_told_plainly(wish: str) -> None:
    talk = Conversation()
    talk.ask(wish)
    said = prose(talk.fail("There is no\nsuch listing."))
    assert said == "That did not work. The CRM says: There is no such listing."


@pytest.mark.parametrize("wish", WISHES)
def test_without_the_tool_the_script_says_that_it_cannot(wish: str) -> None:
    assert Conversation(tools=frozenset()).ask(wish) == Say(replies.CANNOT_USE_TOOL)


@pytest.mark.parametrize("wish", WISHES)
def test_the_same_messages_get_the_same_reply(wish: str) -> None:
    assert Conversation().ask(wish) == Conversation().ask(wish)


@pytest.mark.parametrize(
    ("wish", "results"),
    [
        ("homes in Campbell with at least 2 beds under $2M", [listings(1, 2, count=7)]),
        ("the cheapest home in Campbell", [listings(1, count=7)]),
        ("chart the prices of homes in Campbell", [listings(1, 2, count=31)]),
        ("homes in Campbell and Los Gatos", [listings(1, 2), listings(3, count=5)]),
        ("What is Jonas Ferrel's phone number?", [contacts(contact())]),
        ("What is Jonas's phone number?", [contacts(contact(), contact(202, "Jonas Oakes"))]),
        ("When is Jonas Ferrel's birthday?", [contacts(contact(birthday="1985-05-03"))]),
        ("add a contact", []),
        ("book a showing today at 8 am", []),
        ("remind me to call Jonas tomorrow at 3 pm", [{"task": {"id": "T-77"}}]),
        ("book a call tomorrow at 3 pm", [{"appointment": {"id": "A-31"}}]),
        ("open L-99 and find me a job", []),
        ("What can you do?", []),
    ],
)
def test_prose_holds_no_figure_and_no_name_of_ours_from_nowhere(
    wish: str, results: list[Any]
) -> None:
    talk = Conversation()
    talk.ask(wish)
    for result in results:
        talk.answer(result)
    if isinstance(talk.reply, Use):
        talk.fail("There is no listing L-99.")
    said = prose(talk.reply)
    known = f"{wish} {json.dumps(results)} 3 1985"
    assert [figure for figure in re.findall(r"\d[\d,.]*\d|\d", said) if figure not in known] == []
    ours = [*(tool.name for tool in HOST.tools), *HOST.catalog.current]
    assert [name for name in ours if "_" in name and name in said] == []
    assert not re.search(r"\b[A-Z]-\d+\b|\br\d+\b|[{}]", said)


def test_a_repair_is_declined() -> None:
    talk = Conversation()
    talk.ask("homes in Campbell")
    talk.answer(listings(1))
    assert talk.repair() == Say(replies.CANNOT_REPAIR)


def test_small_talk_is_answered_as_a_script() -> None:
    assert "script" in prose(Conversation().ask("hello"))
    assert "script" in prose(Conversation().ask("thank you!"))


def test_anything_else_says_how_to_connect_a_model() -> None:
    assert "OPENAI_BASE_URL" in prose(Conversation().ask("Who won the world cup?"))

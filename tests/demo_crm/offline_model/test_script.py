"""The script as a whole: what it does when it cannot go on, and that it never varies."""

import pytest

from demo_crm.offline_model import replies
from demo_crm.offline_model.moves import Say
from tests.demo_crm.offline_model.conversation import Conversation, listings, prose

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

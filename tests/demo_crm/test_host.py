"""The integration: who is let in, what they may, what the model is told."""

import jsonschema
import pytest
from asgiref.sync import async_to_sync
from django.contrib.auth.models import User

from assistant.host import Claims, Effect
from demo_crm.host import HOST
from demo_crm.models import Member


def identify(tenant="lantern-row", subject="alice"):
    claims = Claims(tenant=tenant, subject=subject, name="Whoever", role="agent")
    return async_to_sync(HOST.identify)(claims)


def may(actor, action, target=None):
    return async_to_sync(HOST.may)(actor, action, target)


def test_claims_become_the_person_the_crm_knows(alice):
    assert identify() == alice
    assert identify().name == "Alice Larkwell"


@pytest.mark.parametrize(
    ("tenant", "subject"),
    [("finch-ferrule", "alice"), ("lantern-row", "dana"), ("lantern-row", "nobody"), ("", "")],
)
def test_who_does_not_work_there_is_nobody(crm, tenant, subject):
    assert identify(tenant, subject) is None


def test_a_closed_account_is_nobody_and_may_nothing(alice):
    User.objects.filter(username="alice").update(is_active=False)
    assert identify() is None
    assert not may(alice, "chat")


def test_a_member_may_chat_and_call_every_tool(alice):
    assert may(alice, "chat")
    assert all(may(alice, "call", tool.name) for tool in HOST.tools)


def test_a_member_may_ask_for_every_collection(alice):
    assert {each.collection.name for each in HOST.collections} == {"listings", "contacts"}
    assert all(may(alice, "query", each.collection.name) for each in HOST.collections)


@pytest.mark.parametrize(
    ("action", "target"),
    [("call", "drop_tables"), ("call", None), ("query", "users"), ("query", None), ("fly", None)],
)
def test_what_is_unknown_nobody_may(alice, action, target):
    assert not may(alice, action, target)


def test_who_left_may_nothing_from_that_moment(alice):
    Member.objects.visible_to(alice).delete()
    assert not may(alice, "call", "find_listings")


def test_colleagues_are_told_the_same_and_others_their_own(alice, bob, charlie):
    tell = async_to_sync(HOST.instructions)
    assert tell(alice) == tell(bob)
    assert "Lantern Row Realty" in tell(alice)
    assert "Lantern Row Realty" not in tell(charlie)


def test_no_two_tools_are_called_the_same():
    names = [tool.name for tool in HOST.tools]
    assert len(set(names)) == len(names)


def test_some_tools_look_up_and_some_make():
    effects = {tool.effect for tool in HOST.tools}
    assert Effect.READ in effects
    assert effects - {Effect.READ}


@pytest.mark.parametrize("tool", HOST.tools, ids=lambda tool: tool.name)
def test_a_tool_says_what_it_takes(tool):
    jsonschema.Draft202012Validator.check_schema(tool.parameters)
    assert tool.parameters["additionalProperties"] is False
    assert all("description" in each for each in tool.parameters["properties"].values())
    assert tool.title
    assert tool.description
    assert (tool.undo is None) == (tool.effect is Effect.READ)

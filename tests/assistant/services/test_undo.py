"""Whatever a draft tool of the demo CRM made can be taken back: once, by its owner, for a day."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from assistant.errors import Refusal, ToolFault
from assistant.host import Effect, Host
from assistant.models import Conversation, Round, Tenant, ToolCall, Turn
from assistant.services.undo import undo_call
from demo_crm.host import HOST
from demo_crm.models import Appointment, Contact, EmailDraft, SocialPost, Task, Website
from tests.support.alices import make_listing
from tests.support.members import enrol_people
from tests.support.people import ask, load_actor

# What each tool is asked for, and the rows it makes. `C` and `L` stand for what Alice knows.
DRAFTS = {
    "create_contact": ({"name": "Somebody"}, Contact),
    "draft_email": ({"contact": "C", "subject": "Hello"}, EmailDraft),
    "create_task": ({"title": "Call the plumber"}, Task),
    "schedule_appointment": (
        {"title": "A showing", "starts": "2026-11-27T15:00:00-08:00"},
        Appointment,
    ),
    "draft_social_post": ({"listing": "L"}, SocialPost),
    "create_website_draft": ({"listing": "L"}, Website),
}
each_draft = pytest.mark.parametrize("tool", DRAFTS)


@pytest.fixture(autouse=True)
def _people(db):
    enrol_people()


def make_call(tool: str, *, ago: timedelta = timedelta(0)) -> uuid.UUID:
    """A turn of Alice's in which the tool was called as `r1`."""
    return tell_call(tool, DRAFTS[tool][0], ago=ago)


def tell_call(tool: str, arguments: dict, *, ago: timedelta = timedelta(0)) -> uuid.UUID:
    """The same for arguments of one's own."""
    if "contact" in arguments:
        known = ask(load_actor("alice"), "create_contact", key="known", name="Known")
        arguments = {**arguments, "contact": known["contact"]["id"]}
    if "listing" in arguments:
        arguments = {**arguments, "listing": make_listing()}
    key = f"{tool}.1.0"
    result = ask(load_actor("alice"), tool, key=key, **arguments)
    tenant, _ = Tenant.objects.get_or_create(slug="lantern-row")
    conversation = Conversation.objects.create(tenant=tenant, member="alice", title="Drafts")
    turn = Turn.objects.create(conversation=conversation, message="Do it", created=timezone.now())
    ToolCall.objects.create(
        round=Round.objects.create(turn=turn, number=1, kind="reply", request=""),
        index=0,
        call_id="c1",
        name=tool,
        arguments=arguments,
        result=result,
        handle="r1",
        state="done",
        key=key,
        ended=timezone.now() - ago,
    )
    return turn.pk


def undo(turn: uuid.UUID, *, login: str = "alice", handle: str = "r1", host: Host = HOST) -> None:
    undo_call(host=host, actor=load_actor(login), turn=turn, handle=handle)


def refuse(*args, **kwargs) -> tuple[str, str]:
    with pytest.raises(Refusal) as refusal:
        undo(*args, **kwargs)
    return refusal.value.code, refusal.value.message


def test_every_draft_tool_is_tried():
    assert {tool.name for tool in HOST.tools if tool.effect is Effect.DRAFT} == set(DRAFTS)
    assert all(tool.undo for tool in HOST.tools if tool.effect is Effect.DRAFT)


@each_draft
def test_undo_removes_what_was_made_and_nothing_else(tool):
    model = DRAFTS[tool][1]
    before = set(model.objects.values_list("pk", flat=True))
    turn = make_call(tool)
    made = model.objects.latest("pk")
    undo(turn)
    assert not model.objects.filter(pk=made.pk).exists()
    assert before <= set(model.objects.values_list("pk", flat=True))
    assert ToolCall.objects.get().undone


@each_draft
def test_undo_happens_once(tool):
    turn = make_call(tool)
    undo(turn)
    assert refuse(turn)[0] == "not_found"


@each_draft
@pytest.mark.parametrize("login", ["bob", "charlie"])
def test_others_find_nothing_to_undo(tool, login):
    turn = make_call(tool)
    rows = DRAFTS[tool][1].objects.count()
    assert refuse(turn, login=login) == refuse(uuid.uuid4(), login=login)
    assert DRAFTS[tool][1].objects.count() == rows
    assert ToolCall.objects.get().undone is None


@pytest.mark.parametrize("handle", ["r2", "", "r1 "])
def test_an_unknown_handle_is_not_found(handle):
    assert refuse(make_call("create_task"), handle=handle)[0] == "not_found"


def test_undo_is_for_a_day():
    undo(make_call("create_task", ago=timedelta(hours=23, minutes=59)))
    ToolCall.objects.all().delete()
    Task.objects.all().delete()
    assert refuse(make_call("create_task", ago=timedelta(hours=24, seconds=1)))[0] == "too_late"
    assert Task.objects.count() == 1


def test_a_read_has_nothing_to_undo():
    turn = make_call("create_task")
    ToolCall.objects.update(name="find_contacts")
    assert refuse(turn)[0] == "not_found"


def test_a_call_that_failed_has_nothing_to_undo():
    turn = make_call("create_task")
    ToolCall.objects.update(state="failed")
    assert refuse(turn)[0] == "not_found"


def test_a_tool_that_refuses_may_be_asked_again():
    async def refuse_once(call):
        raise ToolFault("locked", "Somebody is editing it.")

    turn = make_call("create_task")
    strict = replace(HOST, tools=[replace(HOST.tool("create_task"), undo=refuse_once)])
    assert refuse(turn, host=strict) == ("locked", "Somebody is editing it.")
    assert ToolCall.objects.get().undone is None
    undo(turn)
    assert not Task.objects.exists()


def test_who_works_here_no_more_undoes_nothing():
    turn = make_call("create_task")
    alice = load_actor("alice")
    User.objects.filter(username="alice").update(is_active=False)
    with pytest.raises(Refusal, match="nothing here"):
        undo_call(host=HOST, actor=alice, turn=turn, handle="r1")
    assert Task.objects.exists()


def test_a_change_is_undone_like_a_draft():
    alice = load_actor("alice")
    task = ask(alice, "create_task", key="known", title="Call")["task"]["id"]
    turn = tell_call("complete_task", {"task": task})
    assert ask(alice, "get_task", task=task)["task"]["done"]
    undo(turn)
    assert not ask(alice, "get_task", task=task)["task"]["done"]
    assert refuse(turn)[0] == "not_found"

"""Putting things on a list, and ticking them off."""

import pytest

from assistant.host import ToolFault
from demo_crm.models import Contact, Listing, Task
from tests.support.people import ask, take_back


def test_a_task_holds_all_that_was_said(alice):
    said = {
        "title": "Show the house",
        "due": "2026-08-06T09:00:00-07:00",
        "contact": Contact.objects.visible_to(alice).first().public_id,
        "listing": Listing.objects.visible_to(alice).first().public_id,
        "note": "Bring the keys",
    }
    made = ask(alice, "create_task", **said)["task"]
    assert made == said | {"id": made["id"], "done": False}


def test_a_title_is_enough(alice):
    made = ask(alice, "create_task", title="Call")["task"]
    assert made["due"] is made["contact"] is made["listing"] is made["note"] is None


@pytest.mark.parametrize(
    ("due", "told"),
    [
        ("2026-08-06", "2026-08-06"),
        ("2026-08-06T16:00Z", "2026-08-06T09:00:00-07:00"),
        ("2026-08-06T16:00:30.500Z", "2026-08-06T09:00:30.500000-07:00"),
        ("2026-12-06T16:00:00+00:00", "2026-12-06T08:00:00-08:00"),
    ],
)
def test_due_is_told_on_the_members_clock(alice, due, told):
    assert ask(alice, "create_task", title="Call", due=due)["task"]["due"] == told


@pytest.mark.parametrize("due", ["2026-02-30", "2026-08-06T25:00Z", "2026-08-06T10:00+99:00"])
def test_a_time_that_never_comes_is_refused(alice, due):
    with pytest.raises(ToolFault, match="due") as caught:
        ask(alice, "create_task", title="Call", due=due)
    assert caught.value.code == "bad_arguments"


def test_the_same_call_adds_one_task(alice):
    before = Task.objects.count()
    assert ask(alice, "create_task", title="Call") == ask(alice, "create_task", title="Call")
    assert Task.objects.count() == before + 1


def test_a_task_can_be_taken_back(alice):
    made = ask(alice, "create_task", title="Call")
    take_back(alice, "create_task", made)
    take_back(alice, "create_task", made)
    assert Task.objects.with_public_id(made["task"]["id"]) is None


def test_a_task_outlives_the_contact_it_was_about(alice):
    person = ask(alice, "create_contact", name="Ines")
    task = ask(alice, "create_task", title="Call", contact=person["contact"]["id"])
    take_back(alice, "create_contact", person)
    assert Task.objects.with_public_id(task["task"]["id"]).contact is None


def test_a_task_is_read_as_it_was_made(alice, bob):
    made = ask(alice, "create_task", title="Call", due="2026-08-06")["task"]
    assert ask(alice, "get_task", task=made["id"])["task"] == made
    for task in (made["id"], "T-999999"):
        with pytest.raises(ToolFault, match="There is no task"):
            ask(bob, "get_task", task=task)


def test_a_task_is_ticked_off_and_put_back(alice, bob):
    made = ask(alice, "create_task", title="Call")["task"]
    done = ask(alice, "complete_task", "call-2", task=made["id"])
    assert done["task"] == made | {"done": True}
    take_back(bob, "complete_task", done, "call-2")
    assert ask(alice, "get_task", task=made["id"])["task"]["done"]
    take_back(alice, "complete_task", done, "call-2")
    assert not ask(alice, "get_task", task=made["id"])["task"]["done"]


def test_nobody_ticks_off_what_is_not_theirs(alice, bob):
    made = ask(alice, "create_task", title="Call")["task"]
    with pytest.raises(ToolFault, match="There is no task"):
        ask(bob, "complete_task", task=made["id"])

"""The tools of the member's list: put something on it, read it, tick it off."""

from typing import Any

from assistant.host import Call, Effect, Tool
from demo_crm import services
from demo_crm.changing import change_row, take_back_change
from demo_crm.database import in_database
from demo_crm.facts import task_facts
from demo_crm.models import Task
from demo_crm.tools.lookup import get_contact_row, get_listing_row, get_member, get_task_row
from demo_crm.tools.parameters import (
    DUE,
    build_parameters,
    matching,
    public_id,
    read_due,
    text,
)


@in_database
def create_task(call: Call) -> dict[str, Any]:
    details = dict(call.arguments)
    if "contact" in details:
        details["contact"] = get_contact_row(call.actor, details["contact"])
    if "listing" in details:
        details["listing"] = get_listing_row(call.actor, details["listing"])
    due = read_due("due", details.pop("due")) if "due" in details else None
    task = services.create_task(
        owner=get_member(call.actor), key=call.key, due=due, details=details
    )
    return {"task": task_facts(task, call.actor.zone)}


@in_database
def undo_create_task(call: Call) -> None:
    made = [call.result["task"]["id"]]
    Task.objects.visible_to(call.actor).with_public_ids(made).delete()


@in_database
def get_task(call: Call) -> dict[str, Any]:
    task = get_task_row(call.actor, call.arguments["task"])
    return {"task": task_facts(task, call.actor.zone)}


@in_database
def complete_task(call: Call) -> dict[str, Any]:
    task = get_task_row(call.actor, call.arguments["task"])
    done = {"done": call.arguments.get("done", True)}
    change_row(author=get_member(call.actor), key=call.key, row=task, fields=done)
    return {"task": task_facts(task, call.actor.zone)}


@in_database
def undo_complete_task(call: Call) -> None:
    rows = Task.objects.visible_to(call.actor)
    take_back_change(actor=call.actor, key=call.key, rows=rows)


GET_TASK = Tool(
    name="get_task",
    title="Reading the task",
    description="One thing on the member's own list: what, by when, about whom, and if it is done.",
    parameters=build_parameters({"task": public_id("task", "T-77")}, "task"),
    effect=Effect.READ,
    run=get_task,
)

COMPLETE_TASK = Tool(
    name="complete_task",
    title="Ticking a task off",
    description="Mark a task on the member's own list as done, or as not done after all.",
    parameters=build_parameters(
        {
            "task": public_id("task", "T-77"),
            "done": {
                "type": "boolean",
                "default": True,
                "description": "False puts it back on the list.",
            },
        },
        "task",
    ),
    effect=Effect.CHANGE,
    run=complete_task,
    undo=undo_complete_task,
)

CREATE_TASK = Tool(
    name="create_task",
    title="Adding a task",
    description="Put a task on the member's own list, with a due date if they named one.",
    parameters=build_parameters(
        {
            "title": text("What is to be done, in a few words.", 160),
            "due": matching(
                DUE,
                "When: a date as YYYY-MM-DD, or an ISO time with offset if an hour was said.",
            ),
            "contact": public_id("contact it is about", "C-201"),
            "listing": public_id("listing it is about", "L-1042"),
            "note": text("Anything else worth remembering.", 1000),
        },
        "title",
    ),
    effect=Effect.DRAFT,
    run=create_task,
    undo=undo_create_task,
)

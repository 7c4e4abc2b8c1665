"""The scenes that change what exists: the tool may well need the member for it. No I/O."""

from typing import Any

from demo_crm.offline_model.contact_scenes import find_person
from demo_crm.offline_model.due_words import take_when
from demo_crm.offline_model.intents import (
    CompleteTask,
    MoveAppointment,
    ShowTask,
    TakeBack,
    UpdateContact,
)
from demo_crm.offline_model.moves import Say, Scene, Use
from demo_crm.offline_model.replies import join, quote, widget
from demo_crm.offline_model.turn import Turn

Change = CompleteTask | MoveAppointment | ShowTask | TakeBack | UpdateContact
_NO_TASK = "I have shown you no task that I could mean by that."
_NO_APPOINTMENT = "I have shown you no appointment that I could mean by that."
_NO_TIME = "To when? Say: *move it to*, with the day and the hour."
_NOTHING_MADE = "I have made nothing here that could be undone."
_UNDO = "This is what I made last. Undoing it is yours to do."
_MADE = {
    "create_contact": ("contact", "name", "The contact"),
    "create_task": ("task", "title", "The task"),
    "schedule_appointment": ("appointment", "title", "The appointment"),
    "draft_email": ("draft", "subject", "The e-mail draft"),
    "draft_social_post": ("post", "title", "The draft of the"),
    "create_website_draft": ("website", "title", "The draft of the"),
}
"""Tool that makes something -> its place in the result, what names it, and what it is."""


def change(wish: Change, turn: Turn) -> Scene | Say:
    """Ask for the change, and show what it came to."""
    match wish:
        case CompleteTask():
            return _with_task("complete_task", "It is done.", turn)
        case ShowTask():
            return _with_task("get_task", "Here is your task.", turn)
        case MoveAppointment(words=words):
            return _move(words, turn)
        case UpdateContact():
            return _update(wish, turn)
        case TakeBack():
            return _offer_undo(turn)


def _with_task(tool: str, said: str, turn: Turn) -> Scene | Say:
    task = turn.shown_last("task", "task")
    return _ask_task(tool, task, said) if task else Say(_NO_TASK, is_open=True)


def _ask_task(tool: str, task: str, said: str) -> Scene:
    found = yield Use(tool, {"task": task})
    return Say(join(said, widget("task", {"task": found.value["task"]["id"]})))


def _move(words: str, turn: Turn) -> Scene | Say:
    appointment = turn.shown_last("appointment", "appointment")
    if appointment is None:
        return Say(_NO_APPOINTMENT, is_open=True)
    _, when = take_when(words, turn.now)
    if when.moment is None:
        return Say(_NO_TIME, is_open=True)
    return _ask_move({"appointment": appointment, "starts": when.moment.isoformat()})


def _ask_move(arguments: dict[str, Any]) -> Scene:
    moved = yield Use("move_appointment", arguments)
    shown = widget("appointment", {"appointment": moved.value["appointment"]["id"]})
    return Say(join("It is moved.", shown))


def _update(wish: UpdateContact, turn: Turn) -> Scene:
    contact = yield from find_person(
        wish.person,
        turn,
        lambda who: turn.carry(f"Change the {wish.field} of {who} to {quote(str(wish.value))}"),
    )
    if isinstance(contact, Say):
        return contact
    changed = yield Use("update_contact", {"contact": contact["id"], wish.field: wish.value})
    shown = widget("contact_card", {"contact": changed.value["contact"]["id"]})
    return Say(join("It is changed.", shown))


def _offer_undo(turn: Turn) -> Say:
    last = next((result for result in turn.results if result.tool in _MADE), None)
    if last is None:
        return Say(_NOTHING_MADE)
    place, field, noun = _MADE[last.tool]
    named = quote(str(last.value[place][field]))
    made = f"{noun} {named}" if noun.endswith("the") else f"{noun} “{named}”"
    return Say(join(_UNDO, widget("undo", {"from": last.handle, "made": made[:120]})))

"""Wishes to change what exists, in the ways people word them."""

import pytest

from demo_crm.offline_model.change_words import read_change
from demo_crm.offline_model.intents import (
    CompleteTask,
    MoveAppointment,
    ShowTask,
    TakeBack,
    UpdateContact,
)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("mark it as done", CompleteTask()),
        ("tick off the task", CompleteTask()),
        ("complete that task", CompleteTask()),
        ("the reminder is done", CompleteTask()),
        ("show me the task", ShowTask()),
        ("when is that task due", ShowTask()),
        ("move it to Saturday 4 pm", MoveAppointment("Saturday 4 pm")),
        ("reschedule the showing to Monday", MoveAppointment("Monday")),
        ("change her phone to 408-555-0100", UpdateContact(None, "phone", "408-555-0100")),
        (
            "update Ada Byrne's e-mail to ada@byrne.example",
            UpdateContact("Ada Byrne", "email", "ada@byrne.example"),
        ),
        ("set the town of Ada Byrne to Wrenmoor", UpdateContact("Ada Byrne", "town", "Wrenmoor")),
        (
            "mark Ada Byrne as do not contact",
            UpdateContact("Ada Byrne", "do_not_contact", value=True),
        ),
        ("undo that", TakeBack()),
        ("take it back", TakeBack()),
    ],
)
def test_a_change_is_understood(text, intent):
    assert read_change(text) == intent


@pytest.mark.parametrize(
    "text", ["change the world", "move to San Jose", "delete the task", "update all listings"]
)
def test_anything_else_is_no_change(text):
    assert read_change(text) is None

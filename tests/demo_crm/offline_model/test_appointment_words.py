"""The wish for an appointment, and its details."""

import pytest

from demo_crm.offline_model.appointment_words import (
    Details,
    is_showing,
    read_appointment,
    read_details,
    take_minutes,
)
from demo_crm.offline_model.intents import BookAppointment


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("book a showing on Friday at 3 pm", "showing", "on Friday at 3 pm"),
        ("schedule the second visit tomorrow", "second visit", "tomorrow"),
        ("set up a phone call with Jo", "phone call", "with Jo"),
        ("Tomorrow at noon, book lunch with Jo", "lunch", "with Jo Tomorrow at noon"),
        ("put a meeting in my calendar", "meeting", "in my calendar"),
        ("book an appointment", "appointment", ""),
    ],
)
def test_a_wish_is_read(text: str, kind: str, words: str) -> None:
    assert read_appointment(text) == BookAppointment(kind, words)


@pytest.mark.parametrize("text", ["book a flight", "a showing", "any open houses?", "call Jo"])
def test_other_words_wish_for_none(text: str) -> None:
    assert read_appointment(text) is None


@pytest.mark.parametrize(
    ("words", "details"),
    [
        ("at 118 Lantern Street with Jo", Details("Jo", "118 Lantern Street")),
        ("with Jo at the office about the offer", Details("Jo", "the office", "the offer")),
        ("of the house on Gable Street for Jo", Details("Jo", "the house on Gable Street")),
        ("for 12 Alder Court", Details("", "12 Alder Court")),
        ("for it", Details("", "it")),
        ("with her", Details("her")),
        ("", Details()),
    ],
)
def test_details_are_read(words: str, details: Details) -> None:
    assert read_details(words) == details


def test_where_it_is_noted_is_no_place() -> None:
    assert take_minutes("in my calendar for an hour")[1] == 60
    assert "calendar" not in take_minutes("in my calendar for an hour")[0]


def test_showings_are_at_homes() -> None:
    assert is_showing("second visit")
    assert not is_showing("phone call")

"""Whom a question is about, and what it asks."""

import pytest

from demo_crm.offline_model.intents import LookUp
from demo_crm.offline_model.look_up_words import find_name, read_look_up


@pytest.mark.parametrize(
    "text",
    [
        "What is Jonas Ferrel's phone number",
        "what’s the phone number of Jonas Ferrel",
        "phone number for Jonas Ferrel",
        "Jonas Ferrel phone",
        "give me Jonas Ferrel's cell phone",
        "do you have Jonas Ferrel's number",
        "what phone number does Jonas Ferrel have",
        "how can I reach Jonas Ferrel",
    ],
)
def test_a_phone_number_is_asked_for_in_many_ways(text: str) -> None:
    assert read_look_up(text) == LookUp("Jonas Ferrel", "phone")


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("what is the email of Jonas", "email"),
        ("Jonas' e-mail address", "email"),
        ("when is Jonas's birthday", "birthday"),
        ("who is Jonas's wife", "partner"),
        ("where does Jonas live", "town"),
        ("where does Jonas work", "company"),
        ("what is Jonas's job title", "job"),
        ("show me Jonas's last note", "last_note"),
        ("what are Jonas's tags", "tags"),
        ("what is Jonas's home address", "address"),
        ("who is Jonas", None),
        ("look up Jonas", None),
        ("show me the contact Jonas", None),
    ],
)
def test_every_field_has_words(text: str, field: str | None) -> None:
    assert read_look_up(text) == LookUp("Jonas", field)


def test_a_pronoun_means_the_contact_shown_last() -> None:
    assert read_look_up("what is his phone number") == LookUp(None, "phone")


@pytest.mark.parametrize(
    "text",
    [
        "what is the number of homes in Campbell",
        "what is my phone number",
        "what is the address of the 2nd one",
        "homes in Campbell",
    ],
)
def test_questions_about_other_things_are_left(text: str) -> None:
    assert read_look_up(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("remind me to call Jonas Ferrel tomorrow", "Jonas Ferrel"),
        ("book lunch with Ada", "Ada"),
        ("remind me to call him", None),
        ("homes for sale in Campbell", None),
    ],
)
def test_a_name_is_found_among_other_words(text: str, name: str | None) -> None:
    assert find_name(text) == name

"""A new contact, from one sentence."""

from typing import Any

import pytest

from demo_crm.offline_model.contact_words import read_new_contact
from demo_crm.offline_model.intents import AddContact


@pytest.mark.parametrize(
    "text",
    [
        "Create a contact named Jonas Ferrel, phone 408-555-0142, email jonas@ferrel.example",
        "add a new contact: Jonas Ferrel (408-555-0142, jonas@ferrel.example)",
        "new client Jonas Ferrel jonas@ferrel.example 408-555-0142",
        "add Jonas Ferrel as a contact, 408-555-0142, jonas@ferrel.example",
        "save Jonas Ferrel to my contacts with phone 408-555-0142 and email jonas@ferrel.example",
        "make a contact for Jonas Ferrel with e-mail jonas@ferrel.example and phone 408-555-0142",
    ],
)
def test_name_phone_and_email_are_read_in_any_phrasing(text: str) -> None:
    assert read_new_contact(text) == AddContact(
        {"name": "Jonas Ferrel", "email": "jonas@ferrel.example", "phone": "408-555-0142"}
    )


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("born on 1985-05-03", {"birthday": "1985-05-03"}),
        (
            "who works at Acme Inc and lives in Campbell",
            {"company": "Acme Inc", "town": "Campbell"},
        ),
        ("company Northwind, job architect", {"company": "Northwind", "job": "architect"}),
        ("partner: Mia Ferrel", {"partner": "Mia Ferrel"}),
        ("address 12 Alder Court", {"address": "12 Alder Court"}),
        ("tagged buyer", {"tags": ["buyer"]}),
    ],
)
def test_details_are_read(words: str, values: dict[str, Any]) -> None:
    found = read_new_contact(f"create a contact named Jonas Ferrel, {words}")
    assert found == AddContact({"name": "Jonas Ferrel", **values})


def test_a_contact_without_a_name_has_none() -> None:
    assert read_new_contact("create a contact") == AddContact({})


@pytest.mark.parametrize("text", ["add a task", "show the contact Jonas", "create an email"])
def test_other_wishes_are_not_taken(text: str) -> None:
    assert read_new_contact(text) is None

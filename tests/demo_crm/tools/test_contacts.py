"""Looking for people and adding them."""

import pytest

from assistant.host import ToolFault
from demo_crm.models import Contact, Note
from tests.support.people import ask, take_back

SHORT = {"id", "name", "email", "phone", "company", "town", "tags"}
WHOLE = SHORT | {"address", "job", "birthday", "partner", "last_note"}
NEWCOMER = {
    "name": "Ines Copperly",
    "email": "ines.copperly@example.com",
    "phone": "(408) 555-0177",
    "company": "Foxtrot Bakery",
    "job": "baker",
    "town": "San Jose",
    "address": "4 Gable Street",
    "birthday": "1988-02-29",
    "partner": "Tom Copperly",
    "tags": ["buyer", "first home"],
}


def test_people_are_shown_by_name_and_counted(alice):
    found = ask(alice, "find_contacts")
    names = [person["name"] for person in found["contacts"]]
    assert (found["count"], found["shown"]) == (100, 5)
    assert names == sorted(names)
    assert set(found["contacts"][0]) == SHORT


def test_a_person_is_told_with_the_last_note(alice):
    note = Note.objects.visible_to(alice).newest_first().first()
    person = ask(alice, "get_contact", contact=note.contact.public_id)["contact"]
    assert set(person) == WHOLE
    assert person["last_note"] == note.text


def test_a_new_contact_holds_all_that_was_said(alice):
    made = ask(alice, "create_contact", **NEWCOMER)["contact"]
    assert made.items() >= NEWCOMER.items()
    assert set(made) == WHOLE
    assert ask(alice, "get_contact", contact=made["id"])["contact"] == made


def test_a_name_is_enough(alice):
    made = ask(alice, "create_contact", name="Ines")["contact"]
    assert made["email"] is made["birthday"] is made["last_note"] is None


def test_the_same_call_adds_nobody_twice(alice):
    before = Contact.objects.count()
    assert ask(alice, "create_contact", **NEWCOMER) == ask(alice, "create_contact", **NEWCOMER)
    assert Contact.objects.count() == before + 1


def test_a_contact_can_be_taken_back_and_taking_it_back_again_is_harmless(alice):
    made = ask(alice, "create_contact", **NEWCOMER)
    before = Contact.objects.count()
    take_back(alice, "create_contact", made)
    take_back(alice, "create_contact", made)
    assert Contact.objects.count() == before - 1
    with pytest.raises(ToolFault):
        ask(alice, "get_contact", contact=made["contact"]["id"])


def test_a_birthday_on_no_calendar_is_refused(alice):
    with pytest.raises(ToolFault, match="birthday: 1999-02-29 is not a date") as caught:
        ask(alice, "create_contact", name="Ines", birthday="1999-02-29")
    assert caught.value.code == "bad_arguments"

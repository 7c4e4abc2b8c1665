"""Looking for people, adding them and changing what is known of them."""

import pytest

from assistant.host import ToolFault
from demo_crm.models import Contact, Note
from tests.support.people import ask, take_back

SHORT = {"id", "name", "email", "phone", "company", "town", "tags", "do_not_contact"}
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
    assert (found["count"], found["shown"]) == (101, 5)
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


@pytest.fixture
def ines(alice):
    return ask(alice, "create_contact", **NEWCOMER)["contact"]


def test_only_what_is_given_changes(alice, ines):
    said = {"town": "Wrenmoor", "tags": ["seller"], "birthday": "1988-02-28"}
    told = ask(alice, "update_contact", "call-2", contact=ines["id"], **said)["contact"]
    assert told == ines | said


def test_who_asked_not_to_be_contacted_is_marked(alice, ines):
    assert ines["do_not_contact"] is False
    mark = {"contact": ines["id"], "do_not_contact": True}
    assert ask(alice, "update_contact", "call-2", **mark)["contact"]["do_not_contact"] is True


def test_a_change_of_a_contact_can_be_taken_back(alice, bob, ines):
    changed = ask(alice, "update_contact", "call-2", contact=ines["id"], birthday="1990-01-01")
    take_back(bob, "update_contact", changed, "call-2")
    assert ask(alice, "get_contact", contact=ines["id"]) == changed
    take_back(alice, "update_contact", changed, "call-2")
    assert ask(alice, "get_contact", contact=ines["id"])["contact"] == ines


def test_a_change_says_what_changes(alice, ines):
    with pytest.raises(ToolFault, match="at least one"):
        ask(alice, "update_contact", "call-2", contact=ines["id"])


def test_a_shared_contact_is_its_owners_to_change(bob):
    shared = Contact.objects.filter(owner__user__username="alice", shared=True).first()
    with pytest.raises(ToolFault, match="Only the colleague") as caught:
        ask(bob, "update_contact", contact=shared.public_id, town="Wrenmoor")
    assert caught.value.code == "not_allowed"


def test_a_private_contact_of_somebody_else_is_not_there(bob, ines):
    with pytest.raises(ToolFault, match="There is no contact"):
        ask(bob, "update_contact", contact=ines["id"], town="Wrenmoor")

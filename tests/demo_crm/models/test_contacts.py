"""Finding people by what is known of them."""

import pytest

from demo_crm.models import Contact, Note
from demo_crm.models.contacts import join_tags


@pytest.fixture
def people(alice):
    return Contact.objects.visible_to(alice)


@pytest.mark.parametrize("field", ["name", "email", "company"])
def test_text_is_looked_for_in_name_email_and_company(people, field):
    person = people.exclude(company="").first()
    assert person in people.matching(text=getattr(person, field).upper())


def test_a_tag_is_found_whole_and_in_any_case(people):
    assert people.matching(tag="Buyer").exists()
    assert all("buyer" in person.tags for person in people.matching(tag="Buyer"))
    assert not people.matching(tag="buy").exists()


def test_all_wishes_hold_together(people):
    person = people.first()
    found = people.matching(text=person.name, town=person.town.lower(), tag=person.tags[0])
    assert list(found) == [person]


def test_tags_are_kept_small_and_once():
    contact = Contact(tag_line=join_tags(["Buyer", "cash", "buyer"]))
    assert contact.tags == ["buyer", "cash"]
    assert Contact(tag_line=join_tags([])).tags == []


def test_the_newest_note_comes_first(alice):
    notes = list(Note.objects.visible_to(alice).newest_first())
    assert notes == sorted(notes, key=lambda note: (note.written_at, note.pk), reverse=True)

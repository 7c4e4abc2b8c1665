"""Inventing people."""

from random import Random

from demo_crm.invention.contacts import add_remarks, invent_contacts, invent_notes
from demo_crm.models import Brokerage, Member
from tests.demo_crm.conftest import NOW


def invent():
    house = Brokerage(slug="any")
    shares = [(Member(brokerage=house), 30), (Member(brokerage=house), 20)]
    return invent_contacts(Random(1), shares)


def test_everybody_gets_their_share_half_of_it_private():
    people = invent()
    assert len(people) == 50
    assert sum(person.shared for person in people) == 25
    assert [person.owner for person in people[:30]] == [people[0].owner] * 30


def test_every_person_is_believable():
    for person in invent():
        person.clean_fields(exclude=["brokerage", "owner", "key"])
        assert 1 <= len(person.tags) <= 3
        assert bool(person.company) == bool(person.job)


def test_notes_lie_in_the_past():
    notes = invent_notes(Random(1), invent(), NOW)
    assert notes
    assert all(note.written_at < NOW for note in notes)
    assert all(note.author == note.contact.owner for note in notes)


def test_some_people_are_remarked_on():
    people = invent()
    add_remarks(Random(1), people)
    assert 0 < sum(bool(person.remark) for person in people) < len(people)

"""Whom and what a member may mention."""

from asgiref.sync import async_to_sync

from demo_crm.host import HOST
from demo_crm.models import Contact

BOTH = ("contact", "listing")


def search(actor, text, *kinds):
    return async_to_sync(HOST.search)(actor, text, kinds or BOTH)


def test_what_begins_with_the_words_comes_first(alice):
    found = [each.label for each in search(alice, "jordan")]
    assert found[0].startswith("Jordan ")
    assert [each.label for each in search(alice, "delgado")] == ["Maria Delgado"]


def test_homes_are_found_by_address(alice):
    [found] = search(alice, "118 lantern")
    assert (found.kind, found.label, found.detail) == ("listing", "118 Lantern Street", "San Jose")


def test_only_the_kinds_that_were_asked_for(alice):
    assert {each.kind for each in search(alice, "l", "listing")} == {"listing"}
    assert {each.kind for each in search(alice, "", "contact")} == {"contact"}
    assert search(alice, "Jordan", "task") == []


def test_people_leave_room_for_homes(alice):
    assert {each.kind for each in search(alice, "l")} == {"contact", "listing"}


def test_there_are_never_many(alice):
    assert len(search(alice, "")) == len(search(alice, "e")) == 8


def test_nobody_finds_what_they_may_not_see(alice, bob, charlie):
    private = Contact.objects.filter(owner__user__username="alice", shared=False).first()
    assert search(alice, private.name)
    assert search(bob, private.name) == []
    assert search(charlie, "Maria Delgado") == []


def test_odd_text_finds_nothing(alice):
    assert search(alice, "100%_\0'") == []

"""One table of who may see whose rows, and proof that the foreign looks like the unknown."""

import re

import pytest

from assistant.host import ToolFault
from demo_crm.models import Appointment, Contact, EmailDraft, Listing, Note, Task
from tests.support.people import ask, load_actor, take_back

PEOPLE = ("alice", "bob", "charlie")
SHOWING = {"title": "Showing", "starts": "2026-08-07T15:00:00-07:00"}
UNKNOWN = {"listing": "L-999999", "contact": "C-999999"}


def rows_of(model, login):
    return set(model.objects.visible_to(load_actor(login)).values_list("pk", flat=True))


def test_a_brokerage_shares_its_listings(crm):
    assert rows_of(Listing, "alice") == rows_of(Listing, "bob")


@pytest.mark.parametrize("model", [Listing, Contact, Note, Task, Appointment, EmailDraft])
def test_nothing_crosses_between_brokerages(crm, model):
    assert rows_of(model, "charlie")
    assert not rows_of(model, "charlie") & (rows_of(model, "alice") | rows_of(model, "bob"))


def test_every_row_is_seen_by_somebody(crm):
    for model in (Listing, Contact, Note, Task, Appointment, EmailDraft):
        seen = set().union(*(rows_of(model, login) for login in PEOPLE))
        assert len(seen) == model.objects.count()


def test_colleagues_see_shared_contacts_and_no_private_ones(crm):
    of_alice = Contact.objects.filter(owner__user__username="alice")
    for_bob = Contact.objects.visible_to(load_actor("bob")).filter(owner__user__username="alice")
    assert set(for_bob) == set(of_alice.filter(shared=True))
    assert of_alice.filter(shared=False).exists()


def test_a_note_hides_with_its_contact(crm):
    bob = load_actor("bob")
    hidden = Note.objects.filter(author__user__username="alice", contact__shared=False)
    assert hidden.exists()
    assert not (hidden & Note.objects.visible_to(bob)).exists()


@pytest.mark.parametrize("model", [Task, Appointment, EmailDraft])
def test_colleagues_do_not_see_each_others_work(crm, model):
    assert not rows_of(model, "alice") & rows_of(model, "bob")


def test_a_link_is_empty_once_its_contact_turned_private(bob):
    shared = Contact.objects.filter(owner__user__username="alice", shared=True).first()
    task = Task.objects.visible_to(bob).first()
    Task.objects.filter(pk=task.pk).update(contact=shared)
    Contact.objects.filter(pk=shared.pk).update(shared=False)
    assert Task.objects.visible_to(bob).with_links(bob).get(pk=task.pk).contact is None


def foreign_ids(login: str) -> dict[str, str]:
    """A listing and a contact that exist and that this person may not see."""
    actor = load_actor(login)
    listing = Listing.objects.exclude(pk__in=Listing.objects.visible_to(actor)).first()
    contact = Contact.objects.exclude(pk__in=Contact.objects.visible_to(actor)).first()
    return {"listing": listing.public_id, "contact": contact.public_id}


def fault_of(actor, tool, **arguments):
    with pytest.raises(ToolFault) as caught:
        ask(actor, tool, **arguments)
    return caught.value.code, re.sub(r"[A-Z]-\d+", "ID", str(caught.value))


@pytest.mark.parametrize("login", PEOPLE)
@pytest.mark.parametrize(
    ("tool", "fill"),
    [
        ("get_listing", lambda ids: {"listing": ids["listing"]}),
        ("get_contact", lambda ids: {"contact": ids["contact"]}),
        ("draft_email", lambda ids: {"contact": ids["contact"], "subject": "Hello"}),
        ("create_task", lambda ids: {"title": "Call", "contact": ids["contact"]}),
        ("create_task", lambda ids: {"title": "Visit", "listing": ids["listing"]}),
        ("schedule_appointment", lambda ids: {**SHOWING, "contact": ids["contact"]}),
        ("schedule_appointment", lambda ids: {**SHOWING, "listing": ids["listing"]}),
    ],
)
def test_a_foreign_id_fails_like_an_unknown_one(crm, login, tool, fill):
    actor = load_actor(login)
    foreign = fault_of(actor, tool, **fill(foreign_ids(login)))
    assert foreign == fault_of(actor, tool, **fill(UNKNOWN))
    assert foreign[0] == "not_found"


@pytest.mark.parametrize("login", PEOPLE)
def test_a_foreign_listing_in_an_email_fails_like_an_unknown_one(crm, login):
    actor = load_actor(login)
    contact = Contact.objects.visible_to(actor).first().public_id
    mail = {"contact": contact, "subject": "Hello"}
    foreign = fault_of(actor, "draft_email", listings=[foreign_ids(login)["listing"]], **mail)
    assert foreign == fault_of(actor, "draft_email", listings=[UNKNOWN["listing"]], **mail)


@pytest.mark.parametrize("login", PEOPLE)
def test_a_search_finds_only_what_its_asker_may_see(crm, login):
    actor = load_actor(login)
    homes = ask(actor, "find_listings", limit=20)["listings"]
    people = ask(actor, "find_contacts", limit=20)["contacts"]
    assert len(Listing.objects.visible_to(actor).with_public_ids(row["id"] for row in homes)) == 20
    assert len(Contact.objects.visible_to(actor).with_public_ids(row["id"] for row in people)) == 20


def test_a_search_counts_nothing_of_others(alice):
    hidden = Contact.objects.exclude(pk__in=Contact.objects.visible_to(alice)).first()
    assert ask(alice, "find_contacts", text=hidden.email)["count"] == 0


@pytest.mark.parametrize("other", ["bob", "charlie"])
@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("create_contact", {"name": "Private Person"}),
        ("create_task", {"title": "Secret"}),
        ("schedule_appointment", SHOWING),
    ],
)
def test_nobody_takes_back_what_another_made(alice, other, tool, arguments):
    made = ask(alice, tool, **arguments)
    take_back(load_actor(other), tool, made)
    assert ask(alice, tool, **arguments) == made


def test_what_a_draft_tool_makes_nobody_else_sees(alice, bob):
    made = ask(alice, "create_contact", name="Private Person")["contact"]["id"]
    assert fault_of(bob, "get_contact", contact=made)[0] == "not_found"

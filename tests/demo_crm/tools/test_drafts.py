"""Opening e-mails."""

import pytest

from demo_crm.models import Contact, EmailDraft, Listing
from tests.support.people import ask, take_back


@pytest.fixture
def mail(alice):
    contact = Contact.objects.visible_to(alice).first()
    homes = Listing.objects.visible_to(alice).sorted_by("price_desc")[:3]
    return {
        "contact": contact.public_id,
        "subject": "Three homes",
        "listings": [home.public_id for home in homes],
    }


def test_a_draft_is_addressed_and_comes_with_the_facts(alice, mail):
    opened = ask(alice, "draft_email", **mail)
    contact = Contact.objects.with_public_id(mail["contact"])
    draft = opened["draft"]
    assert (draft["to_name"], draft["to_email"]) == (contact.name, contact.email)
    assert (draft["contact"], draft["subject"]) == (mail["contact"], "Three homes")
    assert [home["id"] for home in opened["listings"]] == mail["listings"]
    assert all(home["courtesy_of"] for home in opened["listings"])


def test_a_draft_needs_no_listing(alice, mail):
    del mail["listings"]
    assert ask(alice, "draft_email", **mail)["listings"] == []


def test_the_same_call_opens_one_draft(alice, mail):
    before = EmailDraft.objects.count()
    assert ask(alice, "draft_email", **mail) == ask(alice, "draft_email", **mail)
    assert EmailDraft.objects.count() == before + 1


def test_a_draft_can_be_taken_back(alice, mail):
    opened = ask(alice, "draft_email", **mail)
    take_back(alice, "draft_email", opened)
    take_back(alice, "draft_email", opened)
    assert EmailDraft.objects.with_public_id(opened["draft"]["id"]) is None


def test_nobody_else_takes_a_draft_back(alice, bob, mail):
    opened = ask(alice, "draft_email", **mail)
    take_back(bob, "draft_email", opened)
    assert EmailDraft.objects.with_public_id(opened["draft"]["id"])


def test_a_draft_to_somebody_without_an_address_has_none(alice):
    silent = ask(alice, "create_contact", name="Ines")["contact"]["id"]
    draft = ask(alice, "draft_email", contact=silent, subject="Hello")["draft"]
    assert (draft["to_name"], draft["to_email"]) == ("Ines", None)


def test_a_draft_tells_whether_its_reader_asked_to_be_left_alone(alice, mail):
    assert ask(alice, "draft_email", **mail)["do_not_contact"] is False
    Contact.objects.filter(pk=int(mail["contact"][2:])).update(do_not_contact=True)
    assert ask(alice, "draft_email", "call-2", **mail)["do_not_contact"] is True

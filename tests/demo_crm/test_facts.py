"""What rows say as JSON."""

from datetime import UTC, date, datetime

import pytest

from demo_crm.facts import (
    appointment_facts,
    contact_facts,
    draft_facts,
    listing_facts,
    task_facts,
    whole_contact_facts,
    whole_listing_facts,
)
from demo_crm.models import Appointment, Contact, EmailDraft, Listing, Task


def make_listing(**changes):
    details = {"price": 1_250_000, "beds": 3, "baths": 2.5, "listed_on": date(2026, 5, 1)}
    return Listing(pk=1042, **(details | changes))


def test_a_listing_tells_its_figures():
    facts = listing_facts(make_listing())
    assert facts["id"] == "L-1042"
    assert (facts["price"], facts["currency"], facts["baths"]) == (1_250_000, "USD", 2.5)
    assert (facts["status"], facts["listed_on"]) == ("active", "2026-05-01")


def test_whole_baths_are_whole_numbers():
    assert repr(listing_facts(make_listing(baths=2.0))["baths"]) == "2"


def test_the_whole_listing_adds_to_the_short_one():
    listing = make_listing(summary="A home.", courtesy_of="Blue Door Homes")
    more = {"summary": "A home.", "courtesy_of": "Blue Door Homes", "sold_on": None}
    assert whole_listing_facts(listing) == listing_facts(listing) | more


def test_what_is_unknown_of_a_person_is_null():
    facts = whole_contact_facts(Contact(pk=201, name="Ann"), last_note=None)
    known = {name for name, value in facts.items() if value is not None}
    assert known == {"id", "name", "tags", "do_not_contact"}


def test_the_short_contact_holds_nothing_intimate():
    facts = contact_facts(Contact(pk=201, name="Ann", birthday=date(1990, 1, 2)))
    short = {"id", "name", "email", "phone", "company", "town", "tags", "do_not_contact"}
    assert set(facts) == short


def test_a_draft_keeps_its_address_when_the_contact_is_gone():
    draft = EmailDraft(pk=31, to_name="Ann", to_email="ann@example.com", subject="Hi")
    assert draft_facts(draft) == {
        "id": "D-31",
        "contact": None,
        "to_name": "Ann",
        "to_email": "ann@example.com",
        "subject": "Hi",
    }


@pytest.mark.parametrize(
    ("due", "told"),
    [
        ({}, None),
        ({"due_on": date(2026, 8, 6)}, "2026-08-06"),
        (
            {"due_on": date(2026, 8, 6), "due_at": datetime(2026, 8, 6, 16, tzinfo=UTC)},
            "2026-08-06T09:00:00-07:00",
        ),
    ],
)
def test_a_due_moment_is_told_on_the_members_clock(due, told):
    task = Task(pk=77, title="Call", contact_id=201, listing_id=1042, **due)
    facts = task_facts(task, "America/Los_Angeles")
    assert facts["due"] == told
    assert (facts["contact"], facts["listing"], facts["done"]) == ("C-201", "L-1042", False)


def test_an_appointment_is_told_on_the_members_clock():
    times = {"starts_at": datetime(2026, 11, 6, 22, tzinfo=UTC)}
    times["ends_at"] = datetime(2026, 11, 6, 23, tzinfo=UTC)
    row = Appointment(pk=31, title="Showing", contact_id=201, listing_id=1042, **times)
    assert appointment_facts(row, "America/Denver") == {
        "id": "A-31",
        "title": "Showing",
        "starts": "2026-11-06T15:00:00-07:00",
        "ends": "2026-11-06T16:00:00-07:00",
        "contact": "C-201",
        "listing": "L-1042",
        "place": None,
        "note": None,
    }

"""Writing once per key."""

from datetime import UTC, date, datetime, timedelta

import pytest

from demo_crm import services
from demo_crm.models import Contact, Member, Task


@pytest.fixture
def owner(alice) -> Member:
    return Member.objects.visible_to(alice).get()


def create_task(owner, key="call-1", due=None):
    return services.create_task(owner=owner, key=key, due=due, details={"title": "Call"})


def test_the_same_key_writes_once(owner):
    assert create_task(owner) == create_task(owner)
    assert create_task(owner, key="call-2") != create_task(owner)


def test_two_people_may_use_the_same_key(owner, bob):
    other = Member.objects.visible_to(bob).get()
    assert create_task(owner) != create_task(other)


def test_a_moment_is_due_on_the_owners_calendar_day(owner):
    task = create_task(owner, due=datetime(2026, 8, 6, 3, tzinfo=UTC))
    assert task.due_on == date(2026, 8, 5)


def test_a_day_has_no_moment(owner):
    task = create_task(owner, due=date(2026, 8, 6))
    assert (task.due_on, task.due_at) == (date(2026, 8, 6), None)


def test_an_appointment_is_scheduled_once_per_key(owner):
    starts = datetime(2026, 8, 7, 22, tzinfo=UTC)
    details = {"owner": owner, "starts": starts, "ends": starts + timedelta(hours=1)}
    first, again, other = (
        services.schedule_appointment(key=key, details={"title": "Call"}, **details)
        for key in ("call-1", "call-1", "call-2")
    )
    assert first == again != other


def test_a_new_contact_is_private(owner):
    contact = services.create_contact(owner=owner, key="k", details={"name": "Ann"}, tags=["Cash"])
    assert (contact.shared, contact.brokerage, contact.tags) == (False, owner.brokerage, ["cash"])


def test_a_draft_keeps_the_address_it_was_opened_with(owner):
    contact = Contact.objects.filter(owner=owner).first()
    draft = services.open_draft(owner=owner, key="k", contact=contact, subject="Hi")
    before = contact.email
    contact.delete()
    draft.refresh_from_db()
    assert (draft.to_email, draft.contact) == (before, None)


def test_rows_without_a_key_do_not_collide(owner):
    Task.objects.create(owner=owner, title="One")
    assert Task.objects.create(owner=owner, title="Two").key is None

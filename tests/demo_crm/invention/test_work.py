"""Inventing work."""

from datetime import date, timedelta
from random import Random

import pytest

from demo_crm.invention.work import invent_appointments, invent_drafts, invent_tasks
from demo_crm.models import Contact, Listing, Member

TODAY = date(2026, 8, 5)


@pytest.fixture
def people():
    owner = Member(zone="America/Denver")
    return [Contact(owner=owner, name=f"Ann {index}", email="a@example.com") for index in range(9)]


def test_tasks_lie_around_today(people):
    for task in invent_tasks(Random(1), people[0].owner, people, TODAY):
        assert TODAY - timedelta(days=7) < task.due_on < TODAY + timedelta(days=15)


def test_appointments_are_in_working_hours_of_the_owner(people):
    appointments = invent_appointments(Random(1), people, [Listing(address="1 Here")], TODAY)
    assert len(appointments) == 6
    for each in appointments:
        assert 9 <= each.starts_at.hour < 17
        assert str(each.starts_at.tzinfo) == "America/Denver"
        assert each.ends_at - each.starts_at == timedelta(hours=1)


def test_drafts_are_addressed_to_different_people(people):
    drafts = invent_drafts(Random(1), people)
    assert len({draft.to_name for draft in drafts}) == len(drafts) == 4

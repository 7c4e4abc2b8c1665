"""Putting things into a calendar."""

from datetime import UTC, datetime

import pytest

from assistant.host import ToolFault
from demo_crm.models import Appointment, Contact, Listing
from tests.support.people import ask, take_back

FRIDAY = "2026-08-07T15:00:00-07:00"


def schedule(actor, **said):
    told = {"title": "Showing", "starts": FRIDAY, **said}
    return ask(actor, "schedule_appointment", **told)["appointment"]


def test_an_appointment_holds_all_that_was_said(alice):
    said = {
        "title": "Showing at the house",
        "starts": FRIDAY,
        "ends": "2026-08-07T15:45:00-07:00",
        "contact": Contact.objects.visible_to(alice).first().public_id,
        "listing": Listing.objects.visible_to(alice).first().public_id,
        "place": "The back door",
        "note": "Bring the keys",
    }
    made = schedule(alice, **said)
    assert made == said | {"id": made["id"]}


def test_title_and_start_are_enough(alice):
    made = schedule(alice)
    assert made["ends"] == "2026-08-07T16:00:00-07:00"
    assert made["contact"] is made["listing"] is made["place"] is made["note"] is None


def test_its_length_may_be_said(alice):
    assert schedule(alice, minutes=20)["ends"] == "2026-08-07T15:20:00-07:00"


@pytest.mark.parametrize(
    ("starts", "alices", "charlies"),
    [
        ("2026-08-07T22:00Z", "2026-08-07T15:00:00-07:00", "2026-08-07T16:00:00-06:00"),
        ("2026-12-04T22:00Z", "2026-12-04T14:00:00-08:00", "2026-12-04T15:00:00-07:00"),
        ("2026-11-01T08:30Z", "2026-11-01T01:30:00-07:00", "2026-11-01T01:30:00-07:00"),
        ("2026-11-01T09:30Z", "2026-11-01T01:30:00-08:00", "2026-11-01T02:30:00-07:00"),
    ],
)
def test_times_are_told_on_the_members_clock(alice, charlie, starts, alices, charlies):
    assert schedule(alice, starts=starts)["starts"] == alices
    assert schedule(charlie, starts=starts)["starts"] == charlies


def test_the_moment_is_what_is_stored(alice):
    schedule(alice)
    stored = Appointment.objects.visible_to(alice).order_by("pk").last()
    assert stored.starts_at.isoformat() == "2026-08-07T22:00:00+00:00"


@pytest.mark.parametrize(
    "said",
    [
        {"starts": "2026-02-30T10:00Z"},
        {"starts": "2026-08-06T25:00Z"},
        {"ends": "2026-08-07T25:00Z"},
        {"ends": FRIDAY},
        {"ends": "2026-08-06T15:00:00-07:00"},
        {"ends": "2026-09-07T15:00:00-07:00"},
        {"ends": "2026-08-07T16:00:00-07:00", "minutes": 60},
    ],
)
def test_times_that_make_no_appointment_are_refused(alice, said):
    before = Appointment.objects.count()
    with pytest.raises(ToolFault) as caught:
        schedule(alice, **said)
    assert caught.value.code == "bad_arguments"
    assert Appointment.objects.count() == before


@pytest.mark.parametrize("link", ["contact", "listing"])
def test_what_is_not_there_cannot_be_linked(alice, link):
    with pytest.raises(ToolFault) as caught:
        schedule(alice, **{link: "X-999999"})
    assert caught.value.code == "not_found"


def test_the_same_call_schedules_once(alice):
    before = Appointment.objects.count()
    assert schedule(alice) == schedule(alice)
    assert Appointment.objects.count() == before + 1


def test_an_appointment_can_be_taken_back_by_its_owner_alone(alice, bob):
    made = {"appointment": schedule(alice)}
    take_back(bob, "schedule_appointment", made)
    mine = Appointment.objects.visible_to(alice)
    assert mine.with_public_id(made["appointment"]["id"])
    take_back(alice, "schedule_appointment", made)
    take_back(alice, "schedule_appointment", made)
    assert mine.with_public_id(made["appointment"]["id"]) is None


def move(actor, made, **said):
    return ask(actor, "move_appointment", "call-2", appointment=made["id"], **said)


def test_an_appointment_moves_and_stays_as_long(alice):
    made = schedule(alice, minutes=45)
    moved = move(alice, made, starts="2026-08-09T09:00:00-07:00")["appointment"]
    times = {"starts": "2026-08-09T09:00:00-07:00", "ends": "2026-08-09T09:45:00-07:00"}
    assert moved == made | times


def test_a_moved_appointment_may_take_longer(alice):
    made = schedule(alice)
    moved = move(alice, made, starts="2026-08-09T09:00:00-07:00", minutes=90)["appointment"]
    assert moved["ends"] == "2026-08-09T10:30:00-07:00"
    with pytest.raises(ToolFault, match="must lie after"):
        move(alice, made, starts="2026-08-09T09:00Z", ends="2026-08-09T08:00Z")


def test_a_move_can_be_taken_back_by_its_owner_alone(alice, bob):
    made = schedule(alice)
    moved = move(alice, made, starts="2026-08-09T09:00:00-07:00")
    with pytest.raises(ToolFault, match="There is no appointment"):
        move(bob, made, starts="2026-08-10T09:00:00-07:00")
    take_back(bob, "move_appointment", moved, "call-2")
    assert Appointment.objects.with_public_id(made["id"]).starts_at.day == 9
    take_back(alice, "move_appointment", moved, "call-2")
    starts = Appointment.objects.with_public_id(made["id"]).starts_at.isoformat()
    assert starts == datetime.fromisoformat(made["starts"]).astimezone(UTC).isoformat()

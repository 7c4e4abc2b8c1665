"""A member's own list and calendar."""

from datetime import UTC, date, datetime, timedelta

from demo_crm.models import Appointment, EmailDraft, Listing, Member, Task
from tests.demo_crm.conftest import NOW


def test_what_is_due_first_comes_first_and_what_is_done_last(alice):
    owner = Member.objects.visible_to(alice).get()
    Task.objects.all().delete()
    day, hour = date(2026, 8, 6), datetime(2026, 8, 6, 16, tzinfo=UTC)
    for title, details in {
        "done": {"done": True, "due_on": day - timedelta(days=9)},
        "some day": {},
        "that day": {"due_on": day},
        "that hour": {"due_on": day, "due_at": hour},
        "day before": {"due_on": day - timedelta(days=1)},
    }.items():
        Task.objects.create(owner=owner, title=title, **details)
    titles = [task.title for task in Task.objects.visible_to(alice).by_urgency()]
    assert titles == ["day before", "that hour", "that day", "some day", "done"]


def test_open_tasks_are_those_not_done(alice):
    assert not any(task.done for task in Task.objects.visible_to(alice).open())


def test_a_running_appointment_is_still_upcoming(alice):
    mine = Appointment.objects.visible_to(alice)
    running = mine.first()
    assert running in mine.upcoming(running.starts_at + timedelta(minutes=5))
    assert running not in mine.upcoming(running.ends_at + timedelta(minutes=5))


def test_what_is_over_is_past_the_latest_first(alice):
    mine = Appointment.objects.visible_to(alice)
    late = mine.order_by("starts_at").last().ends_at + timedelta(minutes=1)
    ends = [each.ends_at for each in mine.past(late)]
    assert ends == sorted(ends, reverse=True)
    assert len(ends) == mine.count()


def test_appointments_come_soonest_first(alice):
    starts = [each.starts_at for each in Appointment.objects.visible_to(alice).upcoming(NOW)]
    assert starts == sorted(starts)


def test_links_are_loaded_with_the_list(alice, django_assert_num_queries):
    Task.objects.update(listing=Listing.objects.visible_to(alice).first())
    with django_assert_num_queries(3):
        for task in Task.objects.visible_to(alice).with_links(alice):
            assert task.contact.name
            assert task.listing.address


def test_the_newest_draft_comes_first(alice):
    drafts = list(EmailDraft.objects.visible_to(alice).newest_first())
    assert drafts == sorted(drafts, key=lambda draft: -draft.pk)

"""The demo's data: the same each time, made once, and big enough to be worth asking about."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.db import transaction

from demo_crm.models import Appointment, Contact, EmailDraft, Listing, Note, Task
from demo_crm.seed import DEMO_LOGINS, seed_demo
from tests.demo_crm.conftest import NOW
from tests.support.people import ask

MARKET = (Listing, Contact)
ROWS = (*MARKET, Note, Task, Appointment, EmailDraft)


def read_rows(*models) -> list[dict]:
    """All columns, with links by name: keys are the database's own business."""
    names = {"brokerage": "brokerage__slug", "contact": "contact__name"}
    names |= {"listing": "listing__address", "id": "pk"}
    names |= {person: f"{person}__user__username" for person in ("owner", "author")}
    rows: list[dict] = []
    for model in models:
        columns = [names.get(field.name, field.name) for field in model._meta.fields]
        if not hasattr(model, "LETTER"):
            columns.remove("pk")
        rows += model.objects.order_by("pk").values(*columns)
    return rows


def seed_and_forget(now: datetime, *models) -> list[dict]:
    with transaction.atomic():
        seed_demo(now=now)
        rows = read_rows(*models)
        transaction.set_rollback(True)
    return rows


def test_two_empty_databases_get_equal_rows(empty_crm):
    assert seed_and_forget(NOW, *ROWS) == seed_and_forget(NOW, *ROWS)


def test_homes_and_people_do_not_depend_on_the_day(empty_crm):
    later = NOW + timedelta(days=300)
    assert seed_and_forget(NOW, *MARKET) == seed_and_forget(later, *MARKET)


def test_work_lies_around_the_day(crm):
    due = Task.objects.values_list("due_on", flat=True)
    assert min(due) >= (NOW - timedelta(days=7)).date()
    assert max(due) <= (NOW + timedelta(days=15)).date()
    assert Appointment.objects.filter(starts_at__gt=NOW).count() >= 12


def test_seeding_twice_makes_nothing_new(crm):
    before = read_rows(*ROWS)
    assert seed_demo() is False
    assert read_rows(*ROWS) == before


@pytest.mark.parametrize(
    ("model", "count"),
    [(Listing, 507), (Contact, 201), (Task, 36), (Appointment, 18), (EmailDraft, 12)],
)
def test_there_is_as_much_as_we_say(crm, model, count):
    assert model.objects.count() == count


def test_there_are_twelve_towns(crm):
    assert len(set(Listing.objects.values_list("town", flat=True))) == 12


@pytest.mark.parametrize("login", DEMO_LOGINS)
def test_a_demo_login_opens_the_door(crm, login):
    assert authenticate(username=login, password=DEMO_LOGINS[login]).get_username() == login


def test_only_dana_is_staff(crm):
    assert [user.username for user in User.objects.filter(is_staff=True)] == ["dana"]


def test_dana_may_read_what_the_assistant_stored_and_nothing_else(crm):
    dana = User.objects.get(username="dana")
    rights = dana.get_all_permissions()
    assert {"assistant.view_turn", "assistant.view_staffread"} <= rights
    assert all(right.startswith("assistant.view_") for right in rights)
    assert not dana.is_superuser


def test_a_login_that_is_already_there_keeps_its_rights(empty_crm):
    User.objects.create_user("dana", password="her own")
    seed_demo(now=NOW)
    dana = User.objects.get(username="dana")
    assert dana.check_password("her own")
    assert not dana.is_superuser
    assert not dana.user_permissions.exists()


def test_nobody_can_be_reached(crm):
    for contact in Contact.objects.all():
        assert contact.email.endswith("@example.com")
        assert ") 555-01" in contact.phone
    for field in ("name", "email", "phone"):
        assert len(set(Contact.objects.values_list(field, flat=True))) == 201


@pytest.mark.parametrize(
    ("wish", "least", "most"),
    [
        ({"town": "San Jose", "min_beds": 4, "max_price": 2_000_000}, 3, 12),
        ({"town": "Quillhaven", "min_beds": 6}, 1, 1),
        ({"town": "Gull Harbor", "max_price": 1_000_000}, 0, 0),
    ],
)
def test_the_questions_of_the_demo_have_their_answers(alice, wish, least, most):
    assert least <= ask(alice, "find_listings", **wish)["count"] <= most


def test_a_first_name_can_mean_several_people(alice):
    assert ask(alice, "find_contacts", text="Jordan")["count"] > 1


def test_the_next_row_gets_a_number_of_its_own(alice):
    seeded = Contact.objects.order_by("pk").last()
    made = ask(alice, "create_contact", name="Somebody New")["contact"]["id"]
    assert made == f"C-{seeded.pk + 1}"

"""Fills an empty CRM with the demo's two brokerages, always with the same people and homes."""

from collections.abc import Sequence
from datetime import datetime
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Permission, User
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from demo_crm.invention.contacts import invent_contacts, invent_notes
from demo_crm.invention.listings import invent_listings, place_landmarks
from demo_crm.invention.work import invent_appointments, invent_drafts, invent_tasks
from demo_crm.models import (
    Appointment,
    Brokerage,
    Contact,
    EmailDraft,
    Listing,
    Member,
    Note,
    Task,
)
from demo_crm.models.numbered import Numbered
from demo_crm.seed_market import add_market

Row = TypeVar("Row", bound=Numbered)

DEMO_LOGINS = {"alice": "demo", "bob": "demo", "charlie": "demo", "dana": "demo"}
NAMES = {
    "alice": ("Alice", "Larkwell"),
    "bob": ("Bob", "Tanglewood"),
    "charlie": ("Charlie", "Mapleton"),
    "dana": ("Dana", "Quillfeather"),
}
# Public ids start above one, as in a CRM that has seen some use.
FIRST_LISTING, FIRST_CONTACT, FIRST_TASK, FIRST_APPOINTMENT, FIRST_DRAFT = 1001, 201, 41, 11, 21


@transaction.atomic
def seed_demo(now: datetime | None = None) -> bool:
    """Make the demo's data unless it is there, or add what it lacks; True if it did.

    Homes and people are always the same; tasks, appointments and notes lie around `now`.
    """
    if Brokerage.objects.exists():
        return add_market()
    now = now or timezone.now()
    alice, bob, charlie = _make_members()
    listings = _make_listings(alice.brokerage, charlie.brokerage)
    contacts = _make_contacts([(alice, 70), (bob, 60), (charlie, 70)], now)
    _make_work([alice, bob, charlie], contacts, listings, now)
    _move_numbers_on(Listing, Contact, Task, Appointment, EmailDraft)
    return add_market()


def _make_members() -> tuple[Member, Member, Member]:
    users = _make_users()
    first = Brokerage.objects.create(slug="lantern-row", name="Lantern Row Realty")
    second = Brokerage.objects.create(slug="finch-ferrule", name="Finch & Ferrule Homes")
    return (
        Member.objects.create(user=users["alice"], brokerage=first),
        Member.objects.create(user=users["bob"], brokerage=first),
        Member.objects.create(user=users["charlie"], brokerage=second, zone="America/Denver"),
    )


def _make_users() -> dict[str, User]:
    """A login that is already there keeps its password and its rights."""
    # One hash for all: a strong one costs half a second, and the password is public anyway.
    hashed = {password: make_password(password) for password in set(DEMO_LOGINS.values())}
    users = {}
    for login, password in DEMO_LOGINS.items():
        first_name, last_name = NAMES[login]
        defaults = {
            "first_name": first_name,
            "last_name": last_name,
            "email": f"{login}@crm.example",
            "password": hashed[password],
            "is_staff": login == "dana",
        }
        users[login], is_new = User.objects.get_or_create(username=login, defaults=defaults)
        if is_new and users[login].is_staff:
            users[login].user_permissions.set(_find_rights())
    return users


def _find_rights() -> QuerySet[Permission]:
    """To read what the assistant stored, and nothing else."""
    return Permission.objects.filter(
        content_type__app_label="assistant", codename__startswith="view_"
    )


def _make_listings(first: Brokerage, second: Brokerage) -> list[Listing]:
    dice = _throw("listings")
    listings = invent_listings(dice, first, per_town=16)
    place_landmarks(listings)
    listings += invent_listings(dice, second, per_town=10)
    return Listing.objects.bulk_create(_number(listings, FIRST_LISTING))


def _make_contacts(shares: Sequence[tuple[Member, int]], now: datetime) -> list[Contact]:
    dice = _throw("contacts")
    invented = invent_contacts(dice, shares)
    contacts = Contact.objects.bulk_create(_number(invented, FIRST_CONTACT))
    Note.objects.bulk_create(invent_notes(dice, contacts, now))
    return contacts


def _make_work(
    members: Sequence[Member],
    contacts: Sequence[Contact],
    listings: Sequence[Listing],
    now: datetime,
) -> None:
    dice = _throw("work")
    tasks: list[Task] = []
    appointments: list[Appointment] = []
    drafts: list[EmailDraft] = []
    for member in members:
        today = now.astimezone(ZoneInfo(member.zone)).date()
        people = [contact for contact in contacts if contact.owner == member]
        homes = [listing for listing in listings if listing.brokerage == member.brokerage]
        tasks += invent_tasks(dice, member, people, today)
        appointments += invent_appointments(dice, people, homes, today)
        drafts += invent_drafts(dice, people)
    Task.objects.bulk_create(_number(tasks, FIRST_TASK))
    Appointment.objects.bulk_create(_number(appointments, FIRST_APPOINTMENT))
    EmailDraft.objects.bulk_create(_number(drafts, FIRST_DRAFT))


def _throw(what: str) -> Random:
    """Dice for each kind of row, so that one more contact does not move every home."""
    return Random(f"demo {what}")  # noqa: S311 - repeatable on purpose


def _number(rows: Sequence[Row], first: int) -> Sequence[Row]:
    for number, row in enumerate(rows, first):
        row.pk = number
    return rows


def _move_numbers_on(*models: type[Numbered]) -> None:
    """Databases that count apart from their rows must go on after the numbers set here."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)

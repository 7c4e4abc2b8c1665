"""Invents what members have to do around a moment: the same for the same dice. No I/O."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from demo_crm.invention.vocabulary import APPOINTMENTS, SUBJECTS, TASKS
from demo_crm.models import Appointment, Contact, EmailDraft, Listing, Member, Task


def invent_tasks(
    dice: Random, owner: Member, contacts: Sequence[Contact], today: date
) -> list[Task]:
    """One of each kind of task, due from last week to the week after next."""
    return [
        Task(
            owner=owner,
            title=title,
            contact=dice.choice(contacts),
            due_on=today + timedelta(days=dice.randrange(-6, 15)),
            done=dice.random() < 0.25,
        )
        for title in TASKS
    ]


def invent_appointments(
    dice: Random, contacts: Sequence[Contact], listings: Sequence[Listing], today: date
) -> list[Appointment]:
    """One a day from yesterday on, in working hours, with somebody and at one of the homes."""
    appointments = []
    for index, title in enumerate(APPOINTMENTS):
        contact = dice.choice(contacts)
        hour = time(dice.randrange(9, 17), dice.choice((0, 30)))
        day = today + timedelta(days=index - 1)
        starts_at = datetime.combine(day, hour, ZoneInfo(contact.owner.zone))
        appointments.append(
            Appointment(
                owner=contact.owner,
                title=f"{title} with {contact.name}",
                contact=contact,
                listing=dice.choice(listings),
                starts_at=starts_at,
                ends_at=starts_at + timedelta(hours=1),
            )
        )
    return appointments


def invent_drafts(dice: Random, contacts: Sequence[Contact]) -> list[EmailDraft]:
    """A few e-mails that their owner has begun and not sent."""
    chosen = dice.sample(contacts, len(SUBJECTS))
    return [
        EmailDraft(
            owner=contact.owner,
            contact=contact,
            to_name=contact.name,
            to_email=contact.email,
            subject=subject,
            body=f"Hi {contact.name.split()[0]},\n\n",
        )
        for contact, subject in zip(chosen, SUBJECTS, strict=True)
    ]

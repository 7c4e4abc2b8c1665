"""What a member may write through the assistant: new rows of their own, once per call."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from demo_crm.models import (
    Appointment,
    Contact,
    EmailDraft,
    Listing,
    Member,
    SocialPost,
    Task,
    Website,
)
from demo_crm.models.contacts import join_tags

Due = date | datetime | None


@transaction.atomic
def create_contact(
    *, owner: Member, key: str, details: Mapping[str, Any], tags: list[str]
) -> Contact:
    """Private to its owner: what a draft makes, nobody else sees. The same key creates once."""
    contact, _ = Contact.objects.get_or_create(
        owner=owner,
        key=key,
        defaults={**details, "tag_line": join_tags(tags), "brokerage": owner.brokerage},
    )
    return contact


@transaction.atomic
def open_draft(*, owner: Member, key: str, contact: Contact, subject: str) -> EmailDraft:
    """Open an e-mail to a contact, with the address as it is now. The same key opens once."""
    draft, _ = EmailDraft.objects.get_or_create(
        owner=owner,
        key=key,
        defaults={
            "contact": contact,
            "to_name": contact.name,
            "to_email": contact.email,
            "subject": subject,
        },
    )
    return draft


@transaction.atomic
def create_task(*, owner: Member, key: str, due: Due, details: Mapping[str, Any]) -> Task:
    """Put a task on its owner's list. The same key creates once."""
    moment = due if isinstance(due, datetime) else None
    day = moment.astimezone(ZoneInfo(owner.zone)).date() if moment else due
    task, _ = Task.objects.get_or_create(
        owner=owner, key=key, defaults={**details, "due_at": moment, "due_on": day}
    )
    return task


@transaction.atomic
def schedule_appointment(
    *, owner: Member, key: str, starts: datetime, ends: datetime, details: Mapping[str, Any]
) -> Appointment:
    """Put an appointment into its owner's calendar. The same key schedules once."""
    appointment, _ = Appointment.objects.get_or_create(
        owner=owner, key=key, defaults={**details, "starts_at": starts, "ends_at": ends}
    )
    return appointment


@transaction.atomic
def open_post(*, owner: Member, key: str, listing: Listing, network: str) -> SocialPost:
    """Begin a post about a home. The same key begins one."""
    post, _ = SocialPost.objects.get_or_create(
        owner=owner, key=key, defaults={"listing": listing, "network": network}
    )
    return post


@transaction.atomic
def open_website(*, owner: Member, key: str, listing: Listing) -> Website:
    """Begin a website about a home. The same key begins one."""
    website, _ = Website.objects.get_or_create(owner=owner, key=key, defaults={"listing": listing})
    return website

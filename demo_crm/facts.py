"""What a row says as JSON, told the same way to tools, records and whoever reads either. No I/O."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from demo_crm.models import (
    Appointment,
    Contact,
    EmailDraft,
    Listing,
    SocialPost,
    Task,
    Website,
)
from demo_crm.models.numbered import Numbered, write_public_id

Facts = dict[str, Any]


def listing_facts(listing: Listing) -> Facts:
    return {
        "id": listing.public_id,
        "address": listing.address,
        "town": listing.town,
        "neighbourhood": listing.neighbourhood,
        "zip": listing.zip_code,
        "price": listing.price,
        "currency": "USD",
        "beds": listing.beds,
        "baths": int(listing.baths) if listing.baths.is_integer() else listing.baths,
        "square_feet": listing.square_feet,
        "year_built": listing.year_built,
        "status": listing.status,
        "listed_on": listing.listed_on.isoformat(),
    }


def whole_listing_facts(listing: Listing) -> Facts:
    more = {
        "summary": listing.summary,
        "courtesy_of": listing.courtesy_of,
        "sold_on": _write_date(listing.sold_on),
    }
    return listing_facts(listing) | more


def contact_facts(contact: Contact) -> Facts:
    return {
        "id": contact.public_id,
        "name": contact.name,
        "email": contact.email or None,
        "phone": contact.phone or None,
        "company": contact.company or None,
        "town": contact.town or None,
        "tags": contact.tags,
        "do_not_contact": contact.do_not_contact,
    }


def whole_contact_facts(contact: Contact, last_note: str | None) -> Facts:
    more = {
        "address": contact.address or None,
        "job": contact.job or None,
        "birthday": _write_date(contact.birthday),
        "partner": contact.partner or None,
        "last_note": last_note,
    }
    return contact_facts(contact) | more


def draft_facts(draft: EmailDraft) -> Facts:
    return {
        "id": draft.public_id,
        "contact": _write_link(Contact, draft.contact_id),
        "to_name": draft.to_name,
        "to_email": draft.to_email or None,
        "subject": draft.subject,
    }


def post_facts(post: SocialPost) -> Facts:
    return {
        "id": post.public_id,
        "listing": _write_link(Listing, post.listing_id),
        "title": str(post),
        "network": post.network,
    }


def website_facts(website: Website) -> Facts:
    return {
        "id": website.public_id,
        "listing": _write_link(Listing, website.listing_id),
        "title": str(website),
    }


def task_facts(task: Task, zone: str) -> Facts:
    """`due` is a moment on the clocks of `zone`, a plain date if no hour was said, or null."""
    due = _write_moment(task.due_at, zone) if task.due_at else _write_date(task.due_on)
    return {
        "id": task.public_id,
        "title": task.title,
        "due": due,
        "contact": _write_link(Contact, task.contact_id),
        "listing": _write_link(Listing, task.listing_id),
        "note": task.note or None,
        "done": task.done,
    }


def appointment_facts(appointment: Appointment, zone: str) -> Facts:
    """`starts` and `ends` are moments on the clocks of `zone`."""
    return {
        "id": appointment.public_id,
        "title": appointment.title,
        "starts": _write_moment(appointment.starts_at, zone),
        "ends": _write_moment(appointment.ends_at, zone),
        "contact": _write_link(Contact, appointment.contact_id),
        "listing": _write_link(Listing, appointment.listing_id),
        "place": appointment.place or None,
        "note": appointment.note or None,
    }


def _write_moment(moment: datetime, zone: str) -> str:
    return moment.astimezone(ZoneInfo(zone)).isoformat()


def _write_date(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _write_link(model: type[Numbered], number: int | None) -> str | None:
    return write_public_id(model, number) if number else None

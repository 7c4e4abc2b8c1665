"""What references in a reply resolve to: one query per kind, as the member.

A draft takes one more for its contact, an appointment for each link that is drawn with it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils import timezone

from assistant.host import Actor
from demo_crm.database import in_database
from demo_crm.facts import (
    Facts,
    appointment_facts,
    contact_facts,
    draft_facts,
    post_facts,
    task_facts,
    website_facts,
    whole_listing_facts,
)
from demo_crm.models import (
    Appointment,
    Contact,
    EmailDraft,
    Listing,
    SocialPost,
    Task,
    Website,
)
from demo_crm.models.numbered import NumberedQuerySet
from widgets.records import Record, Ref

# A record holds what is drawn: its own id stands in the reference, links to others are not drawn.
LINKS = frozenset({"id", "contact", "listing"})
HOME = ("address", "town", "price", "currency", "beds", "baths", "square_feet", "courtesy_of")
Values = dict[str, Any]


@in_database
def resolve_records(actor: Actor, refs: Sequence[Ref]) -> Mapping[Ref, Record]:
    """Answer what this member may see; whatever else is asked for is just missing."""
    as_of = timezone.now()
    records = {}
    for kind, load in LOADERS.items():
        if ids := [ref.id for ref in refs if ref.kind == kind]:
            for public_id, values in load(actor, ids).items():
                ref = Ref(kind, public_id)
                records[ref] = Record(ref, values, as_of)
    return records


def _load_listings(actor: Actor, ids: Sequence[str]) -> dict[str, Values]:
    return _tell(Listing.objects.visible_to(actor), ids, whole_listing_facts)


def _load_contacts(actor: Actor, ids: Sequence[str]) -> dict[str, Values]:
    def tell(contact: Contact) -> Facts:
        return contact_facts(contact) | {"job": contact.job or None}

    return _tell(Contact.objects.visible_to(actor), ids, tell)


def _load_drafts(actor: Actor, ids: Sequence[str]) -> dict[str, Values]:
    def tell(draft: EmailDraft) -> Facts:
        return draft_facts(draft) | _tell_quiet(draft.contact)

    return _tell(EmailDraft.objects.visible_to(actor).with_contact(actor), ids, tell)


def _load_posts(actor: Actor, ids: Sequence[str]) -> dict[str, Values]:
    return _tell(SocialPost.objects.visible_to(actor).newest_first(), ids, post_facts)


def _load_websites(actor: Actor, ids: Sequence[str]) -> dict[str, Values]:
    def tell(website: Website) -> Facts:
        """With the facts of its home: a visitor of the website reads them."""
        home = whole_listing_facts(website.listing)
        return website_facts(website) | {name: home[name] for name in HOME}

    return _tell(Website.objects.visible_to(actor).newest_first(), ids, tell)


def _load_tasks(actor: Actor, ids: Sequence[str]) -> dict[str, Values]:
    return _tell(Task.objects.visible_to(actor), ids, lambda task: task_facts(task, actor.zone))


def _load_appointments(actor: Actor, ids: Sequence[str]) -> dict[str, Values]:
    def tell(appointment: Appointment) -> Facts:
        """Whom and where by name: an appointment is read without opening either."""
        listing, contact = appointment.listing, appointment.contact
        names = {"person": contact.name if contact else None, **_tell_quiet(contact)}
        if listing:
            names["place"] = f"{listing.address}, {listing.town}"
        return appointment_facts(appointment, actor.zone) | names

    return _tell(Appointment.objects.visible_to(actor).with_links(actor), ids, tell)


def _tell_quiet(contact: Contact | None) -> Facts:
    """Whether it is about somebody who asked not to be contacted."""
    return {"do_not_contact": contact is not None and contact.do_not_contact}


LOADERS: Mapping[str, Callable[[Actor, Sequence[str]], dict[str, Values]]] = {
    "listing": _load_listings,
    "contact": _load_contacts,
    "email_draft": _load_drafts,
    "social_post": _load_posts,
    "website": _load_websites,
    "task": _load_tasks,
    "appointment": _load_appointments,
}


def _tell(
    rows: NumberedQuerySet[Any], ids: Sequence[str], tell: Callable[[Any], Facts]
) -> dict[str, Values]:
    """Values by id, as the kind's schema has them: what is unknown is absent, not null."""
    return {
        row.public_id: {
            name: value
            for name, value in tell(row).items()
            if name not in LINKS and value is not None
        }
        for row in rows.with_public_ids(ids)
    }

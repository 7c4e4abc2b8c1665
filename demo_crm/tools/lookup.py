"""Finding what a tool's arguments name, with one fault for all that is not there."""

from collections.abc import Sequence
from typing import TypeVar

from assistant.host import Actor, ToolFault
from demo_crm.models import Appointment, Contact, Listing, Member, Task
from demo_crm.models.numbered import Numbered, NumberedQuerySet

Row = TypeVar("Row", bound=Numbered)


def get_listing_row(actor: Actor, public_id: str) -> Listing:
    return _get(Listing.objects.visible_to(actor), "listing", public_id)


def get_contact_row(actor: Actor, public_id: str) -> Contact:
    return _get(Contact.objects.visible_to(actor), "contact", public_id)


def get_own_contact_row(actor: Actor, public_id: str) -> Contact:
    """A contact to change; raises `not_allowed` for a colleague's that is only shared."""
    row = get_contact_row(actor, public_id)
    if not Contact.objects.owned_by(actor).filter(pk=row.pk).exists():
        raise ToolFault("not_allowed", "Only the colleague whose contact this is can change it.")
    return row


def get_task_row(actor: Actor, public_id: str) -> Task:
    return _get(Task.objects.visible_to(actor), "task", public_id)


def get_appointment_row(actor: Actor, public_id: str) -> Appointment:
    return _get(Appointment.objects.visible_to(actor), "appointment", public_id)


def get_listing_rows(actor: Actor, public_ids: Sequence[str]) -> list[Listing]:
    """All of them in the order they were asked for; raises at the first that is not there."""
    found = Listing.objects.visible_to(actor).with_public_ids(public_ids)
    rows = {listing.public_id: listing for listing in found}
    for public_id in public_ids:
        if public_id not in rows:
            raise _not_found("listing", public_id)
    return [rows[public_id] for public_id in public_ids]


def get_member(actor: Actor) -> Member:
    member = Member.objects.visible_to(actor).first()
    if member is None:
        raise ToolFault("not_allowed", "This person no longer works here.")
    return member


def _get(rows: NumberedQuerySet[Row], noun: str, public_id: str) -> Row:
    row = rows.with_public_id(public_id)
    if row is None:
        raise _not_found(noun, public_id)
    return row


def _not_found(noun: str, public_id: str) -> ToolFault:
    """Foreign and unknown read alike: a fault must not tell that somebody else has it."""
    return ToolFault("not_found", f"There is no {noun} {public_id}.")

"""Finds whom and what a member may mention: contacts and homes, the likeliest first."""

from collections.abc import Sequence
from typing import TypeVar

from assistant.host import Actor, Mention
from demo_crm.database import in_database
from demo_crm.models import Contact, Listing
from demo_crm.models.numbered import Numbered, NumberedQuerySet

Row = TypeVar("Row", bound=Numbered)

MOST = 8


@in_database
def search_mentions(actor: Actor, text: str, kinds: Sequence[str]) -> list[Mention]:
    """Names and addresses that begin with the text, then those that hold it; some of each kind."""
    words = " ".join(text.replace("\0", " ").split())
    people = _find_contacts(actor, words) if "contact" in kinds else []
    homes = _find_listings(actor, words) if "listing" in kinds else []
    room = max(MOST // 2, MOST - len(homes))
    found = [*people[:room], *homes][:MOST]
    return sorted(found, key=lambda each: not each.label.casefold().startswith(words.casefold()))


def _find_contacts(actor: Actor, words: str) -> list[Mention]:
    rows = _find(Contact.objects.visible_to(actor), "name", words)
    return [
        Mention(kind="contact", id=row.public_id, label=row.name, detail=row.company or row.town)
        for row in rows
    ]


def _find_listings(actor: Actor, words: str) -> list[Mention]:
    rows = _find(Listing.objects.visible_to(actor), "address", words)
    return [
        Mention(kind="listing", id=row.public_id, label=row.address, detail=row.town)
        for row in rows
    ]


def _find(rows: NumberedQuerySet[Row], field: str, words: str) -> list[Row]:
    held = rows.filter(**{f"{field}__icontains": words}).order_by(field, "pk")
    first = list(held.filter(**{f"{field}__istartswith": words})[:MOST])
    return first + list(held.exclude(pk__in=[row.pk for row in first])[: MOST - len(first)])

"""Where the records of each collection come from: whose they are, and what a field is in SQL."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When

from assistant.host import Actor, Collection, FieldType
from demo_crm.models import Contact, Listing, Member, Note
from demo_crm.models.numbered import NumberedQuerySet
from demo_crm.search.columns import (
    Column,
    choice,
    day,
    flag,
    hideable_text,
    moment,
    month,
    next_birthday,
    number,
    tags,
    text,
)
from demo_crm.search.contact_fields import CONTACTS, MONTHS
from demo_crm.search.listing_fields import LISTINGS, STATUSES


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One collection: the rows an actor may see, its fields as columns, the usual order.

    `leading` are the fields that only who leads the house may ask by. `now` is aware, on the
    actor's clock.
    """

    collection: Collection
    rows: Callable[[Actor], NumberedQuerySet[Any]]
    columns: Callable[[Actor, datetime], Mapping[str, Column]]
    order: tuple[str, ...]
    leading: frozenset[str] = frozenset()

    def visible_fields(self, actor: Actor) -> frozenset[str]:
        """The names of the fields this actor may ask by."""
        names = frozenset(field.name for field in self.collection.fields)
        leads = not self.leading or Member.objects.visible_to(actor).filter(leads=True).exists()
        return names if leads else names - self.leading

    def show_collection(self, actor: Actor) -> Collection:
        """The collection as this actor knows it."""
        return self.collection.only(self.visible_fields(actor))


def _list_listing_columns(_actor: Actor, _now: datetime) -> Mapping[str, Column]:
    return {
        "address": text("address"),
        "town": text("town"),
        "neighbourhood": text("neighbourhood"),
        "zip": text("zip_code"),
        "price": number("price", FieldType.MONEY),
        "beds": number("beds"),
        "baths": number("baths"),
        "square_feet": number("square_feet"),
        "year_built": number("year_built"),
        "status": choice(F("status"), {each.value: each.value for each in STATUSES}),
        "listed_on": day("listed_on"),
        "sold_on": day("sold_on"),
        "summary": text("summary"),
        "office": text("courtesy_of"),
        "commission": number("commission"),
    }


def _list_contact_columns(actor: Actor, now: datetime) -> Mapping[str, Column]:
    is_own = Q(owner__user__username=actor.id)
    notes = Note.objects.visible_to(actor).filter(contact=OuterRef("pk")).newest_first()
    newest = Subquery(notes.values("written_at")[:1])
    plain = ("name", "email", "phone", "company", "job", "town", "address", "partner")
    return {
        **{name: text(name) for name in plain},
        "tags": tags("tag_line"),
        "birthday_month": month("birthday", {name.lower(): at for at, name in _COUNTED_MONTHS}),
        "next_birthday": next_birthday("birthday", now.date()),
        "born": day("birthday"),
        "last_contact": moment(newest, now),
        "shared": flag(Q(shared=True)),
        "mine": flag(is_own),
        "do_not_contact": flag(Q(do_not_contact=True)),
        "remark": hideable_text(Case(When(is_own, then=F("remark")), default=Value(""))),
    }


_COUNTED_MONTHS = tuple(enumerate(MONTHS, 1))

LISTING_SOURCE = Source(
    collection=LISTINGS,
    rows=Listing.objects.visible_to,
    columns=_list_listing_columns,
    order=("-listed_on", "-pk"),
    leading=frozenset({"commission"}),
)
CONTACT_SOURCE = Source(
    collection=CONTACTS,
    rows=Contact.objects.visible_to,
    columns=_list_contact_columns,
    order=("name", "pk"),
)

"""Adds to the demo what came later: where homes stand, past sales, and whom not to contact."""

from collections.abc import Iterable
from random import Random

from django.db import transaction

from demo_crm.invention.places import invent_place
from demo_crm.invention.sales import invent_sales, invent_sold_on
from demo_crm.invention.towns import TOWNS
from demo_crm.models import Brokerage, Contact, Listing, Member
from demo_crm.models.contacts import join_tags

SALES = {"lantern-row": 8, "finch-ferrule": 5}
"""Past sales for each town, by brokerage."""
LEFT_ALONE = 0.05


@transaction.atomic
def add_market() -> bool:
    """Complete a demo, new or of an earlier version; True if there was anything to do."""
    if Listing.objects.placed().exists():
        return False
    for house in Brokerage.objects.filter(slug__in=SALES):
        dice = Random(f"demo sales {house.slug}")  # noqa: S311 - repeatable on purpose
        Listing.objects.bulk_create(invent_sales(dice, house, SALES[house.slug]))
    homes = list(Listing.objects.all())
    _place(homes)
    Listing.objects.bulk_update(homes, ["latitude", "longitude", "sold_on"])
    _mark_people(Contact.objects.all())
    _add_maria()
    return True


def _place(homes: Iterable[Listing]) -> None:
    towns = {town.name: town for town in TOWNS}
    for home in homes:
        town = towns.get(home.town)
        if town and home.neighbourhood in town.neighbourhoods:
            place = invent_place(town, home.neighbourhood, home.address)
            home.latitude, home.longitude = place
        if home.status == Listing.Status.SOLD:
            home.sold_on = invent_sold_on(home.address, home.listed_on)


def _mark_people(people: Iterable[Contact]) -> None:
    """A few asked to be left alone: the same ones each time, whatever their numbers."""
    quiet = [
        person.pk
        for person in people
        if Random(f"demo quiet {person.name}").random() < LEFT_ALONE  # noqa: S311
    ]
    Contact.objects.filter(pk__in=quiet).update(do_not_contact=True)


def _add_maria() -> None:
    """Somebody to speak of in examples."""
    for owner in Member.objects.filter(user__username="alice", brokerage__slug__in=SALES):
        Contact.objects.get_or_create(
            owner=owner,
            brokerage=owner.brokerage,
            name="Maria Delgado",
            defaults={
                "shared": True,
                "email": "maria.delgado@example.com",
                "phone": "(831) 555-0100",
                "town": "San Jose",
                "tag_line": join_tags(["buyer", "first home"]),
            },
        )

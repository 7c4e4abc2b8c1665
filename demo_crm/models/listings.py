"""Homes for sale."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from assistant.host import Actor
from demo_crm.models.numbered import Numbered, NumberedQuerySet
from demo_crm.models.people import Brokerage

LOOKUPS = {
    "town": "town__iexact",
    "neighbourhood": "neighbourhood__iexact",
    "zip": "zip_code",
    "status": "status",
    "min_price": "price__gte",
    "max_price": "price__lte",
    "min_beds": "beds__gte",
    "max_beds": "beds__lte",
    "min_baths": "baths__gte",
}
# The number breaks ties, so that the same question gets the same order twice.
ORDERS = {
    "price_asc": ("price", "pk"),
    "price_desc": ("-price", "pk"),
    "newest": ("-listed_on", "-pk"),
    "oldest": ("listed_on", "pk"),
}


class ListingQuerySet(NumberedQuerySet["Listing"]):
    """A brokerage's listings are everybody's in that brokerage."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(brokerage__slug=actor.tenant)

    def active(self) -> Self:
        return self.filter(status=Listing.Status.ACTIVE)

    def placed(self) -> Self:
        """Those of which it is known where they stand."""
        return self.filter(latitude__isnull=False, longitude__isnull=False)

    def sold_since(self, day: date) -> Self:
        """What was sold on that day or later."""
        return self.filter(status=Listing.Status.SOLD, sold_on__gte=day)

    def matching(self, *, text: str = "", **wishes: Any) -> Self:
        """Narrow by the words of `LOOKUPS`, and by text in the address or the summary."""
        found = self.filter(**{LOOKUPS[name]: value for name, value in wishes.items()})
        if text:
            found = found.filter(Q(address__icontains=text) | Q(summary__icontains=text))
        return found

    def sorted_by(self, order: str) -> Self:
        return self.order_by(*ORDERS[order])


class Listing(Numbered):
    """One home. Prices are whole US dollars; a half bath counts 0.5, which floats hold exactly.

    Of a sold home the price is what it was sold for. Where it stands is in degrees, or unknown.
    """

    LETTER = "L"

    class Status(models.TextChoices):
        ACTIVE = "active"
        PENDING = "pending"
        SOLD = "sold"

    brokerage = models.ForeignKey(Brokerage, on_delete=models.CASCADE)
    address = models.CharField(max_length=120)
    town = models.CharField(max_length=60)
    neighbourhood = models.CharField(max_length=60)
    zip_code = models.CharField(max_length=10)
    price = models.PositiveIntegerField()
    beds = models.PositiveSmallIntegerField()
    baths = models.FloatField()
    square_feet = models.PositiveIntegerField()
    year_built = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ACTIVE)
    listed_on = models.DateField()
    summary = models.TextField()
    courtesy_of = models.CharField(max_length=120)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    sold_on = models.DateField(null=True, blank=True)

    objects = ListingQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["brokerage", "town", "price"], name="listing_by_town"),)

    def __str__(self) -> str:
        return self.address

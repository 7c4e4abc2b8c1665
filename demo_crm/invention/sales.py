"""Invents what was sold: past sales, and the day a home was sold. No I/O."""

from datetime import date, timedelta
from random import Random

from demo_crm.invention.listings import EPOCH, invent_listing
from demo_crm.invention.towns import TOWNS
from demo_crm.models import Brokerage, Listing

LATEST = EPOCH + timedelta(days=30)


def invent_sales(dice: Random, brokerage: Brokerage, per_town: int) -> list[Listing]:
    """`per_town` homes in each town that were sold within the year before the demo's."""
    sales = [
        invent_listing(dice, brokerage, town)
        for town in TOWNS
        for _ in range(per_town * town.weight)
    ]
    for sale in sales:
        sale.status = Listing.Status.SOLD
        sale.listed_on = EPOCH - timedelta(days=dice.randrange(60, 380))
    return sales


def invent_sold_on(address: str, listed_on: date) -> date:
    """Three weeks to three months after it was listed, and never after `LATEST`."""
    dice = Random(f"demo sale {address}")  # noqa: S311 - repeatable on purpose
    return min(listed_on + timedelta(days=dice.randrange(20, 95)), LATEST)

"""Inventing what was sold."""

from datetime import date
from random import Random

from demo_crm.invention.sales import LATEST, invent_sales, invent_sold_on
from demo_crm.invention.towns import TOWNS
from demo_crm.models import Brokerage


def invent():
    return invent_sales(Random(1), Brokerage(slug="any"), per_town=2)


def test_every_town_has_its_sales():
    assert {sale.town for sale in invent()} == {town.name for town in TOWNS}
    assert {sale.status for sale in invent()} == {"sold"}
    assert [sale.address for sale in invent()] == [sale.address for sale in invent()]


def test_a_home_is_sold_after_it_was_listed_and_not_in_the_future():
    for sale in invent():
        sold_on = invent_sold_on(sale.address, sale.listed_on)
        assert sale.listed_on < sold_on <= LATEST
    assert invent_sold_on("1 Gable Street", date(2026, 6, 30)) == LATEST

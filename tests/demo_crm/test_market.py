"""Comparables by distance, size and date, and what they make of a price."""

from datetime import date, timedelta

import pytest

from demo_crm.market import REACHES, Comparable, estimate, find_comparables
from demo_crm.models import Listing

TODAY = date(2026, 8, 5)
MILE = 1 / 69.09
"""Degrees of latitude."""


def home(number, *, miles=0.0, months=1.0, price=1_000_000, feet=2_000, beds=3, **values):
    place = {"latitude": 37.0 + miles * MILE, "longitude": -121.0}
    sold_on = TODAY - timedelta(days=months * 30.4375)
    about = {"pk": number, "price": price, "square_feet": feet, "beds": beds, "sold_on": sold_on}
    return Listing(**{**about, **place, **values})


SUBJECT = home(1, sold_on=None)


def find(*sales):
    return find_comparables(SUBJECT, sales, TODAY)


def compare(*prices):
    return [Comparable(home(number, price=price), 1) for number, price in enumerate(prices, 2)]


def test_the_nearest_reach_with_enough_is_taken():
    near = [home(number, miles=0.5) for number in range(2, 8)]
    reach, found = find(*near, home(9, miles=1.5))
    assert reach == REACHES[0]
    assert [each.home.pk for each in found] == [2, 3, 4, 5, 6, 7]


def test_where_there_is_little_the_reach_grows():
    reach, found = find(home(2, miles=4), home(3, miles=0.4), home(4, months=20))
    assert reach == REACHES[-1]
    assert [(each.home.pk, each.miles) for each in found] == [(4, 0), (3, 0.4), (2, 4)]


@pytest.mark.parametrize(
    "sale",
    [
        home(2, miles=5.1),
        home(2, months=25),
        home(2, sold_on=TODAY + timedelta(days=1)),
        home(2, sold_on=None),
        home(2, feet=1_499),
        home(2, feet=2_501),
        home(2, beds=5),
        home(2, beds=1),
        home(2, latitude=None),
        home(1),
    ],
)
def test_what_is_too_far_too_old_or_too_different_is_no_comparable(sale):
    assert find(sale)[1] == []


@pytest.mark.parametrize("sale", [home(2, feet=1_500), home(2, feet=2_500), home(2, beds=4)])
def test_what_is_just_alike_enough_is_one(sale):
    assert len(find(sale)[1]) == 1


def test_a_home_nobody_knows_the_place_of_has_no_comparables():
    lost = home(1, latitude=None)
    assert find_comparables(lost, [home(2)], TODAY) == (REACHES[-1], [])


@pytest.mark.parametrize("prices", [(), (900_000,), (900_000, 1_100_000)])
def test_fewer_than_three_make_no_estimate(prices):
    assert estimate(SUBJECT, compare(*prices)) == []


def test_low_and_high_are_the_quartiles_and_the_middle_is_the_median():
    found = estimate(SUBJECT, compare(800_000, 900_000, 1_000_000, 1_100_000, 3_000_000))
    assert [(each.name, each.price_per_foot, each.price) for each in found] == [
        ("low", 450, 900_000),
        ("middle", 500, 1_000_000),
        ("high", 550, 1_100_000),
    ]


def test_an_estimate_is_of_the_size_of_the_home():
    sales = [Comparable(home(number, price=500_000, feet=1_000), 1) for number in (2, 3, 4)]
    assert {each.price for each in estimate(SUBJECT, sales)} == {1_000_000}


def test_an_estimate_pretends_no_precision():
    assert [each.price for each in estimate(SUBJECT, compare(*[1_000_499] * 3))] == [1_000_000] * 3

"""Narrowing and ordering homes."""

import pytest

from demo_crm.models import Listing


@pytest.fixture
def market(alice):
    return Listing.objects.visible_to(alice)


@pytest.mark.parametrize("town", ["San Jose", "san jose", "SAN JOSE"])
def test_towns_are_found_in_any_case(market, town):
    assert market.matching(town=town).count() == 48


def test_limits_are_inclusive(market):
    home = market.sorted_by("price_asc")[40]
    same = market.matching(
        min_price=home.price,
        max_price=home.price,
        min_beds=home.beds,
        max_beds=home.beds,
        min_baths=home.baths,
        zip=home.zip_code,
        neighbourhood=home.neighbourhood.upper(),
        status=home.status,
    )
    assert home in same


def test_text_is_looked_for_in_address_and_summary(market):
    assert market.matching(text="printers square").get().beds == 6
    assert market.matching(text="type room").get().beds == 6


def test_wildcards_are_letters_like_any_other(market):
    assert not market.matching(text="%").exists()


@pytest.mark.parametrize(
    ("order", "key"),
    [
        ("price_asc", lambda home: (home.price, home.pk)),
        ("price_desc", lambda home: (-home.price, home.pk)),
        ("newest", lambda home: (-home.listed_on.toordinal(), -home.pk)),
    ],
)
def test_ties_have_an_order_too(market, order, key):
    homes = list(market.sorted_by(order))
    assert homes == sorted(homes, key=key)

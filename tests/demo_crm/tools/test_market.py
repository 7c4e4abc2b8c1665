"""What the market says of a home, and what it does not say."""

import pytest

from assistant.host import ToolFault
from demo_crm.models import Listing
from tests.support.people import ask


@pytest.fixture
def home(alice):
    return Listing.objects.visible_to(alice).get(address="154 Appleyard Lane")


def test_an_estimate_rests_on_sales_that_are_told(alice, home):
    told = ask(alice, "market_analysis", listing=home.public_id)
    assert told["count"] == len(told["comparables"]) >= 3
    per_foot = [sale["price_per_foot"] for sale in told["comparables"]]
    assert (told["lowest_per_foot"], told["highest_per_foot"]) == (min(per_foot), max(per_foot))
    low, middle, high = told["estimate"]
    assert [each["name"] for each in (low, middle, high)] == ["low", "middle", "high"]
    assert low["price"] <= middle["price"] <= high["price"]
    assert told["no_estimate_because"] is None


def test_sales_are_told_nearest_first_with_their_day(alice, home):
    told = ask(alice, "market_analysis", listing=home.public_id)
    miles = [sale["miles"] for sale in told["comparables"]]
    assert miles == sorted(miles)
    assert miles[-1] <= told["within_miles"]
    assert all(sale["sold_on"] for sale in told["comparables"])
    assert home.public_id not in [sale["id"] for sale in told["comparables"]]


def test_with_too_few_sales_there_is_no_estimate_but_a_reason(alice, home):
    Listing.objects.filter(status="sold").update(sold_on=None)
    told = ask(alice, "market_analysis", listing=home.public_id)
    assert (told["count"], told["estimate"], told["comparables"]) == (0, [], [])
    assert told["lowest_per_foot"] is None
    assert told["no_estimate_because"].startswith("Only 0 like homes were sold within 5 miles")


def test_sales_of_another_house_say_nothing_here(alice, charlie, home):
    Listing.objects.visible_to(alice).filter(status="sold").update(sold_on=None)
    assert Listing.objects.visible_to(charlie).filter(sold_on__isnull=False).exists()
    assert ask(alice, "market_analysis", listing=home.public_id)["count"] == 0


def test_a_foreign_home_is_not_there(charlie, home):
    with pytest.raises(ToolFault, match="There is no listing"):
        ask(charlie, "market_analysis", listing=home.public_id)

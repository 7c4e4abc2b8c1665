"""The filters of a listing search, from the words of the member."""

from typing import Any

import pytest

from demo_crm.offline_model.listing_words import is_about_listings, read_filters


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("homes with more than 3 bedrooms", {"min_beds": 4}),
        ("homes with more than 3 bedroms", {"min_beds": 4}),
        ("at least two bed", {"min_beds": 2}),
        ("3 bedrooms", {"min_beds": 3, "max_beds": 3}),
        ("3br or more", {"min_beds": 3}),
        ("no more than 4 bedrooms", {"max_beds": 4}),
        ("2-3 beds", {"min_beds": 2, "max_beds": 3}),
        ("2+ baths", {"min_baths": 2}),
        ("more than 2 bathrooms", {"min_baths": 2.5}),
        ("3 bed 2 bath", {"min_beds": 3, "max_beds": 3, "min_baths": 2}),
        ("at least 2 and at most 4 bedrooms", {"min_beds": 2, "max_beds": 4}),
        ("at least 2 bedrooms and at most 4", {"min_beds": 2, "max_beds": 4}),
        ("at least 2 bedrooms and at most 4 bedrooms", {"min_beds": 2, "max_beds": 4}),
        ("no more than 4, but at least 2 beds", {"min_beds": 2, "max_beds": 4}),
        ("more than 2 but fewer than 5 bedrooms", {"min_beds": 3, "max_beds": 4}),
        ("at least 5 and at most 3 bedrooms", {"min_beds": 5, "max_beds": 3}),
        ("at least 2 beds and at most $900k", {"min_beds": 2, "max_price": 900_000}),
    ],
)
def test_rooms(text: str, filters: dict[str, Any]) -> None:
    assert read_filters(text) == filters


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("below 1,200,000", {"max_price": 1_200_000}),
        ("for $900k", {"max_price": 900_000}),
        ("over $1M", {"min_price": 1_000_000}),
        ("$750k-$1M", {"min_price": 750_000, "max_price": 1_000_000}),
        ("75019 zip code", {"zip": "75019"}),
        ("zip 95008 under 800000", {"zip": "95008", "max_price": 800_000}),
        ("homes in 95008", {"zip": "95008"}),
        ("at least $500k and at most $1M", {"min_price": 500_000, "max_price": 1_000_000}),
        ("under $2M, or rather under $1M", {"max_price": 1_000_000}),
    ],
)
def test_prices_and_zip_codes(text: str, filters: dict[str, Any]) -> None:
    assert read_filters(text) == filters


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("the cheapest homes", {"sort": "price_asc"}),
        ("the cheapest home", {"sort": "price_asc", "limit": 1}),
        ("the 3 newest listings", {"sort": "newest", "limit": 3}),
        ("the most expensive condos", {"sort": "price_desc"}),
        (
            "the cheapest 3-bedroom in Campbell",
            {"sort": "price_asc", "limit": 1, "min_beds": 3, "max_beds": 3, "town": "Campbell"},
        ),
        (
            "the cheapest 3-bedroom homes in Campbell",
            {"sort": "price_asc", "min_beds": 3, "max_beds": 3, "town": "Campbell"},
        ),
        ("homes longest on the market", {"sort": "oldest"}),
        ("top five homes", {"limit": 5}),
        ("all active listings", {"limit": 12}),
        ("sold homes", {"status": "sold"}),
        ("pending listings", {"status": "pending"}),
    ],
)
def test_order_number_and_status(text: str, filters: dict[str, Any]) -> None:
    assert read_filters(text) == filters


def test_a_whole_wish_is_read_at_once() -> None:
    text = "Show me homes in Los Gatos with at least 3 bedrooms, 2 baths and under $2M"
    assert read_filters(text) == {
        "town": "Los Gatos",
        "min_beds": 3,
        "min_baths": 2,
        "max_price": 2_000_000,
    }


def test_no_filter_is_named() -> None:
    assert read_filters("tell me a joke") == {}


@pytest.mark.parametrize("text", ["any condos?", "what is for sale", "a house"])
def test_words_for_homes_are_known(text: str) -> None:
    assert is_about_listings(text)


def test_other_words_are_not_about_listings() -> None:
    assert not is_about_listings("who won?")

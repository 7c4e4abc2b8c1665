"""Amounts in a member's words become numbers and bounds."""

import pytest

from demo_crm.offline_model.amounts import (
    COUNT,
    MONEY,
    Bounds,
    amount_pattern,
    read_amount,
    read_bounds,
)

PRICE = amount_pattern(MONEY, "")
ROOMS = amount_pattern(COUNT, r"rooms?\b")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("three", 3),
        ("2.5", 2.5),
        ("$2M", 2_000_000),
        ("900k", 900_000),
        ("1,200,000", 1_200_000),
        ("$1.25 million", 1_250_000),
        ("750 thousand", 750_000),
    ],
)
def test_an_amount_is_read(text: str, amount: float) -> None:
    assert read_amount(text) == amount


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("under $2M", None, 2_000_000),
        ("less than 900k", None, 900_000),
        ("over $1.2m", 1_200_000, None),
        ("$750k-$1M", 750_000, 1_000_000),
        ("between 750k and 1M", 750_000, 1_000_000),
        ("$750-900k", 750_000, 900_000),
        ("from 1 to 1.5 million", 1_000_000, 1_500_000),
        ("$900k or more", 900_000, None),
        ("a minimum of 400000", 400_000, None),
    ],
)
def test_a_price_is_bounded(text: str, least: float | None, most: float | None) -> None:
    found = PRICE.search(text)
    assert found
    assert read_bounds(found, step=0) == Bounds(least, most)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("more than 3 rooms", 4, None),
        ("no more than 3 rooms", None, 3),
        ("fewer than four rooms", None, 3),
        ("at least 2 rooms", 2, None),
        ("3+ rooms", 3, None),
        ("3 rooms or more", 3, None),
        ("2-4 rooms", 2, 4),
        ("3 rooms", 3, 3),
    ],
)
def test_more_than_a_count_begins_at_the_next(
    text: str, least: float | None, most: float | None
) -> None:
    found = ROOMS.search(text)
    assert found
    assert read_bounds(found, step=1) == Bounds(least, most)


@pytest.mark.parametrize("text", ["3 bedrooms", "at 10:30", "in 2026", "L-1042"])
def test_what_is_no_price_is_not_read_as_one(text: str) -> None:
    assert PRICE.search(text) is None

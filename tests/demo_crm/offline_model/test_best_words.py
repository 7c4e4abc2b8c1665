"""Which of several homes is meant by what it is most."""

import pytest

from demo_crm.offline_model.best_words import read_best
from demo_crm.offline_model.intents import PickBest


@pytest.mark.parametrize(
    ("text", "field", "is_most"),
    [
        ("only the most expensive of the three", "price", True),
        ("take only the most expensive of the three", "price", True),
        ("keep just the priciest of them", "price", True),
        ("just the cheapest", "price", False),
        ("the least expensive one of these", "price", False),
        ("pick the largest", "square_feet", True),
        ("choose the smallest of those homes", "square_feet", False),
        ("go with the newest one", "listed_on", True),
        ("the oldest listed of the 3", "listed_on", False),
        ("take the larger one", "square_feet", True),
        ("the cheaper of the two", "price", False),
        ("Only The Cheapest Of The Three", "price", False),
    ],
)
def test_the_best_of_several_is_picked(text, field, is_most):
    assert read_best(text) == PickBest(field, is_most)


@pytest.mark.parametrize(
    "text",
    [
        "the cheapest one",
        "the most expensive homes in San Jose",
        "the three cheapest",
        "only the red one",
        "take the second one",
        "only the cheapest of the homes in San Jose",
    ],
)
def test_anything_else_is_no_pick_of_the_best(text):
    assert read_best(text) is None

"""Where a member wants to look, from words of any case."""

from typing import Any

import pytest

from demo_crm.offline_model.places import read_place


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("homes in Campbell", "Campbell"),
        ("homes in campbell with a garden", "Campbell"),
        ("homes near Los Gatos under |", "Los Gatos"),
        ("houses in San Jose, CA", "San Jose"),
        ("houses in San Jose CA", "San Jose"),
        ("homes in the town of Saratoga", "Saratoga"),
        ("homes in St. Helena", "St. Helena"),
        ("homes in the Moorings", "The Moorings"),
        ("homes in Foundry District under |", "Foundry District"),
        ("the 3 Campbell homes", "Campbell"),
        ("Show me Campbell homes", "Campbell"),
        ("Campbell | homes", "Campbell"),
        ("| , |, Campbell", "Campbell"),
    ],
)
def test_a_town(text: str, town: str) -> None:
    assert read_place(text)["town"] == town


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("homes in the Willow Glen neighborhood", {"neighbourhood": "Willow Glen"}),
        ("the house on Alder Court", {"text": "Alder Court"}),
        ("the house on alder court", {"text": "alder court"}),
        ("12 Alder Court", {"text": "12 Alder Court"}),
        ("open 12 alder court", {"text": "12 alder court"}),
        ("what about 7 Cooper's Rise?", {"text": "7 Cooper's Rise"}),
        ("homes with a pool", {"text": "pool"}),
        ("homes in Campbell with a big garden", {"town": "Campbell", "text": "big garden"}),
        ("which houses in Campbell have a pool", {"town": "Campbell", "text": "pool"}),
    ],
)
def test_other_places_and_features(text: str, place: dict[str, Any]) -> None:
    assert read_place(text) == place


@pytest.mark.parametrize(
    "text",
    ["homes in my price range", "do we have a listing", "the house on Saturday", "in a table"],
)
def test_what_names_no_place(text: str) -> None:
    assert read_place(text) == {}

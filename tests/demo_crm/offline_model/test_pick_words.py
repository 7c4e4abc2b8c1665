"""Which of the listings shown before is meant."""

import pytest

from demo_crm.offline_model.intents import PickListing
from demo_crm.offline_model.pick_words import read_pick


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("the 2nd one", 2),
        ("The second listing", 2),
        ("tell me more about the first one", 1),
        ("the third", 3),
        ("open the last one", -1),
        ("12th house", 12),
        ("2", 2),
        ("#3", 3),
        ("number 4", 4),
        ("show me this listing", None),
        ("open it", None),
    ],
)
def test_a_position_is_read(text: str, position: int | None) -> None:
    assert read_pick(text) == PickListing(position)


@pytest.mark.parametrize("text", ["the first 3 homes", "homes in Campbell", "", "22 Alder Court"])
def test_other_words_pick_nothing(text: str) -> None:
    assert read_pick(text) is None

"""What asks for nothing but a friendly word."""

import pytest

from demo_crm.offline_model.courtesy_words import read_courtesy
from demo_crm.offline_model.intents import Courtesy, SmallTalk


@pytest.mark.parametrize(
    ("text", "courtesy"),
    [
        ("Hi there", Courtesy.GREETING),
        ("What can you do", Courtesy.ABILITIES),
        ("great, thanks a lot", Courtesy.THANKS),
    ],
)
def test_a_courtesy_is_read(text: str, courtesy: Courtesy) -> None:
    assert read_courtesy(text) == SmallTalk(courtesy)


@pytest.mark.parametrize("text", ["", "Hi, find homes", "thanks, find homes"])
def test_whatever_asks_for_more_is_none(text: str) -> None:
    assert read_courtesy(text) is None

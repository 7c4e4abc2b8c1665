"""Wishes that name several times, and what stands behind a time."""

import pytest

from demo_crm.offline_model.repeated_times import split_times


@pytest.mark.parametrize(
    ("words", "each"),
    [
        ("Friday 3 pm and Saturday 4 pm", ["Friday 3 pm", "Saturday 4 pm"]),
        (
            "on Friday at 3 pm and Saturday at 4 pm with Jo",
            ["with Jo on Friday at 3 pm", "with Jo Saturday at 4 pm"],
        ),
        (
            "at 118 Alder Court on Friday at 3 pm and on Saturday at 4 pm",
            ["at 118 Alder Court on Friday at 3 pm", "at 118 Alder Court on Saturday at 4 pm"],
        ),
        (
            "Friday 3 pm, Saturday 4 pm and Sunday 5 pm",
            ["Friday 3 pm", "Saturday 4 pm", "Sunday 5 pm"],
        ),
        ("on Friday and Saturday at 3 pm", ["on Friday at 3 pm", "Saturday at 3 pm"]),
        ("on Friday at 3 pm and 5 pm", ["on Friday at 3 pm", "on Friday 5 pm"]),
        ("on Nov 20 at 3 pm and Nov 21 at 4 pm", ["on Nov 20 at 3 pm", "Nov 21 at 4 pm"]),
    ],
)
def test_each_time_is_a_wish_of_its_own(words: str, each: list[str]) -> None:
    assert split_times(words) == (each, "")


@pytest.mark.parametrize(
    "words",
    [
        "on Friday, at 3 pm",
        "tomorrow, 3 pm",
        "on Friday between 9 am and 10 am",
        "on Friday at 3 pm for an hour and a half",
        "on Friday, November 27 at 3 pm",
        "with Jo and Ann on Friday at 3 pm",
        "on Friday at 3 pm, with Jo",
        "about the roof and the garden on Friday at 3 pm",
        "",
    ],
)
def test_one_time_stays_one_wish(words: str) -> None:
    assert split_times(words) == ([words], "")


@pytest.mark.parametrize(
    ("words", "each", "unread"),
    [
        ("on Friday at 3 pm and sing me a song", ["on Friday at 3 pm"], "sing me a song"),
        ("Friday 3 pm, Saturday 4 pm and whistle", ["Friday 3 pm", "Saturday 4 pm"], "whistle"),
    ],
)
def test_what_stands_behind_a_time_unread_is_told(words: str, each: list[str], unread: str) -> None:
    assert split_times(words) == (each, unread)

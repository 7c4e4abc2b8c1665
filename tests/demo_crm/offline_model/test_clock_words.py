"""Hours and lengths of time, as people say them."""

from datetime import time

import pytest

from demo_crm.offline_model.clock_words import (
    find_clock,
    names_no_hour,
    take_clock,
    take_length,
)


@pytest.mark.parametrize(
    ("words", "clock"),
    [
        ("call at 3 pm", time(15)),
        ("call at 3:45 p.m.", time(15, 45)),
        ("call 10:30", time(10, 30)),
        ("call at 15:30", time(15, 30)),
        ("call at noon", time(12)),
        ("call at midnight", time(0)),
        ("call at 12 am", time(0)),
        ("call at 12 pm", time(12)),
        ("call at 3", time(15)),
        ("call at 9", time(9)),
        ("call at 3 o'clock", time(15)),
    ],
)
def test_an_hour_is_taken_out(words: str, clock: time) -> None:
    assert take_clock(words) == ("call ", clock) or take_clock(words) == ("call", clock)


@pytest.mark.parametrize(
    "words", ["call", "at 25:70", "at 13 pm", "at 118 Lantern Street", "at 12 Alder Court", "at 99"]
)
def test_what_is_no_hour_stays(words: str) -> None:
    assert take_clock(words) == (words, None)


def test_an_evening_makes_an_hour_late() -> None:
    assert take_clock("at 8", is_late=True)[1] == time(20)
    assert take_clock("at 8 am", is_late=True)[1] == time(8)


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("call for an hour", 60),
        ("call for half an hour", 30),
        ("call for an hour and a half", 90),
        ("call for 90 minutes", 90),
        ("call for 1.5 hours", 90),
        ("call for two hours", 120),
    ],
)
def test_a_length_is_taken_out(words: str, minutes: int) -> None:
    rest, length = take_length(words)
    assert (rest.strip(), length) == ("call", minutes)


@pytest.mark.parametrize(
    ("words", "clock", "minutes"),
    [
        ("from 2 to 3:30 pm", time(14), 90),
        ("2-3 pm", time(14), 60),
        ("11-1 pm", time(11), 120),
        ("between 9 am and 10 am", time(9), 60),
        ("at 3 pm until 4 pm", time(15), 60),
    ],
)
def test_a_span_has_a_start_and_a_length(words: str, clock: time, minutes: int) -> None:
    rest, length = take_length(words)
    assert (take_clock(rest)[1], length) == (clock, minutes)


@pytest.mark.parametrize("words", ["from 5 pm to 3 pm", "for the Millers", "2-3 bedrooms"])
def test_what_is_no_length_stays(words: str) -> None:
    assert take_length(words) == (words, None)


@pytest.mark.parametrize(
    ("words", "is_none"),
    [("at 25:00", True), ("at 13 pm", True), ("at 9:75", True), ("at 99", False), ("at 3", False)],
)
def test_an_hour_no_clock_shows_is_none(words: str, is_none: bool) -> None:
    assert names_no_hour(words) is is_none


def test_the_words_of_an_hour_are_found() -> None:
    assert find_clock("a call at 3 pm on Friday") == "at 3 pm"
    assert find_clock("a call on Friday") == ""

"""When a task is due, counted from the member's own now."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from demo_crm.offline_model.due_words import take_due

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo("America/Los_Angeles"))  # a Sunday


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("call Jonas today", "2026-11-22"),
        ("call Jonas tomorrow", "2026-11-23"),
        ("call Jonas the day after tomorrow", "2026-11-24"),
        ("call Jonas on Friday", "2026-11-27"),
        ("call Jonas next Sunday", "2026-11-29"),
        ("call Jonas in two weeks", "2026-12-06"),
        ("call Jonas in 3 days", "2026-11-25"),
        ("call Jonas next week", "2026-11-29"),
        ("call Jonas on 2026-12-01", "2026-12-01"),
        ("call Jonas by December 1st", "2026-12-01"),
        ("call Jonas on the 1 of December", "2026-12-01"),
        ("call Jonas on January 5", "2027-01-05"),
        ("call Jonas on March 3, 2028", "2028-03-03"),
    ],
)
def test_a_day_is_taken_out_of_the_words(words: str, due: str) -> None:
    assert take_due(words, NOW) == ("call Jonas", due)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("tomorrow at 3pm call Jonas", "2026-11-23T15:00:00-08:00"),
        ("call Jonas tomorrow at 15:30", "2026-11-23T15:30:00-08:00"),
        ("call Jonas at noon", "2026-11-22T12:00:00-08:00"),
        ("call Jonas at 8 a.m.", "2026-11-23T08:00:00-08:00"),
        ("call Jonas at 12:15 am on Friday", "2026-11-27T00:15:00-08:00"),
        ("call Jonas on July 1 at 9am", "2027-07-01T09:00:00-07:00"),
    ],
)
def test_a_time_has_the_offset_of_its_own_day(words: str, due: str) -> None:
    assert take_due(words, NOW) == ("call Jonas", due)


@pytest.mark.parametrize("words", ["call Jonas", "call Jonas on June 31", "meet at 25:70"])
def test_words_without_a_real_day_stay_as_they_are(words: str) -> None:
    assert take_due(words, NOW) == (words, None)


def test_the_29th_of_february_waits_for_a_leap_year_that_is_named() -> None:
    assert take_due("plan on February 29", NOW) == ("plan on February 29", None)
    assert take_due("plan on February 29, 2028", NOW) == ("plan", "2028-02-29")


def test_without_a_clock_only_a_full_date_can_be_read() -> None:
    assert take_due("call Jonas tomorrow", None) == ("call Jonas tomorrow", None)
    assert take_due("call Jonas on 2026-12-01", None) == ("call Jonas", "2026-12-01")

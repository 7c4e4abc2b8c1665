"""When a task is due, counted from the member's own now."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from demo_crm.offline_model.due_words import Doubt, When, offer_dates, take_when


def take_due(words: str, now: datetime | None) -> tuple[str, str | None]:
    rest, when = take_when(words, now)
    return rest, when.iso


NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo("America/Los_Angeles"))  # a Sunday


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("call Jonas today", "2026-11-22"),
        ("call Jonas tomorrow", "2026-11-23"),
        ("call Jonas the day after tomorrow", "2026-11-24"),
        ("call Jonas on Friday", "2026-11-27"),
        ("call Jonas next Sunday", "2026-11-29"),
        ("call Jonas on Sunday", "2026-11-29"),
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
        ("call Jonas Friday 3 pm", "2026-11-27T15:00:00-08:00"),
        ("call Jonas Sunday 3 pm", "2026-11-22T15:00:00-08:00"),
        ("call Jonas Sunday 8 am", "2026-11-29T08:00:00-08:00"),
        ("call Jonas next Sunday 3 pm", "2026-11-29T15:00:00-08:00"),
        ("call Jonas next Tuesday 10:30", "2026-11-24T10:30:00-08:00"),
        ("call Jonas tomorrow at noon", "2026-11-23T12:00:00-08:00"),
        ("call Jonas tonight at 8", "2026-11-22T20:00:00-08:00"),
        ("call Jonas tomorrow afternoon at 2", "2026-11-23T14:00:00-08:00"),
        ("call Jonas in 30 minutes", "2026-11-22T10:00:00-08:00"),
        ("call Jonas in half an hour", "2026-11-22T10:00:00-08:00"),
        ("call Jonas in two hours", "2026-11-22T11:30:00-08:00"),
    ],
)
def test_a_time_has_the_offset_of_its_own_day(words: str, due: str) -> None:
    assert take_due(words, NOW) == ("call Jonas", due)


@pytest.mark.parametrize(
    ("zone", "moment"),
    [
        ("America/Denver", "2026-11-27T15:00:00-07:00"),
        ("Europe/Berlin", "2026-11-27T15:00:00+01:00"),
        ("Asia/Kolkata", "2026-11-27T15:00:00+05:30"),
        ("UTC", "2026-11-27T15:00:00+00:00"),
    ],
)
def test_friday_is_friday_where_the_member_is(zone: str, moment: str) -> None:
    assert take_due("call Jonas Friday 3 pm", NOW.astimezone(ZoneInfo(zone)))[1] == moment


@pytest.mark.parametrize(
    ("words", "doubt", "moment"),
    [
        ("today at 8 am", Doubt.PASSED, "2026-11-22T08:00:00-08:00"),
        ("today at 9:30", None, "2026-11-22T09:30:00-08:00"),
        ("today at 5 pm", None, "2026-11-22T17:00:00-08:00"),
        ("at 8 am", Doubt.NEXT_DAY, "2026-11-23T08:00:00-08:00"),
        ("2027-03-14 at 2:30 am", Doubt.SKIPPED, None),
        ("2027-03-14 at 3:30 am", None, "2027-03-14T03:30:00-07:00"),
        ("2027-11-07 at 1:30 am", Doubt.TWICE, "2027-11-07T01:30:00-07:00"),
        ("2027-11-07 at 3 am", None, "2027-11-07T03:00:00-08:00"),
    ],
)
def test_an_odd_hour_is_doubted(words: str, doubt: Doubt | None, moment: str | None) -> None:
    _, when = take_when(words, NOW)
    assert when.doubt == doubt
    assert (when.moment and when.moment.isoformat()) == moment


def test_hours_ahead_are_counted_over_the_change_of_the_clocks() -> None:
    before = datetime(2027, 3, 14, 1, 30, tzinfo=NOW.tzinfo)
    assert take_due("call in two hours", before) == ("call", "2027-03-14T04:30:00-07:00")


def test_nothing_said_is_no_time() -> None:
    assert take_when("call Jonas", NOW)[1] == When()


@pytest.mark.parametrize("year", ["0999", "1999", "9999"])
def test_a_year_no_tool_takes_is_none(year: str) -> None:
    assert take_due(f"call on {year}-12-01 at 5pm", NOW)[1] != f"{year}-12-01"


@pytest.mark.parametrize("words", ["call Jonas", "call Jonas on June 31", "meet at 25:70"])
def test_words_without_a_real_day_stay_as_they_are(words: str) -> None:
    assert take_due(words, NOW) == (words, None)


def test_the_29th_of_february_waits_for_a_leap_year_that_is_named() -> None:
    assert take_due("plan on February 29", NOW) == ("plan on February 29", None)
    assert take_due("plan on February 29, 2028", NOW) == ("plan", "2028-02-29")


def test_without_a_clock_only_a_full_date_can_be_read() -> None:
    assert take_due("call Jonas tomorrow", None) == ("call Jonas tomorrow", None)
    assert take_due("call Jonas on 2026-12-01", None) == ("call Jonas", "2026-12-01")


@pytest.mark.parametrize(
    ("words", "doubt"),
    [
        ("yesterday", Doubt.PAST_DAY),
        ("the day before yesterday at noon", Doubt.PAST_DAY),
        ("last night", Doubt.PAST_DAY),
        ("last Sunday 3 pm", Doubt.PAST_DAY),
        ("last week", Doubt.PAST_DAY),
        ("a week ago", Doubt.PAST_DAY),
        ("on 2020-01-01", Doubt.PAST_DAY),
        ("on November 20, 2026", Doubt.PAST_DAY),
        ("on the 20th of November", Doubt.PAST_DATE),
        ("on July 1", Doubt.NEXT_YEAR),
        ("on December 1", None),
        ("on Friday at 25:00", Doubt.NO_HOUR),
        ("at 99", None),
    ],
)
def test_an_odd_day_is_doubted(words: str, doubt: Doubt | None) -> None:
    assert take_when(words, NOW)[1].doubt == doubt


def test_a_day_ahead_wins_over_one_that_is_over() -> None:
    assert take_when("tomorrow ask about last Friday", NOW)[1].iso == "2026-11-23"


def test_other_days_are_offered_for_a_date_that_is_over() -> None:
    assert offer_dates("call Jo on Nov 20 at 3 pm", NOW, "Another day") == {
        "That day next year": "call Jo on Nov 20 next year at 3 pm",
        "Another day": "call Jo",
    }
    assert offer_dates("call Jo on Friday", NOW, "Another day") == {}

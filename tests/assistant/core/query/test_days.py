"""Days and moments as people write them, on the member's clock."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.query.days import add_units, is_day, is_moment, read_day, read_moment
from assistant.core.query.operators import Unit
from tests.support.bike_collection import IN_NEW_YORK, NOW


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026/11/05", "2026-11-05"),
        ("Nov 5, 2026", "2026-11-05"),
        ("5th November 2026", "2026-11-05"),
        ("2026-11-05T23:30:00", "2026-11-05"),
        ("2026-11-22T02:00:00Z", "2026-11-21"),
        ("today", "2026-11-22"),
        ("Yesterday", "2026-11-21"),
        ("2 weeks ago", "2026-11-08"),
        ("in 3 months", "2027-02-22"),
        ("5/11/2026", None),
        ("last week", None),
        ("Nov 5", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("\ud800", None),
    ],
)
def test_days_are_read(text, day):
    assert read_day(text, IN_NEW_YORK) == day


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-22T14:30:00", "2026-11-22T14:30"),
        ("2026-11-22 14:30", "2026-11-22T14:30"),
        ("2026-11-22T14:30:00Z", "2026-11-22T09:30"),
        ("now", "2026-11-22T09:30"),
        ("tomorrow", "2026-11-23"),
    ],
)
def test_moments_are_read(text, moment):
    assert read_moment(text, IN_NEW_YORK) == moment
    assert is_moment(moment)


@given(st.text(max_size=30) | st.datetimes().map(str) | st.dates().map(str))
def test_what_is_read_is_as_queries_hold_it(text):
    day, moment = read_day(text, NOW), read_moment(text, NOW)
    assert day is None or is_day(day)
    assert moment is None or is_moment(moment)


@given(st.dates(), st.sampled_from(Unit), st.integers(-9999, 9999))
def test_no_count_leaves_the_calendar(day, unit, count):
    assert (add_units(day, unit, count) >= day) == (count >= 0 or day == date.min)


def test_a_short_month_ends_early():
    assert add_units(date(2026, 1, 31), Unit.MONTH, 1) == date(2026, 2, 28)
    assert add_units(date(2024, 2, 29), Unit.YEAR, 1) == date(2025, 2, 28)
    assert add_units(date(2026, 11, 30), Unit.QUARTER, -3) == date(2026, 2, 28)

"""From when to when a time of a query reaches."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given

from assistant.core.query.language import Direction, Period, Relative
from assistant.core.query.operators import Unit
from assistant.core.query.spans import find_days, find_moments, find_span
from tests.assistant.core.query.queries import queries
from tests.support.bike_collection import IN_NEW_YORK, NOW

LAST, NEXT, THIS = Direction


@pytest.mark.parametrize(
    ("time", "first", "last"),
    [
        (Relative("built", LAST, Unit.DAY, 7), date(2026, 11, 15), date(2026, 11, 22)),
        (Relative("built", NEXT, Unit.WEEK, 2), date(2026, 11, 22), date(2026, 12, 6)),
        (Relative("built", THIS, Unit.DAY), date(2026, 11, 22), date(2026, 11, 22)),
        (Relative("built", THIS, Unit.WEEK), date(2026, 11, 16), date(2026, 11, 22)),
        (Relative("built", THIS, Unit.MONTH), date(2026, 11, 1), date(2026, 11, 30)),
        (Relative("built", THIS, Unit.QUARTER), date(2026, 10, 1), date(2026, 12, 31)),
        (Relative("built", THIS, Unit.YEAR), date(2026, 1, 1), date(2026, 12, 31)),
        (Period("built", "2026-01-01", "2026-02-01"), date(2026, 1, 1), date(2026, 2, 1)),
        (Period("built", None, "2026-02-01"), None, date(2026, 2, 1)),
    ],
)
def test_days_of_a_time(time, first, last):
    assert find_days(time, NOW.date()) == (first, last)


@pytest.mark.parametrize(
    ("time", "first", "after"),
    [
        (Relative("serviced", LAST, Unit.HOUR, 2), "2026-11-22T12:30", "2026-11-22T14:30"),
        (Relative("serviced", LAST, Unit.DAY, 7), "2026-11-15T14:30", "2026-11-22T14:30"),
        (Relative("serviced", THIS, Unit.HOUR), "2026-11-22T14:00", "2026-11-22T15:00"),
        (Relative("serviced", THIS, Unit.DAY), "2026-11-22", "2026-11-23"),
        (Relative("serviced", THIS, Unit.MONTH), "2026-11-01", "2026-12-01"),
        (Period("serviced", "2026-11-01T09:30", "2026-11-22"), "2026-11-01T09:30", "2026-11-23"),
    ],
)
def test_moments_of_a_time(time, first, after):
    wanted = tuple(datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (first, after))
    assert find_moments(time, NOW) == wanted


def test_a_day_is_all_of_it_on_the_members_clock():
    start, end = find_span("2026-11-01", IN_NEW_YORK.tzinfo)
    # The clocks go back in that night.
    assert (end.astimezone(UTC) - start.astimezone(UTC)).total_seconds() == 25 * 3600
    start, end = find_span("2026-11-01T09:30", IN_NEW_YORK.tzinfo)
    assert (end - start).total_seconds() == 60


@given(queries())
def test_every_time_can_be_worked_out(query):
    if query.time is not None:
        first, last = find_days(query.time, NOW.date())
        assert None in (first, last) or first <= last
        start, after = find_moments(query.time, IN_NEW_YORK)
        assert None in (start, after) or start < after


@given(queries())
def test_every_moment_has_a_span(query):
    for condition in query.filter.conditions if query.filter else ():
        if getattr(condition, "field", None) == "serviced" and isinstance(condition.value, str):
            start, end = find_span(condition.value, UTC)
            assert start < end

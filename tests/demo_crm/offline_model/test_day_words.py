"""Which day is meant, ahead or behind."""

from datetime import date

import pytest

from demo_crm.offline_model.day_words import Day, find_day, means_today, take_day

TODAY = date(2026, 11, 22)  # a Sunday


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("on Friday", Day(date(2026, 11, 27))),
        ("last Friday", Day(date(2026, 11, 20))),
        ("last Sunday", Day(date(2026, 11, 15))),
        ("yesterday", Day(date(2026, 11, 21))),
        ("the day before yesterday", Day(date(2026, 11, 20))),
        ("3 days ago", Day(date(2026, 11, 19))),
        ("on Nov 20", Day(date(2026, 11, 20), is_yearless=True)),
        ("on Nov 20, 2026", Day(date(2026, 11, 20))),
        ("on Nov 20 next year", Day(date(2027, 11, 20))),
        ("on July 1", Day(date(2027, 7, 1), is_yearless=True)),
        ("yesterday's photos", None),
        ("notes of last week", None),
    ],
)
def test_a_day_is_read(words: str, day: Day | None) -> None:
    assert take_day(words, TODAY)[1] == day


def test_a_weekday_without_more_may_be_today() -> None:
    assert means_today("Sunday 3 pm", TODAY)
    assert not means_today("next Sunday 3 pm", TODAY)


def test_the_words_of_a_day_are_found() -> None:
    assert find_day("a call on Friday at 3 pm") == "on Friday"
    assert find_day("a call at 3 pm") == ""

"""Numbers as people write them, and what is not one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.query.numbers import read_number


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("900k", "USD", 900_000),
        ("$1.2M", "USD", 1_200_000),
        ("$ 1,250,000", "USD", 1_250_000),
        ("1.5 million dollars", "USD", 1_500_000),
        ("2,000 sq ft", "sq ft", 2000),
        ("2 000", "", 2000),
        ("US$450", "USD", 450),
        ("€900", "EUR", 900),
        ("-3.5", "", -3.5),
        ("2.50", "", 2.5),
        (" 7 ", "", 7),
    ],
)
def test_is_a_number(text, unit, number):
    read = read_number(text, unit)
    assert (read, type(read)) == (number, type(number))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("€900", "USD"),
        ("900 euros", "USD"),
        ("15 kg", "sq ft"),
        ("1,5", ""),
        ("1.234,56", "EUR"),
        ("12,34,567", ""),
        ("three", ""),
        ("3-4", ""),
        ("1e9", ""),
        ("", ""),
        ("9" * 40, ""),
        ("900000000 billion", ""),
        ("٣", ""),
    ],
)
def test_is_none(text, unit):
    assert read_number(text, unit) is None


@given(st.text(), st.sampled_from(["", "USD", "kg"]))
def test_no_text_raises(text, unit):
    read_number(text, unit)

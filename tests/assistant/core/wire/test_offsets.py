"""Lengths and cuts as a browser counts them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.wire.offsets import drop_utf16, slice_utf16, utf16_length

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("text", "length"),
    [("", 0), ("abc", 3), ("é中", 2), ("\uffff", 1), ("🚲", 2), ("👩\u200d👧", 5)],
)
def test_a_text_is_as_long_as_javascript_says(text: str, length: int) -> None:
    assert utf16_length(text) == length


@given(TEXT)
def test_the_length_is_that_of_utf_16(text: str) -> None:
    assert utf16_length(text) == len(text.encode("utf-16-le")) // 2


@given(TEXT, TEXT)
def test_what_is_dropped_leaves_the_rest(held: str, more: str) -> None:
    assert drop_utf16(held + more, utf16_length(held)) == more


def test_dropping_more_than_there_is_leaves_nothing() -> None:
    assert drop_utf16("🚲", 7) == drop_utf16("abc", 7) == ""


@given(TEXT, TEXT, TEXT)
def test_a_slice_is_what_stands_between(before: str, said: str, after: str) -> None:
    start = utf16_length(before)
    assert slice_utf16(before + said + after, start, start + utf16_length(said)) == said

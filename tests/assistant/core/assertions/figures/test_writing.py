"""What is hidden from whoever looks for figures, and how places lead back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.assertions.figures.writing import HIDDEN, read_writing, write_plain


def is_hidden(text, part):
    writing = read_writing(text)
    start = text.index(part)
    return set(writing.text[start : start + len(part)]) == {HIDDEN}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("a `12` b", "`12`"),
        ("a ``1`2`` b", "``1`2``"),
        ("`one` and `12`", "`12`"),
        ("```\n12\n```\n13", "```\n12\n```"),
        ("~~~ text\n12", "~~~ text\n12"),
        ("[a](/x/12)", "](/x/12"),
        ("see https://example.com/12 now", "https://example.com/12"),
        ("12. A", "12."),
        ("text\n  12) A", "  12)"),
    ],
)
def test_what_is_hidden(text, part):
    assert is_hidden(text, part)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("it's `12 and no more", "12"),
        ("a ` b\n\nc 12 d ` e", "12"),
        ("[call](tel:4085550100)", "4085550100"),
        ("[write](mailto:jo@example.com)", "jo@example.com"),
        ("In 12. months", "12"),
        ("```\nx\n```\n12", "12"),
    ],
)
def test_what_is_not(text, part):
    assert part in read_writing(text).text


def test_one_form_of_digits_spaces_and_dashes():
    assert write_plain("１２–٣\u202f４ − 5’6") == "12-3\xa04 - 5'6"


@given(st.text(st.characters() | st.sampled_from("*_`\u200b12 \n"), max_size=80))
def test_places_lead_back(text):
    writing = read_writing(text)
    for start in range(len(writing.text)):
        first, last = writing.place(start, start + 1)
        assert last == first + 1
        kept = writing.text[start]
        assert kept == HIDDEN or write_plain(text[first:last]) in (kept, "")

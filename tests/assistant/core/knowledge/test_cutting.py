"""Texts cut into excerpts that can be quoted letter by letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.knowledge.cutting import LONGEST, cut_markdown, cut_plain

PIECES = st.lists(
    st.sampled_from(
        ["# One\n", "## Two\n", "Three\n===\n", "---\n", "\n", "\n\n", "word ", "Stop. ", "é🏡",
         "```\n", "- item\n", "x" * 700, "\f", "\r\n", "| a | b |\n", "    # code\n"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


def check(text, excerpts):
    assert all(text[each.start : each.end] == each.text for each in excerpts)
    assert all(each.text.strip() == each.text for each in excerpts)
    assert all(0 < len(each.text) <= LONGEST for each in excerpts)
    ends = [0, *(each.end for each in excerpts)]
    assert all(each.start >= end for each, end in zip(excerpts, ends, strict=False))


@given(PIECES)
def test_excerpts_of_markdown_are_what_stands_there(text):
    check(text, cut_markdown(text).excerpts)


@given(PIECES)
def test_excerpts_of_a_text_are_what_stands_there(text):
    excerpts = cut_plain(text)
    check(text, excerpts)
    assert "".join("".join(each.text for each in excerpts).split()) == "".join(text.split())


def test_sections_are_told_apart_by_their_headings():
    text = "# Keys\n\nHang them up.\n\n## Lost\n\nCall us.\n\nAt once.\n\n"
    text += "### Cars\n\nTow.\n\n## New\nAsk."
    outline = cut_markdown(text)
    assert outline.title == "Keys"
    assert [(each.heading, each.text) for each in outline.excerpts] == [
        ((), "Hang them up."),
        (("Lost",), "Call us.\n\nAt once."),
        (("Lost", "Cars"), "Tow."),
        (("New",), "Ask."),
    ]


def test_underlined_headings_count_and_rules_do_not():
    outline = cut_markdown("Keys\n====\n\nOne.\n\n---\n\nTwo.\n\nLost\n----\n\nThree.")
    assert outline.title == "Keys"
    assert [each.heading for each in outline.excerpts] == [(), ("Lost",)]


def test_a_hash_in_code_is_no_heading():
    outline = cut_markdown("# Keys\n\n```sh\n# not a heading\n```\n\nDone.")
    [excerpt] = outline.excerpts
    assert "# not a heading" in excerpt.text


def test_long_paragraphs_are_cut_at_sentences():
    text = " ".join(f"Sentence number {index} ends here." for index in range(120))
    excerpts = cut_plain(text)
    assert len(excerpts) > 2
    assert all(each.text.endswith("here.") for each in excerpts)


@pytest.mark.parametrize("seam", [" \n", "\r\n", "\n ", ". \n  "])
def test_no_blanks_are_left_where_it_is_cut(seam):
    text = f"{'x' * 700}{seam}{'x' * 700}"
    check(text, cut_plain(text))
    assert len(cut_plain(text)) == 2


def test_what_has_no_seam_is_cut_all_the_same():
    check("x" * 5000, cut_plain("x" * 5000))


def test_pages_are_counted():
    assert [each.page for each in cut_plain("One.\fTwo.\n\nStill two.\f\fFour.")] == [1, 2, 4]


@pytest.mark.parametrize("text", ["\n" * 200_000, " \n" * 100_000, "#" * 200_000, "```\n" * 50_000])
def test_odd_texts_take_no_time(text):
    check(text, cut_markdown(text).excerpts)
    check(text, cut_plain(text))

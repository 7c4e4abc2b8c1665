"""What Markdown sets as code, beside what CommonMark's reference reader says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.core.assertions.code_marks import find_code


def read_code(text):
    return [(text[code.inner_start : code.inner_end], code.info) for code in find_code(text)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("no code", []),
        ("a `b` c ``d ` e`` f", [("b", None), ("d ` e", None)]),
        ("a ` b", []),
        ("a ` b\n\nc ` d", []),
        ("a ` b\n \nc `d` e", [("d", None)]),
        ("a `b\nc` d", [("b\nc", None)]),
        ("`a ``b\n\n``c`` `d`", [("c", None), ("d", None)]),
        ("```json\n{}\n```\nand `x`", [("{}\n", "json"), ("x", None)]),
        ("~~~\n`a`\n~~~", [("`a`\n", "")]),
        ("```\nnever closed `x`", [("never closed `x`", "")]),
        ("````\n```\n````", [("```\n", "")]),
        ("```a`b\nno fence", []),
        ("```", [("", "")]),
        ("`a` ```\nx\n```", [("a", None), ("", "")]),
    ],
)
def test_code_is_found(text, code):
    assert read_code(text) == code


PARAGRAPHS = st.lists(st.sampled_from(["a", "`", "``", "```", " b ", "*"]), max_size=12).map(
    "".join
)


@settings(deadline=None)
@given(text=PARAGRAPHS.map(lambda each: f"x{each}"))
def test_code_in_a_line_is_what_commonmark_says(text):
    (_, inline, _) = MarkdownIt("commonmark").parse(text)
    oracle = [each.content for each in inline.children if each.type == "code_inline"]
    assert [strip_one(inner) for inner, _ in read_code(text)] == oracle


def strip_one(inner):
    """CommonMark takes one space from either end, if both are there and something else is."""
    is_padded = inner.startswith(" ") and inner.endswith(" ") and inner.strip(" ")
    return inner[1:-1] if is_padded else inner

"""Words as a member sees them, and the way back to what was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.assertions.plain import read_plain, read_plain_passages
from tests.support.assertion_cases import build_reply


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a **bold** word", "a bold word"),
        ("L-\u200b1042", "L-1042"),
        ("\uff2c-\uff11\uff10", "L-10"),
        ("\uff3bName\uff3d", "[Name]"),
        ("12\u00a0Alder", "12\u00a0Alder"),
        ("one\u2014two", "one\u2014two"),
        ("`a**b`", "`ab`"),
        ("____", "____"),
    ],
)
def test_what_is_seen_stays(text, plain):
    assert read_plain(text).text == plain


@given(st.lists(st.sampled_from(["a", "**", "\u200b", "\uff21", "\u00e9"]), max_size=20))
def test_every_place_leads_back(parts):
    text = "".join(parts)
    plain = read_plain(text)
    for at, char in enumerate(plain.text):
        start, end = plain.place(at, at + 1)
        assert read_plain(text[start:end]).text == char


def test_passages_are_read_once():
    reply = build_reply({"text": "a **b**"})
    assert read_plain_passages(reply) is read_plain_passages(reply)
    assert [plain.text for plain in read_plain_passages(reply).values()] == ["a b"]

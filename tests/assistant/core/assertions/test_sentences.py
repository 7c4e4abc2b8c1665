"""Where sentences begin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.assertions.sentences import Sentences


def cut(text):
    sentences = Sentences(text)
    spans = dict.fromkeys(sentences.around(place) for place in range(len(text)))
    return [text[start:end].strip() for start, end in spans if text[start:end].strip()]


@pytest.mark.parametrize(
    "sentences",
    [
        ["It is quiet.", "It is small."],
        ["Is it?", "Yes!", "Good."],
        ["118 Lantern St. has 3 beds.", "It costs $1.2M."],
        ["It has 1.5 baths and 1,850 sq. ft. of space."],
        ["We meet at 3 p.m.", "Bring a pen."],
        ["We meet at 3 p.m. on Friday."],
        ["Mr. J. Smith of North Porch Inc. called."],
        ["one is small;", "one is large"],
        ["- one", "- two"],
        ["**A** costs 1.", "**B** costs 2."],
        ["He said: “It is sold.”", "She left."],
    ],
)
def test_sentences(sentences):
    assert cut(" ".join(sentences) if sentences[0][0] != "-" else "\n".join(sentences)) == sentences


@given(st.text(st.sampled_from("aA1.!?; \n\"')"), max_size=60))
def test_every_place_is_in_one_sentence(text):
    sentences = Sentences(text)
    at = 0
    while at < len(text):
        start, end = sentences.around(at)
        assert start == at < end
        at = end

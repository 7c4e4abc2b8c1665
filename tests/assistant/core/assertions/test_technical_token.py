"""The machinery's own words, and plain English that sounds alike."""

import pytest

from assistant.core.assertions.technical_token import TECHNICAL_TOKEN
from tests.support.assertion_cases import build_reply, find_excerpts, name_case, read_cases


@pytest.mark.parametrize("case", read_cases("technical_token", "flagged"), ids=name_case)
def test_a_token_is_found(case):
    assert find_excerpts(TECHNICAL_TOKEN, build_reply(case)) == case["found"]


@pytest.mark.parametrize("case", read_cases("technical_token", "clean"), ids=name_case)
def test_plain_words_are_left_alone(case):
    assert find_excerpts(TECHNICAL_TOKEN, build_reply(case)) == []

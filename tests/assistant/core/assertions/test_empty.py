"""Replies that say and show nothing, and short ones that do."""

import pytest

from assistant.core.assertions.empty import EMPTY
from tests.support.assertion_cases import build_reply, find_excerpts, name_case, read_cases


@pytest.mark.parametrize("case", read_cases("empty", "flagged"), ids=name_case)
def test_an_empty_reply_is_found(case):
    assert find_excerpts(EMPTY, build_reply(case)) == case["found"]


@pytest.mark.parametrize("case", read_cases("empty", "clean"), ids=name_case)
def test_what_says_or_shows_something_is_left_alone(case):
    assert find_excerpts(EMPTY, build_reply(case)) == []

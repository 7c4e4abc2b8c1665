"""Gaps that were never filled, and brackets that mean themselves."""

import pytest

from assistant.core.assertions.placeholder import PLACEHOLDER
from tests.support.assertion_cases import build_reply, find_excerpts, name_case, read_cases


@pytest.mark.parametrize("case", read_cases("placeholder", "flagged"), ids=name_case)
def test_a_gap_is_found(case):
    assert find_excerpts(PLACEHOLDER, build_reply(case)) == case["found"]


@pytest.mark.parametrize("case", read_cases("placeholder", "clean"), ids=name_case)
def test_what_is_no_gap_is_left_alone(case):
    assert find_excerpts(PLACEHOLDER, build_reply(case)) == []

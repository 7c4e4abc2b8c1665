"""Prose that repeats a widget, and prose that goes with one."""

import pytest

from assistant.core.assertions.repeated_details import REPEATED_DETAILS
from tests.support.assertion_cases import build_reply, find_excerpts, name_case, read_cases


@pytest.mark.parametrize("case", read_cases("repeated_details", "flagged"), ids=name_case)
def test_a_repetition_is_found(case):
    assert find_excerpts(REPEATED_DETAILS, build_reply(case)) == case["found"]


@pytest.mark.parametrize("case", read_cases("repeated_details", "clean"), ids=name_case)
def test_what_adds_to_a_widget_is_left_alone(case):
    assert find_excerpts(REPEATED_DETAILS, build_reply(case)) == []

"""JSON where a member reads, and brackets in prose."""

import pytest

from assistant.core.assertions.raw_json import RAW_JSON
from tests.support.assertion_cases import build_reply, find_excerpts, name_case, read_cases


@pytest.mark.parametrize("case", read_cases("raw_json", "flagged"), ids=name_case)
def test_json_is_found(case):
    assert find_excerpts(RAW_JSON, build_reply(case)) == case["found"]


@pytest.mark.parametrize("case", read_cases("raw_json", "clean"), ids=name_case)
def test_what_is_no_json_is_left_alone(case):
    assert find_excerpts(RAW_JSON, build_reply(case)) == []

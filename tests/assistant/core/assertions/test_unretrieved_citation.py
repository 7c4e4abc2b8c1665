"""Citations of what was looked up for this answer, and of what was not."""

import pytest

from assistant.core.assertions.unretrieved_citation import UNRETRIEVED_CITATION
from tests.support.assertion_cases import build_reply, find_excerpts, name_case, read_cases


@pytest.mark.parametrize("case", read_cases("unretrieved_citation", "flagged"), ids=name_case)
def test_what_is_wrong_is_found(case):
    assert find_excerpts(UNRETRIEVED_CITATION, build_reply(case)) == case["found"]


@pytest.mark.parametrize("case", read_cases("unretrieved_citation", "clean"), ids=name_case)
def test_what_is_right_is_left_alone(case):
    assert find_excerpts(UNRETRIEVED_CITATION, build_reply(case)) == []

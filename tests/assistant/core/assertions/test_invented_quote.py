"""Words put in a document's mouth, and words that stand there."""

import pytest

from assistant.core.assertions.invented_quote import INVENTED_QUOTE
from tests.support.assertion_cases import build_reply, find_excerpts, name_case, read_cases


@pytest.mark.parametrize("case", read_cases("invented_quote", "flagged"), ids=name_case)
def test_what_is_wrong_is_found(case):
    assert find_excerpts(INVENTED_QUOTE, build_reply(case)) == case["found"]


@pytest.mark.parametrize("case", read_cases("invented_quote", "clean"), ids=name_case)
def test_what_is_right_is_left_alone(case):
    assert find_excerpts(INVENTED_QUOTE, build_reply(case)) == []

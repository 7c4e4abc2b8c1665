"""Ids where a member reads, and what only looks like one."""

import pytest

from assistant.core.assertions.id_in_prose import ID_IN_PROSE
from tests.support.assertion_cases import build_reply, find_excerpts, name_case, read_cases


@pytest.mark.parametrize("case", read_cases("id_in_prose", "flagged"), ids=name_case)
def test_an_id_is_found(case):
    assert find_excerpts(ID_IN_PROSE, build_reply(case)) == case["found"]


@pytest.mark.parametrize("case", read_cases("id_in_prose", "clean"), ids=name_case)
def test_what_is_no_id_is_left_alone(case):
    assert find_excerpts(ID_IN_PROSE, build_reply(case)) == []

"""Drafts that describe a listing, with and without its office."""

import pytest

from demo_crm.assertions.missing_attribution import MISSING_ATTRIBUTION
from tests.support.assertion_cases import build_reply, find_excerpts, name_case, read_cases


@pytest.mark.parametrize("case", read_cases("missing_attribution", "flagged"), ids=name_case)
def test_a_missing_office_is_found(case):
    assert find_excerpts(MISSING_ATTRIBUTION, build_reply(case)) == case["found"]


@pytest.mark.parametrize("case", read_cases("missing_attribution", "clean"), ids=name_case)
def test_a_draft_that_owes_none_is_left_alone(case):
    assert find_excerpts(MISSING_ATTRIBUTION, build_reply(case)) == []

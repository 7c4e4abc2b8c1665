"""What is prepared for people who asked not to be contacted, and for others."""

import pytest

from demo_crm.assertions.do_not_contact import DO_NOT_CONTACT
from tests.support.assertion_cases import build_reply, find_excerpts, name_case, read_cases


@pytest.mark.parametrize("case", read_cases("do_not_contact", "flagged"), ids=name_case)
def test_what_is_prepared_for_them_is_found(case):
    assert find_excerpts(DO_NOT_CONTACT, build_reply(case)) == case["found"]


@pytest.mark.parametrize("case", read_cases("do_not_contact", "clean"), ids=name_case)
def test_what_is_prepared_for_others_is_left_alone(case):
    assert find_excerpts(DO_NOT_CONTACT, build_reply(case)) == []

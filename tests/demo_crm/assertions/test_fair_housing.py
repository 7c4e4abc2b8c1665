"""Wording that sorts people, and wording that describes homes."""

import pytest

from demo_crm.assertions.fair_housing import FAIR_HOUSING
from tests.support.assertion_cases import (
    HOSTILE,
    build_hostile,
    build_reply,
    find_excerpts,
    measure_finding,
    name_case,
    read_cases,
)


@pytest.mark.parametrize("case", read_cases("fair_housing", "flagged"), ids=name_case)
def test_steering_is_found(case):
    assert find_excerpts(FAIR_HOUSING, build_reply(case)) == case["found"]


@pytest.mark.parametrize("case", read_cases("fair_housing", "clean"), ids=name_case)
def test_homes_may_be_described(case):
    assert find_excerpts(FAIR_HOUSING, build_reply(case)) == []


@pytest.mark.parametrize(
    "fragment",
    [
        *HOSTILE,
        *[
            "safe ",
            "no ",
            "great ",
            "perfect for ",
            "great for young ",
            "I can't ",
            "schools are ",
            "area is ",
        ],
    ],
)
def test_two_hundred_thousand_characters_take_no_time(fragment):
    case = read_cases("missing_attribution", "clean")[0]
    assert measure_finding(FAIR_HOUSING, build_hostile(fragment, case)) < 1.5

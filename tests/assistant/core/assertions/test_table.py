"""Every assertion of ours: its cases, and what holds for any text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.core.assertions.checking import check_reply
from assistant.core.assertions.table import ASSERTIONS
from tests.support.assertion_cases import (
    HOSTILE,
    build_hostile,
    build_reply,
    measure_finding,
    read_cases,
)
from tests.support.replies import REPLIES

OURS = {each.code: each for each in ASSERTIONS}
# Those of figures have cases of another form, and more of them.
PLAIN = [code for code in OURS if code not in ("unsourced_fact", "altered_value")]
FRAGMENTS = st.sampled_from([
    "[Name]", "[", "]", "{{", "}}", "{", "}", '"a":', "<", ">", "XXX", "$X", "___", "`", "```",
    "\n", "L-1042", "r1", "_", "find_notes", "/a/0", "widget", "widget x", "tool call", "TBD",
    "1,250,000", "$1.2M", "12 Alder Court", "Nov 2", "(408) 555-0142", "\\", "](", "-", "~~~", "é",
    "🏡", "İ", " ",
])  # fmt: skip
TEXTS = st.lists(FRAGMENTS | st.text(max_size=5), max_size=40).map("".join)
LISTING = read_cases("repeated_details", "flagged")[0]
CALLS = read_cases("id_in_prose", "flagged")[0]["calls"]


@pytest.mark.parametrize("code", PLAIN)
def test_each_has_twenty_cases_of_both_kinds(code):
    for which in ("flagged", "clean"):
        cases = read_cases(code, which)
        assert len({(each["text"], str(each)) for each in cases}) >= 20


@settings(deadline=None, max_examples=150, print_blob=True)
@given(text=TEXTS | REPLIES, message=st.text(max_size=20), draft=st.booleans())
def test_any_text_has_its_findings_inside(text, message, draft):
    case = {**LISTING, "text": text[:4000], "message": message, "calls": CALLS}
    case["draft"] = draft and text != "" and "\0" not in text
    reply = build_reply(case)
    for assertion in ASSERTIONS:
        for span in assertion.find(reply):
            assert span is None or span.passage in reply.passages
            assert span is None or 0 <= span.start < span.end <= len(span.passage.text)
    check_reply(reply, ())


def measure_each(fragment, length):
    """Seconds of CPU by code. As in serving, the first that needs a reading pays for it."""
    reply = build_hostile(fragment, {**LISTING, "calls": CALLS}, length=length)
    return {code: measure_finding(assertion, reply) for code, assertion in OURS.items()}


@pytest.mark.parametrize("fragment", HOSTILE)
def test_two_hundred_thousand_characters_take_no_time(fragment):
    spent = measure_each(fragment, 200_000)
    assert {code: seconds for code, seconds in spent.items() if seconds >= 1.5} == {}


@pytest.mark.parametrize("fragment", HOSTILE)
def test_twice_the_text_takes_no_more_than_twice_the_time(fragment):
    def measure(length):
        once, again = measure_each(fragment, length), measure_each(fragment, length)
        return {code: min(once[code], again[code]) for code in OURS}

    half, whole = measure(10_000), measure(20_000)
    # Generous, for a machine that is busy: four times the time is what is looked for.
    slow = {code for code in OURS if whole[code] >= 2.6 * half[code] + 0.01}
    assert slow == set(), (half, whole)


def test_an_ordinary_reply_is_checked_in_a_moment():
    homes = {
        f"L-{number}": {
            **LISTING["records"]["L-1042"],
            "address": f"{number} Alder Court",
            "price": number * 1_000,
            "summary": f"A quiet cottage beside the creek path, number {number}.",
        }
        for number in range(1000, 1050)
    }
    shown = [list(homes)[at : at + 12] for at in range(0, 50, 12)]
    text = (
        "I looked at what is for sale and found fifty homes; the 2nd costs $1.2M since May 2.\n\n"
    )
    case = {
        "text": (text * 30)[:2_000],
        "records": homes,
        "widgets": [{"name": "listing_list", "payload": {"listings": ids}} for ids in shown],
        "calls": [{"name": "find_listings", "arguments": {}, "state": "done", "result": homes}],
    }

    def measure(assertions):
        reply = build_reply(case)
        began = time.process_time()
        for assertion in assertions:
            list(assertion.find(reply))
        return time.process_time() - began

    # A busy machine gets several times what it takes where nobody else works.
    assert min(measure(OURS.values()) for _ in range(20)) < 0.03
    assert min(measure(OURS[code] for code in PLAIN) for _ in range(20)) < 0.004

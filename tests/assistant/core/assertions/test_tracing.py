"""Tracing takes time in proportion to what is read, however hostile the words are."""

import time

import pytest

from assistant.core.assertions.figured import MOST_FIGURES
from assistant.core.assertions.tracing import trace_figures
from tests.support.sayings import SETTING, quote, say

LONG_NOTE = "He said 5 homes on May 4 at 3 pm cost $1.2M, call 408 555 0199; and {index} came. "
HOSTILE = (
    "1 ",
    "$1 ",
    "118 Lantern ",
    "Lantern 3 and ",
    "118 Lantern Street, ",
    "12 Alder Court has 3 bedrooms and ",
    "About $1,010,922. ",
    "one ",
    "Friday at 3 ",
    "| 1 | $2 |\n",
    "- Price: $1\n",
    "It costs $3. ",
    "!",
)


def measure(text, **changes):
    """The least of three, in seconds of the processor."""
    spent = []
    for _ in range(3):
        reply = say(text, **changes)
        start = time.process_time()
        trace_figures(reply)
        spent.append(time.process_time() - start)
    return min(spent)


@pytest.mark.parametrize("fragment", HOSTILE)
def test_time_grows_with_the_text_and_no_faster(fragment):
    small, large = (measure((fragment * size)[:size]) for size in (4_000, 32_000))
    # Eight times as much; ten milliseconds are below what the clock tells well.
    assert large < 20 * max(small, 0.005)


def test_time_grows_with_the_evidence_and_no_faster():
    text = "It costs about $1.37M, with 77 homes on December 5 at 5 pm; call (408) 555-0177. " * 30

    def with_notes(count):
        notes = {
            f"r{index}": {"note": LONG_NOTE.format(index=index) * 60} for index in range(count)
        }
        return measure(text, results=notes)

    small, large = with_notes(3), with_notes(24)
    assert large < 20 * max(small, 0.005)


def test_figures_beyond_the_bound_are_left_alone():
    reply = say("It costs $1,111,111. " * (MOST_FIGURES + 50))
    assert len(trace_figures(reply).unsourced) == MOST_FIGURES


def test_a_reply_is_traced_once():
    reply = say("118 Lantern Street costs $1.95M.")
    assert trace_figures(reply) is trace_figures(reply)
    assert quote(span for span, _ in trace_figures(reply).sourced) == ["118", "$1.95M"]


def test_a_record_of_a_kind_that_is_gone_is_traced_too():
    record = {"kind": "spaceship", "id": "S-1", "title": "118 Comet Street", "values": {"beds": 5}}
    traced = trace_figures(say("118 Comet Street has 5 beds.", records=[record]))
    assert quote(span for span, _ in traced.sourced) == ["118", "5"]
    assert traced.unsourced == ()


def test_a_title_of_many_words_alike_costs_no_more():
    record = {"kind": "listing", "id": "L-1", "title": "Lantern " * 2_000, "values": {}}
    text = "118 Lantern Street has 3 bedrooms. " * 60
    least = measure(text, records=SETTING["records"])
    assert measure(text, records=[*SETTING["records"], record]) < 20 * max(least, 0.005)


@pytest.mark.parametrize("now", ["0001-01-01T00:00:00+00:00", "9999-12-31T23:00:00+00:00"])
def test_a_clock_at_the_end_of_time_stops_nothing(now):
    reply = say("The tour is on Friday.", context={"now": now, "zone": "Asia/Tokyo"})
    assert quote(trace_figures(reply).unsourced) == []

"""What an answer says of an endpoint, and how sure a rate is."""

import pytest

from assistant.core.probes import Heard, find_interval, grade, write_cases, write_probes
from assistant.core.upstream.calls import AssembledCall
from assistant.core.upstream.chunks import Usage
from demo_crm.host import HOST

PROBES = {probe.name: probe for probe in write_probes()}
OSLO = AssembledCall(0, "c1", "get_weather", "{}", {"city": "Oslo"}, None)


@pytest.mark.parametrize(
    ("name", "heard", "outcome"),
    [
        ("streaming", Heard(pieces=("a", "b"), finish="stop"), "yes"),
        ("streaming", Heard(pieces=("ab",), finish="stop"), "no"),
        ("streaming", Heard(pieces=("a", "b")), "no"),
        ("streaming", Heard(pieces=("a", "b"), finish="tool_calls"), "lies"),
        ("streaming", Heard(fault="not_event_stream"), "no"),
        ("usage", Heard(usage=Usage(3, 4)), "yes"),
        ("usage", Heard(usage=Usage(0, 0)), "lies"),
        ("usage", Heard(), "no"),
        ("tools", Heard(calls=(OSLO,), finish="stop"), "yes"),
        ("tools", Heard(pieces=("Rain.",), finish="stop"), "no"),
        ("tools", Heard(finish="tool_calls"), "lies"),
        ("tools", Heard(calls=(AssembledCall(0, "c", "other", "{}", {}, None),)), "no"),
        ("tools", Heard(calls=(AssembledCall(0, "c", "get_weather", "{}", {}, None),)), "no"),
        ("tools", Heard(calls=(AssembledCall(0, "c", "get_weather", "{", None, "bad"),)), "no"),
        ("parallel_tools", Heard(calls=(OSLO,), finish="tool_calls"), "no"),
        ("response_format", Heard(pieces=('{"colour": "red", "pots": 2}',)), "yes"),
        ("response_format", Heard(pieces=('{"colour": "green", "pots": 2}',)), "lies"),
        ("response_format", Heard(fault="bad_request"), "no"),
        ("stop", Heard(pieces=("alpha bravo ",)), "yes"),
        ("stop", Heard(pieces=("alpha bravo charlie",)), "lies"),
        ("stop", Heard(pieces=("No.",)), "unclear"),
        ("long_system", Heard(fault="context_too_long"), "no"),
        ("long_system", Heard(pieces=("I do not know.",)), "no"),
    ],
)
def test_verdicts(name, heard, outcome):
    assert PROBES[name].judge(heard).outcome == outcome


def test_twenty_cases_ask_for_every_widget_in_turn():
    cases = list(write_cases(HOST.catalog))
    assert len(cases) == 20
    assert {case.widget for case in cases} == set(HOST.catalog.current)
    assert len({case.name for case in cases}) == 20


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ('Yes.\n```widget task\n{"task": "T-1"}\n```', "yes"),
        ('```widget task\n{"task": "T-1"}\n```\n```widget task\n{"task": "T-1"}\n```', "no"),
        ('```widget task\n{"task": 1}\n```', "no"),
        ('```widget task\n{"task": "T-1"}', "no"),
        ('```json\n{"task": "T-1"}\n```', "no"),
        ("", "no"),
    ],
)
def test_grades(text, outcome):
    case = next(case for case in write_cases(HOST.catalog) if case.widget == "task")
    assert grade(case, Heard(pieces=(text,)), HOST.catalog).outcome == outcome
    assert grade(case, Heard(pieces=(text,), fault="cut"), HOST.catalog).outcome == "unclear"


@pytest.mark.parametrize(
    ("passed", "asked", "low", "high"),
    [(0, 0, 0, 1), (20, 20, 0.839, 1), (0, 20, 0, 0.161), (10, 20, 0.299, 0.701)],
)
def test_wilson(passed, asked, low, high):
    assert find_interval(passed, asked) == pytest.approx((low, high), abs=0.001)

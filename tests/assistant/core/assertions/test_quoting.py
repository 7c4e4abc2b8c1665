"""What counts as the same words; the rest is in the cases of altered_quote."""

import pytest

from assistant.core.assertions.quoting import find_citation, is_verbatim
from tests.support.facts import make_call, make_round, make_turn

RESULT = {"excerpts": [{"text": "Hang them up."}, {"text": 7}, "Hang"]}


def turn(name: str, handle: str, **more):
    call = make_call(name=name, handle=handle, result=RESULT, **more)
    return make_turn(make_round("", finish="tool_calls", calls=(call,)))


@pytest.mark.parametrize(
    ("quote", "text", "same"),
    [
        ("5%", "only 5% now", True),
        ("5%", "only 0.5% now", False),
        ("1", "costs 1,000", False),
        ("000", "costs 1,000", False),
        ("1,000", "costs 1,000.", True),
        ("ten", "often, then ten", True),
        ("ten", "often, then", False),
        ("", "anything", False),
        ("**", "anything", False),
        ("a", "", False),
    ],
)
def test_a_quote_cuts_no_word_and_no_number(quote, text, same):
    assert is_verbatim(quote, text) is same


def test_a_citation_is_fresh_if_this_turn_looked_it_up():
    path = [
        turn("search_knowledge", "r1"),
        turn("search_knowledge", "r2"),
    ]
    assert find_citation(path, {"from": "r2", "path": "/excerpts/0"}).is_fresh
    assert not find_citation(path, {"from": "r1", "path": "/excerpts/0"}).is_fresh
    assert find_citation(path, {"from": "r1", "path": "/excerpts/0"}).text == "Hang them up."


@pytest.mark.parametrize("path", ["/excerpts/1", "/excerpts/2", "/excerpts/9", "/nothing", ""])
def test_what_is_no_excerpt_has_no_text(path):
    turns = [turn("search_knowledge", "r1")]
    assert find_citation(turns, {"from": "r1", "path": path}).text == ""
    assert find_citation(turns, {"from": "r9", "path": path}).text == ""


def test_another_tool_is_not_the_look_up():
    turns = [turn("find_notes", "r1")]
    assert not find_citation(turns, {"from": "r1", "path": "/excerpts/0"}).is_fresh

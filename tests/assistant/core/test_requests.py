"""Requests: the same facts give the same bytes, and those are the ones in tests/data/requests."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.core.requests import Prompt, digest, write_request
from assistant.core.turn.facts import RoundFact, TurnFact
from tests.support.facts import make_call, make_round, make_turn, make_widget
from tests.support.plays import BAD, GOOD

GOLDEN = Path(__file__).resolve().parents[2] / "data" / "requests"
TOOL = {"name": "find_bikes", "description": "Finds bikes.", "parameters": {"type": "object"}}
PROMPT = Prompt("You sell bikes.", "# How to reply", (TOOL,))
FAULT = {"code": "not_found", "message": "No such shop."}


def make_history() -> TurnFact:
    """A turn with a done and a failed call, and a widget that took a repair."""
    calls = (
        make_call(state="done", handle="r1", result={"count": 1, "bikes": [{"id": "B-1"}]}),
        make_call(index=1, id="c2", name="find_shop", state="failed", fault=FAULT),
    )
    return make_turn(
        make_round("", finish="tool_calls", calls=calls),
        make_round(f"One:\n{BAD}", number=2, text=f"One:\n{GOOD}", widgets=(make_widget(),)),
        make_round(GOOD, number=3, kind="repair"),
    )


def make_current() -> TurnFact:
    """A turn of which a call is done, one is due and one was declined; its block is faulty."""
    calls = (
        make_call(state="done", handle="r2", result=[1.5, None, "né 🚲"]),
        make_call(index=1, id="c2", arguments=None),
        make_call(index=2, id="c3", state="declined"),
    )
    round_ = make_round(BAD, text="A bike belongs here.\n", finish="tool_calls", calls=calls)
    context = {"now": "2026-06-01T12:00:00+02:00", "member": "Alice", "page": None}
    return make_turn(round_, message="And the price?", context=context)


def tell(*rounds: RoundFact) -> list[dict[str, Any]]:
    """What a request tells of the rounds of its turn."""
    messages: list[dict[str, Any]] = write_request(PROMPT, [], make_turn(*rounds))["messages"]
    return messages[3:]


@pytest.mark.parametrize("name", ["next_round", "repair"])
def test_a_request_is_as_in_the_golden_file(name: str) -> None:
    repair = "Repair: write it again." if name == "repair" else None
    request = write_request(PROMPT, [make_history()], make_current(), repair=repair)
    golden = (GOLDEN / f"{name}.json").read_text("utf-8")
    assert json.dumps(request, indent=2, ensure_ascii=False) + "\n" == golden


def test_the_first_request_is_the_prompt_the_context_and_the_message() -> None:
    request = write_request(PROMPT, [], make_turn())
    assert request == {
        "messages": [
            {"role": "system", "content": "You sell bikes.\n\n# How to reply"},
            {"role": "system", "content": 'Context:\n{"member":"Alice"}'},
            {"role": "user", "content": "Which bikes?"},
        ],
        "tools": [{"type": "function", "function": TOOL}],
    }


def test_earlier_turns_are_told_by_text_and_this_one_by_raw() -> None:
    turn = make_turn(make_round("written", text="shown"))
    request = write_request(PROMPT, [turn], turn)
    said = [each["content"] for each in request["messages"] if each["role"] == "assistant"]
    assert said == ["shown", "written"]


def test_repair_rounds_are_never_told() -> None:
    assert [
        each["content"] for each in tell(make_round("One"), make_round("Two", kind="repair"))
    ] == ["One"]


@pytest.mark.parametrize("state", ["due", "waiting", "done", "failed", "declined"])
def test_every_call_has_exactly_one_answer_whatever_its_state(state: str) -> None:
    calls = tuple(make_call(index=n, id=f"c{n}", state=state, fault=FAULT) for n in range(3))
    asked, *answers = tell(make_round("", calls=calls))
    assert [each["id"] for each in asked["tool_calls"]] == ["c0", "c1", "c2"]
    assert [(each["role"], each["tool_call_id"]) for each in answers] == [
        ("tool", "c0"),
        ("tool", "c1"),
        ("tool", "c2"),
    ]
    assert isinstance(json.loads(answers[0]["content"]), dict)


def test_a_round_of_nothing_is_not_told() -> None:
    assert tell(make_round(" \n")) == []


def test_a_result_without_value_is_still_a_result() -> None:
    _, answer = tell(make_round("", calls=(make_call(state="done", handle="r1"),)))
    assert answer["content"] == '{"handle":"r1","result":null}'


@pytest.mark.parametrize(
    ("invented", "told"),
    [
        ("", "unnamed"),
        ("multi_tool_use.parallel", "multi_tool_use_parallel"),
        ("find bikes", "find_bikes"),
        ("x" * 100, "x" * 64),
    ],
)
def test_a_name_no_endpoint_would_take_back_is_told_as_one_it_does(
    invented: str, told: str
) -> None:
    asked, _ = tell(make_round("", calls=(make_call(name=invented, state="failed", fault=FAULT),)))
    assert asked["tool_calls"][0]["function"]["name"] == told


def test_calls_may_be_forbidden_and_a_repair_always_does() -> None:
    assert "tool_choice" not in write_request(PROMPT, [], make_turn())
    assert write_request(PROMPT, [], make_turn(), may_call=False)["tool_choice"] == "none"
    assert write_request(PROMPT, [], make_turn(), repair="Repair: x")["tool_choice"] == "none"


def test_without_tools_nothing_is_said_about_them() -> None:
    request = write_request(replace(PROMPT, tools=()), [], make_turn(), may_call=False)
    assert request.keys() == {"messages"}


def test_the_same_facts_give_the_same_bytes() -> None:
    first = write_request(PROMPT, [make_history()], make_current())
    assert digest(first) == digest(write_request(PROMPT, [make_history()], make_current()))
    assert digest(first) == "cb043b2f6b325b7a2a2e61642e06804b5c37eab2abe29b69d28f6d95fd45b632"


def test_keys_in_the_order_a_database_likes_give_the_same_bytes() -> None:
    stored = make_call(
        arguments={"b": 1, "a": 2}, state="done", result={"x": {"d": 1, "c": 2}}, handle="r1"
    )
    read = replace(stored, arguments={"a": 2, "b": 1}, result={"x": {"c": 2, "d": 1}})
    turns = [
        make_turn(make_round("", calls=(call,)), context=context)
        for call, context in ((stored, {"now": 1, "member": 2}), (read, {"member": 2, "now": 1}))
    ]
    assert turns[0] == turns[1]
    first, second = (json.dumps(write_request(PROMPT, [turn], turn)) for turn in turns)
    assert first == second


def test_the_digest_is_that_of_the_value_not_of_its_spelling() -> None:
    assert digest({"b": 1, "a": [2]}) == digest({"a": [2], "b": 1})
    assert digest({"a": [2]}) != digest({"a": [3]})


def test_a_prompt_version_is_all_its_static_parts() -> None:
    versions = [
        PROMPT,
        replace(PROMPT, instructions="You sell cars."),
        replace(PROMPT, manual="# Otherwise"),
        replace(PROMPT, tools=()),
    ]
    assert len({each.sha256 for each in versions}) == 4
    assert PROMPT.sha256 == replace(PROMPT, tools=(dict(reversed(TOOL.items())),)).sha256

"""Events of any vendor to chunks."""

import json
from typing import Any

import pytest

from assistant.core.upstream.chunks import (
    CallFragment,
    Chunk,
    Finish,
    Reasoning,
    Refusal,
    Text,
    Usage,
    decode_event,
)
from assistant.core.upstream.sse import Event
from assistant.errors import UpstreamFault


def decode(body: Any, name: str = "") -> list[Chunk]:
    return decode_event(Event(name, body if isinstance(body, str) else json.dumps(body)))


def decode_delta(**delta: Any) -> list[Chunk]:
    return decode({"choices": [{"index": 0, "delta": delta}]})


def find_fault(body: Any, name: str = "") -> UpstreamFault:
    with pytest.raises(UpstreamFault) as caught:
        decode(body, name)
    return caught.value


def test_a_delta_of_text():
    assert decode_delta(role="assistant", content="Hello") == [Text("Hello")]


def test_empty_text_is_nothing():
    assert decode_delta(role="assistant", content="") == []


@pytest.mark.parametrize("field", ["reasoning_content", "reasoning"])
def test_reasoning_is_told_apart(field):
    assert decode_delta(content=None, **{field: "Hm"}) == [Reasoning("Hm")]


def test_reasoning_in_an_unknown_shape_is_read_over():
    assert decode_delta(content="Hello", reasoning={"text": "Hm"}) == [Text("Hello")]


def test_a_refusal_is_told_apart():
    assert decode_delta(refusal="I may not.") == [Refusal("I may not.")]


def test_the_finish_comes_after_the_text_beside_it():
    choice = {"delta": {"content": "."}, "finish_reason": "length"}
    assert decode({"choices": [choice]}) == [Text("."), Finish("length")]


@pytest.mark.parametrize("choices", [[], None])
def test_usage_comes_with_or_without_choices(choices):
    usage = {"prompt_tokens": 7, "completion_tokens": 3, "prompt_tokens_details": {}}
    assert decode({"choices": choices, "usage": usage}) == [Usage(7, 3)]


def test_fragments_of_a_call():
    opening = {"index": 1, "id": "c1", "type": "function", "function": {"name": "find"}}
    more = {"index": 1, "function": {"arguments": '{"a"'}}
    expected = [CallFragment(1, "c1", "find"), CallFragment(1, arguments='{"a"')]
    assert decode_delta(tool_calls=[opening, more]) == expected


def test_a_call_without_an_index_has_its_place():
    calls = [{"function": {"name": "a"}}, {"index": None, "id": None, "function": None}]
    assert decode_delta(tool_calls=calls) == [CallFragment(0, "", "a"), CallFragment(1)]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"choices": []},
        {"choices": None},
        {"choices": [{}]},
        {"choices": [{"index": 0, "delta": None, "finish_reason": None}]},
        {"choices": [], "prompt_filter_results": [{"prompt_index": 0}]},
        {"choices": [{"index": 1, "delta": {"content": "another answer"}}]},
        {"choices": [], "usage": None, "error": None},
        {"type": "ping"},
        "[DONE]",
        "",
    ],
)
def test_what_says_nothing_is_nothing(body):
    assert decode(body) == []


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"error": {"message": "overloaded", "type": "server_error"}}, ""),
        ({"error": "overloaded"}, ""),
        ({"object": "error", "message": "overloaded", "code": 400}, ""),
        ({"message": "overloaded"}, "error"),
        ("overloaded", "error"),
        ({"error": {"code": 502, "message": "overloaded"}, "choices": [{"delta": {}}]}, ""),
    ],
)
def test_an_error_in_the_stream_is_a_fault_in_any_shape(body, name):
    fault = find_fault(body, name)
    assert (fault.code, fault.retryable) == ("upstream_error", False)
    assert "overloaded" in fault.__notes__[0]
    assert "overloaded" not in fault.message


def test_the_finish_error_is_a_fault():
    assert find_fault({"choices": [{"finish_reason": "error"}]}).code == "upstream_error"


@pytest.mark.parametrize(
    "body",
    [
        '{"choices": [',
        "{} {}",
        "hello",
        "[]",
        "null",
        '{"choices": 1}',
        '{"choices": [{"delta": {"content": 1}}]}',
        '{"choices": [{"delta": {"content": "\\ud83d"}}]}',
        '{"x": ' + "[" * 200_000,
        '{"error": ' + "[" * 200_000,
    ],
    ids=range(10),
)
def test_what_is_no_chunk_is_a_fault(body):
    assert find_fault(body).code == "bad_chunk"


def test_no_chunk_holds_the_character_that_databases_refuse():
    function = {"name": "f\0", "arguments": "{\0}"}
    calls = [{"index": 0, "id": "\0", "function": function}]
    delta = {"content": "a\0b", "reasoning": "\0", "refusal": "\0", "tool_calls": calls}
    assert decode({"choices": [{"delta": delta, "finish_reason": "\0"}]}) == [
        Reasoning("\ufffd"),
        Text("a\ufffdb"),
        Refusal("\ufffd"),
        CallFragment(0, "\ufffd", "f\ufffd", "{\ufffd}"),
        Finish("\ufffd"),
    ]

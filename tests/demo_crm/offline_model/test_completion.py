"""The chunks of a stream and the whole completion, as OpenAI shapes them."""

import json
from typing import Any

import pytest

from demo_crm.offline_model.completion import Heading, complete, count_prompt, count_tokens, stream
from demo_crm.offline_model.moves import Reply, Say, Use
from demo_crm.offline_model.request import MODEL, Function, Message, ToolCall

HEADING = Heading(id="chatcmpl-1", created=1, call_id="call_1", prompt_tokens=10)
TEXT = 'Here  it is:\n\n```widget listing_card\n{"listing":"L-1042"}\n```\n'
LOOK = Use("find_listings", {"town": "Campbell"})


def deltas(reply: Reply) -> list[dict[str, Any]]:
    return [chunk["choices"][0]["delta"] for chunk in stream(reply, HEADING)]


def test_the_role_comes_first_and_the_finish_last() -> None:
    first, *_, last = stream(Say(TEXT), HEADING)
    assert first["choices"][0]["delta"] == {"role": "assistant", "content": "", "refusal": None}
    assert last["choices"][0] == {
        "index": 0,
        "delta": {},
        "logprobs": None,
        "finish_reason": "stop",
    }


def test_text_comes_in_small_pieces_and_none_is_lost() -> None:
    pieces = [delta.get("content", "") for delta in deltas(Say(TEXT))]
    assert "".join(pieces) == TEXT
    assert max(map(len, pieces)) <= 10


@pytest.mark.parametrize("text", ["", " ", "\n\n", "word", "  a  ", "ä" * 50])
def test_any_text_arrives_whole(text: str) -> None:
    assert "".join(delta.get("content", "") for delta in deltas(Say(text))) == text


def test_a_call_names_its_tool_once_and_then_sends_arguments() -> None:
    _, opening, *fragments, _ = deltas(LOOK)
    assert opening["tool_calls"] == [
        {
            "index": 0,
            "id": "call_1",
            "type": "function",
            "function": {"name": "find_listings", "arguments": ""},
        }
    ]
    source = "".join(delta["tool_calls"][0]["function"]["arguments"] for delta in fragments)
    assert json.loads(source) == {"town": "Campbell"}
    assert len(fragments) > 1


def test_a_call_finishes_as_one() -> None:
    *_, last = stream(LOOK, HEADING)
    assert last["choices"][0]["finish_reason"] == "tool_calls"


def test_usage_is_the_last_chunk_where_it_is_asked_for() -> None:
    *others, last = stream(Say(TEXT), HEADING, includes_usage=True)
    assert all(chunk["usage"] is None for chunk in others)
    assert last["choices"] == []
    assert last["usage"]["total_tokens"] == 10 + last["usage"]["completion_tokens"]
    assert all("usage" not in chunk for chunk in stream(Say(TEXT), HEADING))


def test_every_chunk_bears_the_heading() -> None:
    for chunk in stream(Say(TEXT), HEADING, includes_usage=True):
        assert (chunk["id"], chunk["model"]) == ("chatcmpl-1", MODEL)
        assert chunk["object"] == "chat.completion.chunk"


def test_a_whole_completion_holds_the_text() -> None:
    [choice] = complete(Say(TEXT), HEADING)["choices"]
    assert (choice["message"]["content"], choice["finish_reason"]) == (TEXT, "stop")


def test_a_whole_completion_holds_the_call() -> None:
    [choice] = complete(LOOK, HEADING)["choices"]
    [call] = choice["message"]["tool_calls"]
    assert (call["id"], call["function"]["name"]) == ("call_1", "find_listings")
    assert choice["finish_reason"] == "tool_calls"


def test_tokens_are_estimated_from_lengths() -> None:
    assert count_tokens(["12345678", "1", ""]) == 3
    call = ToolCall("call_1", Function("look", "{}"))
    messages = [Message("user", "12345678"), Message("assistant", None, [call])]
    assert count_prompt(messages) == 2 + 2

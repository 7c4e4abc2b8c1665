"""What is refused at the door, and how it is said."""

import json
from typing import Any

import pytest

from demo_crm.offline_model.errors import RequestError
from demo_crm.offline_model.request import MODEL, Request, read_request

CALL = {"id": "call_1", "type": "function", "function": {"name": "look", "arguments": "{}"}}
TOOL = {"type": "function", "function": {"name": "look", "parameters": {}}}
ASKED = {"role": "user", "content": "Hi"}
CALLED = {"role": "assistant", "content": None, "tool_calls": [CALL]}
ANSWERED = {"role": "tool", "tool_call_id": "call_1", "content": "{}"}


def read(**fields: Any) -> Request:
    return read_request(json.dumps({"model": MODEL, "messages": [ASKED], **fields}).encode())


def test_a_plain_request_is_read() -> None:
    request = read(temperature=0.2, stream=True, stream_options={"include_usage": True})
    assert request.stream
    assert request.includes_usage
    assert request.messages[0].text == "Hi"


def test_content_may_be_a_list_of_texts() -> None:
    texts = [{"type": "text", "text": "Hello "}, {"type": "text", "text": "there"}]
    assert read(messages=[{"role": "user", "content": texts}]).messages[0].text == "Hello there"


@pytest.mark.parametrize(
    ("choice", "usable"),
    [
        (None, {"look"}),
        ("auto", {"look"}),
        ("required", {"look"}),
        ("none", set()),
        ({"type": "function", "function": {"name": "look"}}, {"look"}),
        ({"type": "function", "function": {"name": "other"}}, set()),
    ],
)
def test_the_choice_of_tools_is_kept(choice: Any, usable: set[str]) -> None:
    assert read(tools=[TOOL], tool_choice=choice).usable_tools == usable


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b'{"model": "\xff"}', b"nonsense"])
def test_a_body_that_is_no_json_is_refused(body: bytes) -> None:
    with pytest.raises(RequestError, match="parse the JSON body") as refused:
        read_request(body)
    assert refused.value.status == 400


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"messages": []}, "messages"),
        ({"messages": "Hi"}, "messages"),
        ({"messages": [{"role": "robot", "content": "x"}]}, "messages[0].role"),
        ({"messages": [{"content": "x"}]}, "messages[0]"),
        ({"messages": [{"role": "user", "content": 7}]}, "messages[0].content"),
        ({"tools": [{"type": "web"}]}, "tools[0].type"),
        ({"tool_choice": "always"}, "tool_choice"),
        ({"stream": "yes"}, "stream"),
        ({"n": 2}, "n"),
        ({"stream_options": {"include_usage": True}}, "stream_options"),
        ({"messages": [ASKED, ANSWERED]}, "messages[1]"),
        ({"messages": [ASKED, CALLED, ASKED]}, "messages[2]"),
        ({"messages": [ASKED, CALLED]}, "messages"),
        ({"messages": [ASKED, CALLED, ANSWERED, ANSWERED]}, "messages[3]"),
    ],
)
def test_a_wrong_field_is_named(fields: dict[str, Any], param: str) -> None:
    with pytest.raises(RequestError) as refused:
        read(**fields)
    assert (refused.value.status, refused.value.param) == (400, param)


@pytest.mark.parametrize("body", [b"[]", b"{}", b'{"messages": []}'])
def test_a_request_needs_a_model_and_messages(body: bytes) -> None:
    with pytest.raises(RequestError):
        read_request(body)


def test_another_model_does_not_exist() -> None:
    with pytest.raises(RequestError, match="this is a script") as refused:
        read(model="gpt-4o")
    assert (refused.value.status, refused.value.code) == (404, "model_not_found")


def test_calls_that_are_answered_are_accepted() -> None:
    assert len(read(messages=[ASKED, CALLED, ANSWERED, ASKED]).messages) == 4

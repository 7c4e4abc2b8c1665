"""Commands: each one read, and whatever else arrives refused as a bad frame and nothing worse."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.core.wire.commands import (
    LARGEST_FRAME,
    LONGEST_MESSAGE,
    Act,
    Command,
    Decide,
    Follow,
    Hello,
    Mention,
    Rate,
    Retry,
    Select,
    Send,
    Stop,
    read_command,
)
from assistant.core.wire.events import Cursor
from assistant.errors import BadFrame, Refusal

KEY = "0b9d2c5e-8f11-4c3a-9d50-6a1f2e3d4c5b"
TURN = "ffffffff-8f11-4c3a-9d50-6a1f2e3d4c5b"
HELLO = {"type": "hello", "id": "h1", "protocol": "weft.v1"}
FOLLOW = {"type": "follow", "id": "f1", "conversation": KEY}
SEND = {"type": "send", "id": "s1", "conversation": KEY, "text": "Hi"}
RATE = {"type": "rate", "id": "t1", "turn": TURN, "value": "up"}
CURSOR = {"epoch": "e", "seq": 3}
COMMANDS: list[tuple[dict[str, Any], Command]] = [
    (HELLO, Hello(id="h1", protocol="weft.v1")),
    (FOLLOW, Follow(id="f1", conversation=KEY)),
    ({**FOLLOW, "cursor": None}, Follow(id="f1", conversation=KEY)),
    ({**FOLLOW, "cursor": CURSOR}, Follow(id="f1", conversation=KEY, cursor=Cursor("e", 3))),
    (SEND, Send(id="s1", conversation=KEY, text="Hi")),
    (
        {**SEND, "parent": TURN, "page": "/crm/"},
        Send(id="s1", conversation=KEY, text="Hi", parent=TURN, page="/crm/"),
    ),
    (
        {**SEND, "mentions": [{"kind": "note", "id": "N-1", "label": "Roof"}]},
        Send(
            id="s1",
            conversation=KEY,
            text="Hi",
            mentions=(Mention(kind="note", id="N-1", label="Roof"),),
        ),
    ),
    ({"type": "stop", "id": "x1", "turn": TURN}, Stop(id="x1", turn=TURN)),
    ({"type": "retry", "id": "r1", "turn": TURN}, Retry(id="r1", turn=TURN)),
    (
        {"type": "select", "id": "l1", "conversation": KEY, "turn": TURN},
        Select(id="l1", conversation=KEY, turn=TURN),
    ),
    (RATE, Rate(id="t1", turn=TURN, value="up")),
    (
        {"type": "act", "id": "a1", "block": "b", "action": "go", "inputs": {}},
        Act(id="a1", block="b", action="go", inputs={}),
    ),
    (
        {"type": "decide", "id": "d1", "approval": "p", "approve": True},
        Decide(id="d1", approval="p", approve=True),
    ),
]
DOCUMENTS = [document for document, _ in COMMANDS]
NAMES = [f"{document['type']}-{len(document)}" for document in DOCUMENTS]

MALFORMED: dict[str, str] = {
    "nothing": "",
    "no JSON": "hello",
    "a list": "[]",
    "a string": '"hello"',
    "null": "null",
    "no type": '{"id": "h1", "protocol": "weft.v1"}',
    "an unknown type": json.dumps({**HELLO, "type": "shout"}),
    "a type that is no string": json.dumps({**HELLO, "type": {"a": 1}}),
    "no id": json.dumps({"type": "hello", "protocol": "weft.v1"}),
    "a cursor with a field too many": json.dumps({**FOLLOW, "cursor": {**CURSOR, "x": 1}}),
    "a cursor that is a number": json.dumps({**FOLLOW, "cursor": 3}),
    "a cursor with a fraction": json.dumps({**FOLLOW, "cursor": {"epoch": "e", "seq": 1.5}}),
    "a key twice": '{"type": "hello", "id": "h1", "id": "h2", "protocol": "weft.v1"}',
    "not a number": json.dumps({**RATE, "value": float("nan")}),
    "infinity": json.dumps({**RATE, "value": float("inf")}),
    "more than infinity": json.dumps(RATE).replace('"up"}', "1e400}"),
    "text behind it": json.dumps(HELLO) + "{}",
    "deep nesting": json.dumps({**HELLO, "x": None}).replace("null", "[" * 5_000),
    "a frame of 64 KiB and one": json.dumps({**HELLO, "protocol": "é" * LARGEST_FRAME}),
    "a lone surrogate": '{"type": "hello", "id": "h1", "protocol": "\\ud800"}',
    "a raw lone surrogate": '{"type": "hello", "id": "h1", "protocol": "\ud800"}',
    "a NUL in the text": json.dumps({**SEND, "text": "a\0b"}),
    "a NUL in the page": json.dumps({**SEND, "page": "\0"}),
    "a raw NUL": json.dumps(SEND).replace("Hi", "\0"),
    "a byte order mark": "\ufeff" + json.dumps(HELLO),
}

IDS = ["", "x" * 65, "a b", "a\n", "ä", "s1\u0000", 7, None, ["s1"]]
KEYS = ["", KEY.upper(), KEY + "\n", KEY[:-1], KEY.replace("-", ""), "{" + KEY + "}", 7, None]
TEXTS = ["", " ", "\n\t\u2003", "x" * (LONGEST_MESSAGE + 1), 7, None, ["Hi"]]
WRONG: list[tuple[str, Any]] = [
    *(("id", each) for each in IDS),
    *(("conversation", each) for each in KEYS),
    *(("text", each) for each in TEXTS),
    *(("parent", each) for each in KEYS if each is not None),
    *(("page", each) for each in ("x" * 301, 7, {})),
    ("more", 1),
]

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(sorted({field for each in DOCUMENTS for field in each}))
CHANGED = st.builds(
    lambda document, changes: {**document, **changes},
    st.sampled_from(DOCUMENTS),
    st.dictionaries(FIELDS | st.text(), ANYTHING, max_size=3),
)

fuzzed = settings(deadline=None, max_examples=300, print_blob=True)


def refuse(frame: str) -> BadFrame:
    with pytest.raises(BadFrame) as refused:
        read_command(frame)
    assert refused.value.code == "bad_frame"
    return refused.value


def verdict(frame: str) -> str | None:
    """The code a frame is refused with, if it is."""
    try:
        read_command(frame)
    except Refusal as refusal:
        return refusal.code
    return None


@pytest.mark.parametrize(("document", "command"), COMMANDS, ids=NAMES)
def test_a_command_is_read(document: dict[str, Any], command: Command) -> None:
    assert read_command(json.dumps(document)) == command


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_every_field_is_needed_but_the_optional_ones(document: dict[str, Any]) -> None:
    for field in document.keys() - {"cursor", "parent", "page", "mentions"}:
        refuse(json.dumps({key: value for key, value in document.items() if key != field}))


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_no_command_takes_a_field_too_many(document: dict[str, Any]) -> None:
    assert "more" in refuse(json.dumps({**document, "more": 1})).message


@pytest.mark.parametrize("frame", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_frame_is_refused(frame: str) -> None:
    assert refuse(frame).message


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_a_wrong_value_is_refused(field: str, value: Any) -> None:
    assert refuse(json.dumps({**SEND, field: value}))


def test_a_refusal_says_where() -> None:
    assert "$.conversation" in refuse(json.dumps({**SEND, "conversation": "nowhere"})).message


def test_the_longest_message_and_id_are_taken() -> None:
    longest = {**SEND, "id": "a.B_9:-z" * 8, "text": "🚲" * LONGEST_MESSAGE}
    sent = read_command(json.dumps(longest, ensure_ascii=False))
    assert isinstance(sent, Send)
    assert (len(sent.id), sent.text) == (64, longest["text"])


@fuzzed
@given(st.text(st.characters()) | st.text("{}[]:,\"\\ue0t1idypehlo' \n"))
def test_any_text_is_a_command_or_a_bad_frame(frame: str) -> None:
    assert verdict(frame) in (None, "bad_frame")


@fuzzed
@given(ANYTHING | CHANGED)
def test_any_json_is_a_command_or_a_bad_frame(document: Any) -> None:
    assert verdict(json.dumps(document)) in (None, "bad_frame")
    assert verdict(json.dumps(document, ensure_ascii=False)) in (None, "bad_frame")


def test_the_id_of_a_refused_frame_is_told_where_it_can_be_made_out() -> None:
    assert refuse('{"type": "shout", "id": "s1"}').command_id == "s1"
    for frame in ("", "[]", "{}", '{"id": 7}', json.dumps({"id": "x" * 65}), '{"id": "\\ud800"}'):
        assert refuse(frame).command_id is None


def test_the_id_of_a_frame_whose_text_is_no_good_is_still_made_out() -> None:
    assert refuse('{"type":"send","id":"s1","text":"\\ud800"}').command_id == "s1"
    too_long = "x" * LARGEST_FRAME
    frame = f'{{"type":"send","id":"s1","text":"{too_long}"}}'
    assert refuse(frame).command_id == "s1"

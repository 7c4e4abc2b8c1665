"""The schema of the wire: whatever is really said fits it, and what is not refused does not."""

import json

import jsonschema
import jsonschema_rs
import pytest

from assistant.core.wire.commands import read_command
from assistant.core.wire.events import Delta, Error, write_event, write_frame
from assistant.core.wire.schemas import write_answers, write_protocol
from assistant.errors import BadFrame

PROTOCOL = write_protocol()
TURN = "0b6e0a8e-6f0c-4c5e-9d1c-0b8a8f6f3a11"


def fits(kind: str, said: object) -> bool:
    # Not Python's patterns, whose `$` may stand before a line end.
    one_of = {"$ref": f"#/$defs/{kind}", "$defs": PROTOCOL["$defs"]}
    return jsonschema_rs.Draft202012Validator(one_of).is_valid(said)


def test_it_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(PROTOCOL)
    for each in write_answers().values():
        jsonschema.Draft202012Validator.check_schema(each)


def test_events_have_their_number():
    delta = Delta(turn="t", block="t.0", offset=0, text="Hi")
    assert fits("event", json.loads(write_event(delta, 3)))
    assert fits("event", json.loads(write_event(delta, 3, since=2)))
    assert not fits("event", {"type": "delta", "turn": "t", "block": "b", "offset": 0, "text": ""})
    assert not fits("frame", json.loads(write_event(delta, 3)))


def test_frames_have_none():
    assert fits("frame", json.loads(write_frame(Error(code="busy", message="Wait."))))


@pytest.mark.parametrize(
    "command",
    [
        {"type": "hello", "id": "h1", "protocol": "weft.v1"},
        {"type": "follow", "id": "f", "conversation": TURN, "cursor": {"epoch": "e", "seq": 1}},
        {"type": "send", "id": "s", "conversation": TURN, "text": "Hi", "parent": None},
        {"type": "send", "id": "s\n", "conversation": TURN, "text": "Hi"},
        {"type": "send", "id": "s", "conversation": TURN.upper(), "text": "Hi"},
        {"type": "send", "id": "s", "conversation": TURN, "text": ""},
        {"type": "send", "id": "s", "conversation": TURN, "text": "x" * 8001},
        {"type": "rate", "id": "r", "turn": TURN, "value": "up"},
        {"type": "rate", "id": "r", "turn": TURN, "value": None, "comment": "No."},
        {"type": "rate", "id": "r", "turn": TURN, "value": 1},
        {"type": "rate", "id": "r", "turn": TURN, "value": "up", "member": "bob"},
        {"type": "stop", "id": "x"},
        {"type": "shout", "id": "x"},
    ],
    ids=lambda each: json.dumps(each)[:60],
)
def test_the_schema_and_the_reader_agree(command):
    try:
        read_command(json.dumps(command))
    except BadFrame:
        assert not fits("command", command)
    else:
        assert fits("command", command)

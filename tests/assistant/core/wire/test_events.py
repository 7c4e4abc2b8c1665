"""Events and frames as they go over the wire, field by field as docs/protocol.md has them."""

import json
from typing import Any

import msgspec
import pytest

from assistant.core.wire.events import (
    Answer,
    BlockChanged,
    CallState,
    ConversationChanged,
    ConversationState,
    Delta,
    Error,
    Event,
    Frame,
    ProseState,
    Reset,
    Snapshot,
    TurnChanged,
    TurnSnapshot,
    Welcome,
    write_event,
    write_frame,
)
from tests.support.facts import make_block, make_state

CONVERSATION = ConversationState(id="c", title="Bikes", leaf="t", revision=4)
TURN = {
    "id": "t",
    "parent": None,
    "message": "Which bikes?",
    "created": "2026-06-01T12:00:00+00:00",
    "state": "running",
    "revision": 1,
    "model": "",
    "code": None,
    "notice": None,
    "truncated": False,
    "calls": [],
    "findings": [],
    "sources": [],
}
BLOCK = {
    "kind": "widget",
    "id": "t.1",
    "revision": 2,
    "state": "ready",
    "widget": "bike",
    "version": 2,
    "payload": None,
    "records": [],
    "figures": {},
    "as_of": None,
    "code": None,
    "pointer": None,
    "fallback": None,
    "preview": {},
}
EVENTS: list[tuple[Event, dict[str, Any]]] = [
    (
        Delta(turn="t", block="t.0", offset=3, text="🚲"),
        {"type": "delta", "turn": "t", "block": "t.0", "offset": 3, "text": "🚲"},
    ),
    (
        Delta(turn="t", block="t.1", offset=0, text="Hi", field="body"),
        {"type": "delta", "turn": "t", "block": "t.1", "offset": 0, "text": "Hi", "field": "body"},
    ),
    (BlockChanged("t", make_block(id="t.1")), {"type": "block", "turn": "t", "block": BLOCK}),
    (TurnChanged(make_state(id="t")), {"type": "turn", "turn": TURN}),
    (
        TurnChanged(make_state(id="t", calls=(CallState("find", "Looking", "done", "r1"),))),
        {
            "type": "turn",
            "turn": {
                **TURN,
                "calls": [
                    {
                        "name": "find",
                        "title": "Looking",
                        "state": "done",
                        "handle": "r1",
                        "as_of": None,
                    }
                ],
            },
        },
    ),
    (
        ConversationChanged(CONVERSATION),
        {
            "type": "conversation",
            "conversation": {
                "id": "c",
                "title": "Bikes",
                "leaf": "t",
                "revision": 4,
                "archived": False,
            },
        },
    ),
]
FRAMES: list[tuple[Frame, dict[str, Any]]] = [
    (
        Welcome(protocol="weft.v1", member="Alice", model="m", offline_model=True),
        {
            "type": "welcome",
            "protocol": "weft.v1",
            "member": "Alice",
            "model": "m",
            "offline_model": True,
        },
    ),
    (
        Answer(id="s1", result={"turn": "t"}),
        {"type": "answer", "id": "s1", "result": {"turn": "t"}, "repeat": False},
    ),
    (
        Error(code="busy", message="Wait."),
        {"type": "error", "id": None, "code": "busy", "message": "Wait."},
    ),
    (Reset("c", "e2"), {"type": "reset", "conversation": "c", "epoch": "e2"}),
]


@pytest.mark.parametrize(("event", "document"), EVENTS)
def test_an_event_carries_its_number_and_its_fields(event: Event, document: dict[str, Any]) -> None:
    assert json.loads(write_event(event, 12)) == {"seq": 12, **document}


@pytest.mark.parametrize("event", [event for event, _ in EVENTS])
def test_an_event_is_read_back_as_it_was_written(event: Event) -> None:
    assert msgspec.json.decode(write_event(event, 12), type=Event) == event


def test_a_merged_event_says_where_it_begins() -> None:
    frame = json.loads(write_event(Delta(turn="t", block="t.0", offset=0, text="Hi"), 9, since=4))
    assert (frame["seq"], frame["since"]) == (9, 4)


@pytest.mark.parametrize(("frame", "document"), FRAMES)
def test_a_frame_carries_its_fields(frame: Frame, document: dict[str, Any]) -> None:
    assert json.loads(write_frame(frame)) == document


def test_a_snapshot_tells_prose_and_widgets_apart() -> None:
    blocks = (ProseState(id="t.0", text="Hi"), make_block(id="t.1"))
    turn = TurnSnapshot(turn=make_state(id="t"), blocks=blocks, siblings=("t", "u"))
    snapshot = Snapshot(conversation=CONVERSATION, epoch="e1", seq=7, turns=(turn,))
    told = json.loads(write_frame(snapshot))
    assert (told["type"], told["epoch"], told["seq"]) == ("snapshot", "e1", 7)
    prose = {"kind": "prose", "id": "t.0", "text": "Hi"}
    assert told["turns"] == [{"turn": TURN, "blocks": [prose, BLOCK], "siblings": ["t", "u"]}]

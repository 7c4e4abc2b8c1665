"""Facts and states of turns for tests: plain functions with defaults."""

from typing import Any

from assistant.core.turn.facts import CallFact, RoundFact, TurnFact, WidgetFact
from assistant.core.wire.events import TurnState, WidgetState

TURN = "11111111-2222-3333-4444-555555555555"
CREATED = "2026-06-01T12:00:00+00:00"


def make_widget(**changes: Any) -> WidgetFact:
    """A ready widget at the start of its round."""
    fact: dict[str, Any] = {
        "number": 0,
        "start": 0,
        "end": 0,
        "state": "ready",
        "revision": 2,
        "name": "bike",
        "version": 2,
        "fallback": "A bike belongs here.",
    }
    return WidgetFact(**{**fact, **changes})


def make_call(**changes: Any) -> CallFact:
    """A call that is due."""
    fact: dict[str, Any] = {
        "index": 0,
        "id": "c1",
        "name": "find_bikes",
        "arguments": {"colour": "blue"},
        "state": "due",
    }
    return CallFact(**{**fact, **changes})


def make_round(raw: str = "Hello.", **changes: Any) -> RoundFact:
    """A reply round that ended well."""
    fact: dict[str, Any] = {
        "number": 1,
        "kind": "reply",
        "raw": raw,
        "text": raw,
        "finish": "stop",
    }
    return RoundFact(**{**fact, **changes})


def make_turn(*rounds: RoundFact, **changes: Any) -> TurnFact:
    """A question about bikes and these rounds."""
    fact: dict[str, Any] = {"id": TURN, "message": "Which bikes?", "context": {"member": "Alice"}}
    return TurnFact(**{**fact, **changes}, rounds=rounds)


def make_state(**changes: Any) -> TurnState:
    """A turn that has just begun to run."""
    state: dict[str, Any] = {
        "id": TURN,
        "parent": None,
        "message": "Which bikes?",
        "created": CREATED,
        "state": "running",
        "revision": 1,
    }
    return TurnState(**{**state, **changes})


def make_block(**changes: Any) -> WidgetState:
    """A ready widget as it goes over the wire."""
    state: dict[str, Any] = {
        "id": f"{TURN}.0",
        "revision": 2,
        "state": "ready",
        "widget": "bike",
        "version": 2,
    }
    return WidgetState(**{**state, **changes})

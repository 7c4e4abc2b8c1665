"""The cases every fold must pass, whatever language it is written in: tests/data/folds/*.json.

A case is {name, snapshot or null, events, state}; with "missing" in place of "state", the last
event lacks the text before it; "unknown": true marks events our own server cannot send.
"""

import json
from pathlib import Path
from typing import Any

from msgspec import Struct, convert

from assistant.core.wire.events import BlockState, ConversationState, TurnState

FOLDS = Path(__file__).resolve().parents[1] / "data" / "folds"
CASES: list[dict[str, Any]] = [
    case for path in sorted(FOLDS.glob("*.json")) for case in json.loads(path.read_text("utf-8"))
]
ENDING = [case for case in CASES if "state" in case]
MISSING = [case for case in CASES if "missing" in case]


class HeldTurn(Struct, frozen=True):
    """A turn and its blocks, in order."""

    turn: TurnState
    blocks: tuple[BlockState, ...]


class State(Struct, frozen=True):
    """Everything a fold knows; turns stand in the order of their ids."""

    conversation: ConversationState | None
    turns: tuple[HeldTurn, ...]


def read_state(document: Any) -> State:
    """A state from JSON, with what is left out filled in."""
    return convert(document, State)


def name_case(case: dict[str, Any]) -> str:
    """What pytest calls a case."""
    return str(case["name"])


def hear_again(events: list[Any], at: int) -> list[Any]:
    """The events, with the first `at` of them heard a second time after the `at`th."""
    return [*events[:at], *events]

"""What is true of a turn once it is stored: rounds, calls and widgets. No I/O."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from assistant.core.turn.endings import Ending
from assistant.core.wire.events import Finding, Source

RoundKind = Literal["reply", "repair"]
WidgetPhase = Literal["pending", "ready", "failed"]
CallPhase = Literal["due", "waiting", "done", "failed", "declined"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WidgetFact:
    """One widget block. `start` and `end` are its span in its round's raw, in code points.

    Pending with a `code` means it is faulty and may yet be repaired. `message` is the rule it
    broke, for the model; members see `fallback`. `block` is the text that stands for it.
    """

    number: int
    start: int
    end: int
    state: WidgetPhase
    revision: int = 1
    name: str | None = None
    version: int | None = None
    payload: dict[str, Any] | None = None
    records: tuple[dict[str, Any], ...] = ()
    figures: Mapping[str, list[list[Any]]] = field(default_factory=dict)
    as_of: datetime | None = None
    code: str | None = None
    pointer: str | None = None
    message: str = ""
    fallback: str | None = None
    block: str | None = None
    repairable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFact:
    """One tool call. A done one has a handle and a result; a failed one a fault to tell."""

    index: int
    id: str
    name: str
    arguments: dict[str, Any] | None
    state: CallPhase
    source: str = ""
    handle: str | None = None
    result: Any = None
    fault: Mapping[str, str] | None = None
    started: datetime | None = None
    ended: datetime | None = None


def write_key(turn: object, number: int, index: int) -> str:
    """The idempotency key of a call: which turn, which round, which of its calls."""
    return f"{turn}.{number}.{index}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundFact:
    """One request to the model and what came of it. `finish` is None where the stream was cut."""

    number: int
    kind: RoundKind
    raw: str
    text: str
    finish: str | None
    calls: tuple[CallFact, ...] = ()
    widgets: tuple[WidgetFact, ...] = ()
    input_tokens: int = 0
    output_tokens: int = 0
    refused: bool = False
    garbled: bool = False
    """Its tool calls could not be read, so none was run."""
    asked: str | None = None
    """The message that asked for a repair; what was wrong is no longer told by a mended block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnFact:
    """A member's message and the rounds that answered it."""

    id: str
    message: str
    context: Mapping[str, Any]
    rounds: tuple[RoundFact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EndFact:
    """How a turn ended: all its rounds as they are then, and what looking at the reply found."""

    ending: Ending
    rounds: tuple[RoundFact, ...] = ()
    findings: tuple[Finding, ...] = ()
    sources: tuple[Source, ...] = ()

"""Renders everything the model is told in a round. No I/O.

This is THE renderer: serving, evals and training call it, so that a stored turn rendered again
gives the bytes that were sent.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from assistant.core.turn.facts import CallFact, RoundFact, TurnFact
from widgets.stream import BLANKS

Message = dict[str, Any]

# Keys are sorted, since a database may give them back in another order than it got them.
_ENCODER = msgspec.json.Encoder(order="deterministic")
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_-]")
_LONGEST_NAME = 64


@dataclass(frozen=True, slots=True)
class Prompt:
    """The static part of every request of a host and role: what a prompt version is."""

    instructions: str
    manual: str
    tools: tuple[Mapping[str, Any], ...]

    @property
    def sha256(self) -> str:
        """Hex digest of the static bytes."""
        return digest([self.instructions, self.manual, list(self.tools)])


def write_request(
    prompt: Prompt,
    history: Sequence[TurnFact],
    current: TurnFact,
    *,
    repair: str | None = None,
    may_call: bool = True,
) -> dict[str, Any]:
    """A chat-completions request but for its model.

    `history` is the path from the root, told by `text`; the rounds of `current` so far are told by
    `raw`. `repair` is the message of a repair round.
    """
    system = f"{prompt.instructions}\n\n{prompt.manual}"
    messages: list[Message] = [{"role": "system", "content": system}]
    for turn in history:
        messages += _tell_turn(turn, by_raw=False)
    messages += _tell_turn(current, by_raw=True)
    if repair is not None:
        messages.append({"role": "user", "content": repair})
    request: dict[str, Any] = {"messages": messages}
    if prompt.tools:
        request["tools"] = [{"type": "function", "function": dict(tool)} for tool in prompt.tools]
        if repair is not None or not may_call:
            request["tool_choice"] = "none"
    return request


def digest(value: Any) -> str:
    """Hex SHA-256 of a JSON value's bytes, as requests are hashed when they are sent."""
    return hashlib.sha256(_ENCODER.encode(value)).hexdigest()


def _tell_turn(turn: TurnFact, *, by_raw: bool) -> Iterable[Message]:
    yield {"role": "system", "content": f"Context:\n{_write(turn.context)}"}
    yield {"role": "user", "content": turn.message}
    for round_ in turn.rounds:
        if round_.kind == "reply":
            yield from _tell_round(round_, round_.raw if by_raw else round_.text)


def _tell_round(round_: RoundFact, said: str) -> Iterable[Message]:
    message: Message = {"role": "assistant", "content": said}
    if round_.calls:
        message["tool_calls"] = [_tell_call(call) for call in round_.calls]
    if round_.calls or said.strip(BLANKS):
        yield message
    for call in round_.calls:
        yield {"role": "tool", "tool_call_id": call.id, "content": _tell_result(call)}


def _tell_call(call: CallFact) -> Message:
    # Endpoints refuse a request that repeats the odd names a model may invent, or none.
    name = _NOT_IN_NAMES.sub("_", call.name)[:_LONGEST_NAME] or "unnamed"
    return {
        "id": call.id,
        "type": "function",
        "function": {"name": name, "arguments": _write(call.arguments or {})},
    }


def _tell_result(call: CallFact) -> str:
    match call.state:
        case "done":
            told: Any = {"handle": call.handle, "result": call.result}
        case "failed":
            told = {"error": call.fault}
        case "declined":
            told = {"error": {"code": "declined", "message": "The member declined."}}
        case "due" | "waiting":
            told = {"error": {"code": "not_run", "message": "The turn ended before it ran."}}
    return _write(told)


def _write(value: Any) -> str:
    return _ENCODER.encode(value).decode()

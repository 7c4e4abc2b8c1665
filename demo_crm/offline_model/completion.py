"""The script's reply in OpenAI's shapes: one completion, or the chunks of a stream. No I/O."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from demo_crm.offline_model.moves import Reply, Say, Use
from demo_crm.offline_model.request import MODEL, Message

# A streamed reply should look written: words, and what has no words in small cuts.
_PIECE = re.compile(r"\s*\S{1,8}|\s+")
_CHARACTERS_PER_TOKEN = 4


@dataclass(frozen=True, slots=True)
class Heading:
    """What all chunks of a completion repeat. `call_id` is for the tool call, if it makes one."""

    id: str
    created: int
    call_id: str
    prompt_tokens: int


def count_tokens(texts: Sequence[str]) -> int:
    """An estimate from lengths: there is no tokenizer, for there is no model."""
    return sum(math.ceil(len(text) / _CHARACTERS_PER_TOKEN) for text in texts)


def count_prompt(messages: Sequence[Message]) -> int:
    """Estimate the tokens of everything that was said so far."""
    texts = [message.text for message in messages]
    calls = [call.function for message in messages for call in message.tool_calls or ()]
    return count_tokens(texts + [call.name + call.arguments for call in calls])


def complete(reply: Reply, heading: Heading) -> dict[str, Any]:
    """The whole completion at once."""
    match reply:
        case Say(text=text):
            message: dict[str, Any] = {"role": "assistant", "content": text}
        case Use(name=name):
            function = {"name": name, "arguments": reply.source}
            call = {"id": heading.call_id, "type": "function", "function": function}
            message = {"role": "assistant", "content": None, "tool_calls": [call]}
    message |= {"refusal": None}
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": _finish(reply)}
    return {
        **_stamp(heading, "chat.completion"),
        "choices": [choice],
        "usage": _usage(reply, heading),
    }


def stream(
    reply: Reply, heading: Heading, *, includes_usage: bool = False
) -> Iterator[dict[str, Any]]:
    """The chunks of the completion, in order; `[DONE]` is the server's to write."""
    stamp = _stamp(heading, "chat.completion.chunk")
    # With usage asked for, every chunk but the last carries an explicit null.
    blank: dict[str, Any] = {"usage": None} if includes_usage else {}
    for delta in _deltas(reply, heading.call_id):
        yield {**stamp, "choices": [_choice(delta, None)], **blank}
    yield {**stamp, "choices": [_choice({}, _finish(reply))], **blank}
    if includes_usage:
        yield {**stamp, "choices": [], "usage": _usage(reply, heading)}


def _deltas(reply: Reply, call_id: str) -> Iterator[dict[str, Any]]:
    match reply:
        case Say(text=text):
            yield {"role": "assistant", "content": "", "refusal": None}
            for piece in _PIECE.findall(text):
                yield {"content": piece}
        case Use(name=name):
            function = {"name": name, "arguments": ""}
            call = {"index": 0, "id": call_id, "type": "function", "function": function}
            yield {"role": "assistant", "content": None, "refusal": None}
            yield {"tool_calls": [call]}
            for piece in _PIECE.findall(reply.source):
                yield {"tool_calls": [{"index": 0, "function": {"arguments": piece}}]}


def _stamp(heading: Heading, kind: str) -> dict[str, Any]:
    return {"id": heading.id, "object": kind, "created": heading.created, "model": MODEL}


def _choice(delta: dict[str, Any], finish: str | None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}


def _finish(reply: Reply) -> str:
    match reply:
        case Say():
            return "stop"
        case Use():
            return "tool_calls"


def _usage(reply: Reply, heading: Heading) -> dict[str, int]:
    match reply:
        case Say(text=text):
            written = count_tokens([text])
        case Use(name=name):
            written = count_tokens([name + reply.source])
    return {
        "prompt_tokens": heading.prompt_tokens,
        "completion_tokens": written,
        "total_tokens": heading.prompt_tokens + written,
    }

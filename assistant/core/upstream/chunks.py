"""What a model sends, whatever its vendor, as a handful of values. No I/O."""

from typing import Any

import msgspec

from assistant.core.upstream.faults import BROKEN_OFF, translate_report
from assistant.core.upstream.sse import Event
from assistant.errors import UpstreamFault


# A Struct, like its neighbours: one is made for every token, in half a dataclass's time.
class Text(msgspec.Struct, frozen=True):
    """A bit of the reply."""

    text: str


class Reasoning(msgspec.Struct, frozen=True):
    """A bit of what the model thinks to itself: a sign of life, never shown."""

    text: str


class Refusal(msgspec.Struct, frozen=True):
    """A bit of why the model will not answer."""

    text: str


class CallFragment(msgspec.Struct, frozen=True):
    """A bit of one tool call, for `upstream.calls` to put together. "" is not said yet."""

    index: int
    id: str = ""
    name: str = ""
    arguments: str = ""


class Finish(msgspec.Struct, frozen=True):
    """Why the model stopped, in its own word. Without one the reply is not complete."""

    reason: str


class Usage(msgspec.Struct, frozen=True):
    """Tokens of the whole round so far; a later one replaces an earlier one."""

    input_tokens: int
    output_tokens: int


Chunk = Text | Reasoning | Refusal | CallFragment | Finish | Usage

DONE = "[DONE]"
LONGEST_REASON = 64


class _Function(msgspec.Struct, gc=False):
    name: str | None = None
    arguments: str | None = None


class _Call(msgspec.Struct, gc=False):
    index: int | None = None
    id: str | None = None
    function: _Function | None = None


class _Delta(msgspec.Struct, gc=False):
    content: str | None = None
    reasoning_content: Any = None
    reasoning: Any = None
    refusal: str | None = None
    tool_calls: list[_Call] | None = None


class _Choice(msgspec.Struct, gc=False):
    index: int | None = None
    delta: _Delta | None = None
    finish_reason: str | None = None


class _Usage(msgspec.Struct, gc=False):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class _Body(msgspec.Struct, gc=False):
    choices: list[_Choice] | None = None
    usage: _Usage | None = None
    error: Any = None
    object: str | None = None
    message: str | None = None


_decode = msgspec.json.Decoder(_Body).decode


def decode_event(event: Event) -> list[Chunk]:
    """The chunks one event holds, in the order they are to be read.

    Raises `UpstreamFault`: `upstream_error` where the event reports a failure, in any vendor's
    shape; `bad_chunk` where it is not the JSON a chat completion streams.
    """
    if event.name == "error":
        raise translate_report(event.data)
    if event.data == DONE or not event.data:
        return []
    try:
        body = _decode(event.data)
    except (msgspec.DecodeError, RecursionError) as error:
        raise UpstreamFault("bad_chunk", BROKEN_OFF) from error
    if body.error or body.object == "error":
        raise translate_report(body.error or body.message)
    chunks: list[Chunk] = []
    for choice in body.choices or ():
        if not choice.index:
            _read_choice(choice, chunks)
    if body.usage is not None:
        chunks.append(Usage(body.usage.prompt_tokens or 0, body.usage.completion_tokens or 0))
    return chunks


def _read_choice(choice: _Choice, chunks: list[Chunk]) -> None:
    delta = choice.delta
    if delta is not None:
        reasoning = delta.reasoning_content or delta.reasoning
        if reasoning and isinstance(reasoning, str):
            chunks.append(Reasoning(_clean(reasoning)))
        if delta.content:
            chunks.append(Text(_clean(delta.content)))
        if delta.refusal:
            chunks.append(Refusal(_clean(delta.refusal)))
        if delta.tool_calls:
            chunks.extend(map(_read_call, range(len(delta.tool_calls)), delta.tool_calls))
    if choice.finish_reason == "error":
        raise translate_report("finish_reason: error")
    if choice.finish_reason:
        chunks.append(Finish(_clean(choice.finish_reason)[:LONGEST_REASON]))


def _read_call(place: int, call: _Call) -> CallFragment:
    function = call.function or _Function()
    return CallFragment(
        # Some vendors leave the index out and send whole calls.
        index=place if call.index is None else call.index,
        id=_clean(call.id or ""),
        name=_clean(function.name or ""),
        arguments=_clean(function.arguments or ""),
    )


def _clean(text: str) -> str:
    """Replace U+0000, which databases refuse."""
    return text.replace("\0", "\ufffd")

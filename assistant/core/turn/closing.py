"""Closes a round: what its reader read becomes a fact, and the finish reason a verdict. No I/O."""

from collections.abc import Mapping
from typing import Final

from assistant.core.turn.blocks import write_text
from assistant.core.turn.endings import Ending, end_with
from assistant.core.turn.facts import CallFact, RoundFact
from assistant.core.turn.reader import ReplyReader
from assistant.core.turn.repair import RepairReader, write_repair
from assistant.core.upstream.calls import AssembledCall
from widgets.stream import BLANKS

WHOLE: Final = ("stop", "tool_calls")
"""Finish reasons of a reply that is complete. Some endpoints say `stop` for tool calls too."""


def close_reply(reader: ReplyReader, number: int, *, room: int) -> RoundFact:
    """A reply round as a fact; `room` is how many tool calls the turn has left."""
    assembled = reader.calls.finish() if reader.called else ()
    whole = reader.finish in WHOLE
    garbled = any(call.fault for call in assembled)
    widgets = tuple(reader.widgets.values())
    return RoundFact(
        number=number,
        kind="reply",
        raw=reader.raw,
        text=write_text(reader.raw, widgets),
        finish=reader.finish,
        calls=tuple(
            _state_call(call, whole=whole, garbled=garbled, room=call.index < room)
            for call in assembled
        ),
        widgets=widgets,
        input_tokens=reader.usage.input_tokens,
        output_tokens=reader.usage.output_tokens,
        refused=reader.refused,
        garbled=garbled and whole,
    )


def close_repair(reader: RepairReader, number: int) -> RoundFact:
    """A repair round as a fact."""
    return RoundFact(
        number=number,
        kind="repair",
        raw=reader.raw,
        text=reader.raw,
        finish=reader.finish,
        input_tokens=reader.usage.input_tokens,
        output_tokens=reader.usage.output_tokens,
        asked=write_repair(reader.asked),
    )


def judge_reply(last: RoundFact) -> Ending:
    """How a turn ends whose last reply round this is."""
    match last.finish:
        case None:
            return end_with("no_finish")
        case "length":
            return Ending("done", truncated=True)
        case "content_filter":
            return Ending("done", "content_filter")
        case "stop" | "tool_calls":
            if last.refused:
                return Ending("done", "refusal")
            return Ending("done") if last.raw.strip(BLANKS) else end_with("empty_reply")
        case _:
            return end_with("unknown_finish")


def _state_call(call: AssembledCall, *, whole: bool, garbled: bool, room: bool) -> CallFact:
    fault: Mapping[str, str] | None = None
    if not whole:
        fault = {"code": "not_run", "message": "The reply was cut before this call was complete."}
    elif call.fault:
        fault = {"code": "bad_arguments", "message": call.fault}
    elif garbled:
        fault = {"code": "not_run", "message": "Another call could not be read; ask again."}
    elif not room:
        fault = {"code": "too_many_calls", "message": "No more tool calls in this turn: answer."}
    return CallFact(
        index=call.index,
        id=call.id,
        name=call.name,
        arguments=call.arguments,
        state="failed" if fault else "due",
        source=call.source,
        fault=fault,
    )

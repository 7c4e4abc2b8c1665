"""Runs one tool call as the member, with the member's rights at that moment."""

import asyncio
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from itertools import groupby
from typing import Any

import msgspec

from assistant.core.turn.facts import CallFact
from assistant.engine.cancellation import was_cancelled
from assistant.errors import ToolFault
from assistant.host import Actor, Call, Effect, Host, Tool
from widgets.errors import BlockFault
from widgets.schemas import Schema
from widgets.strict_json import check_text

logger = logging.getLogger(__name__)

LARGEST_RESULT = 64 * 1024
UNCERTAIN = "it may or may not have acted"


async def run_call(
    host: Host, actor: Actor, call: CallFact, *, key: str, within: float
) -> CallFact:
    """Run a due call and return it done or failed; a host's fault is told, never raised.

    `key` is the idempotency key, `within` the most seconds the tool may take.
    """
    begun = replace(call, started=datetime.now(UTC))
    outcome = await _run(host, actor, begun, key=key, within=within)
    return replace(outcome, ended=datetime.now(UTC))


async def _run(host: Host, actor: Actor, call: CallFact, *, key: str, within: float) -> CallFact:
    try:
        async with asyncio.timeout(within):
            tool = await _find_tool(host, actor, call)
            result = await tool.run(Call(actor=actor, arguments=call.arguments or {}, key=key))
        return replace(call, state="done", result=_to_json(result))
    except ToolFault as fault:
        return _fail(call, fault.code, fault.message)
    except TimeoutError:
        return _fail(call, "timed_out", f"The tool took too long; {UNCERTAIN}.")
    except (Exception, asyncio.CancelledError):
        if was_cancelled():
            raise
        logger.exception("tool %s failed", call.name)
        return _fail(call, "tool_error", f"The tool failed; {UNCERTAIN}.")


def only_reads(host: Host, call: CallFact) -> bool:
    """Whether running the call makes and changes nothing."""
    tool = host.tool(call.name)
    return tool is None or tool.effect is Effect.READ


def group_calls(host: Host, calls: Sequence[CallFact]) -> Iterator[list[CallFact]]:
    """Reads to run side by side; whatever may make something alone, in its place."""
    for reads, group in groupby(calls, key=lambda call: only_reads(host, call)):
        together = list(group)
        yield from [together] if reads else [[call] for call in together]


async def _find_tool(host: Host, actor: Actor, call: CallFact) -> Tool:
    tool = host.tool(call.name)
    if tool is None or not await host.may(actor, "call", call.name):
        known = ", ".join(each.name for each in host.tools)
        raise ToolFault("not_found", f"There is no tool {call.name[:64]!r}. There are: {known}.")
    if fault := _compile(tool).first_fault(call.arguments or {}):
        pointer, message = fault
        raise ToolFault("bad_arguments", f"At {pointer or '(the whole)'}: {message}")
    if tool.effect in (Effect.CHANGE, Effect.SEND):
        message = "Only the member can do this; tell them where in the CRM."
        raise ToolFault("needs_member", message)
    return tool


def _to_json(result: Any) -> Any:
    encoded = msgspec.json.encode(result)
    if len(encoded) > LARGEST_RESULT:
        raise ToolFault("too_large", "The result is too large to read; ask for less.")
    decoded = msgspec.json.decode(encoded)
    try:
        check_text(decoded)
    except BlockFault as fault:
        raise ToolFault("bad_result", f"The result cannot be stored: {fault.message}.") from fault
    return decoded


def _fail(call: CallFact, code: str, message: str) -> CallFact:
    fault: Mapping[str, str] = {"code": code, "message": message}
    return replace(call, state="failed", fault=fault)


def _compile(tool: Tool) -> Schema:
    return _compile_parameters(msgspec.json.encode(tool.parameters))


@lru_cache(maxsize=512)
def _compile_parameters(parameters: bytes) -> Schema:
    return Schema(msgspec.json.decode(parameters))

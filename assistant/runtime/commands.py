"""Carries out a member's commands: a row first, then whatever must happen in this process."""

import uuid
from dataclasses import replace
from typing import Any

from msgspec import UNSET

from assistant.core.wire.commands import Rate, Retry, Select, Send, Stop
from assistant.errors import Refusal
from assistant.host import Actor
from assistant.runtime.mentions import check_mentions
from assistant.runtime.runtime import Runtime
from assistant.runtime.telling import tell_changed
from assistant.runtime.threads import call_service
from assistant.services import turns
from assistant.services.commands import Outcome
from assistant.services.ratings import Opinion, rate_turn
from assistant.services.snapshots import find_conversation


async def carry_out(
    runtime: Runtime, actor: Actor, command: Send | Retry | Stop | Select | Rate
) -> Outcome:
    """Carry out one command, once for each of its ids. Raises Refusal."""
    match command:
        case Send():
            return await _send(runtime, actor, command)
        case Retry():
            return await _retry(runtime, actor, command)
        case Stop():
            return await _stop(runtime, actor, command)
        case Select():
            return await _select(runtime, actor, command)
        case Rate():
            return await _rate(actor, command)


async def _send(runtime: Runtime, actor: Actor, send: Send) -> Outcome:
    named = dict.fromkeys((each.kind, each.id) for each in send.mentions)
    message = turns.Message(
        conversation=uuid.UUID(send.conversation),
        text=send.text,
        parent=uuid.UUID(send.parent) if isinstance(send.parent, str) else None,
        after_leaf=send.parent is UNSET,
        page=send.page,
        mentions=tuple({"kind": kind, "id": row} for kind, row in named),
    )
    asked: dict[str, Any] = {"actor": actor, "command_id": send.id}
    within = runtime.options.TOOL
    try:
        mentions = await check_mentions(runtime.host, actor, send.mentions, within=within)
    except Refusal as refusal:
        return await call_service(turns.refuse_message, **asked, message=message, refusal=refusal)
    outcome = await call_service(
        turns.send_message,
        **asked,
        message=replace(message, mentions=mentions),
        lease=runtime.lease,
    )
    _begin(runtime, actor, outcome)
    return outcome


async def _retry(runtime: Runtime, actor: Actor, retry: Retry) -> Outcome:
    outcome = await call_service(
        turns.retry_turn,
        actor=actor,
        command_id=retry.id,
        turn=uuid.UUID(retry.turn),
        lease=runtime.lease,
    )
    _begin(runtime, actor, outcome)
    return outcome


def _begin(runtime: Runtime, actor: Actor, outcome: Outcome) -> None:
    if not outcome.repeat:
        runtime.answer(uuid.UUID(outcome.answer["turn"]), actor)


async def _stop(runtime: Runtime, actor: Actor, stop: Stop) -> Outcome:
    turn = uuid.UUID(stop.turn)
    outcome = await call_service(turns.stop_turn, actor=actor, command_id=stop.id, turn=turn)
    runtime.stop(turn)
    if outcome.answer["state"] == "waiting":
        # Nobody runs it who could tell of its end: its followers look again.
        stopped = await call_service(turns.find_turn, actor=actor, turn=turn)
        runtime.logs.renew(str(stopped.conversation_id), stop.turn)
    return outcome


async def _select(runtime: Runtime, actor: Actor, select: Select) -> Outcome:
    conversation = uuid.UUID(select.conversation)
    outcome = await call_service(
        turns.select_turn,
        actor=actor,
        command_id=select.id,
        conversation=conversation,
        turn=uuid.UUID(select.turn),
    )
    found = await call_service(find_conversation, actor=actor, conversation=conversation)
    await tell_changed(runtime, found)
    return outcome


async def _rate(actor: Actor, rate: Rate) -> Outcome:
    return await call_service(
        rate_turn,
        actor=actor,
        command_id=rate.id,
        turn=uuid.UUID(rate.turn),
        opinion=Opinion(rate.value, rate.comment),
    )

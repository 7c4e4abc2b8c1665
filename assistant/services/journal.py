"""Stores a turn's facts. Every write checks the fence: a turn taken by another is not touched."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assistant.core.blocks import join_rounds
from assistant.core.endings import Ending
from assistant.core.facts import CallFact, RoundFact, RoundKind, WidgetFact
from assistant.core.requests import Prompt
from assistant.errors import Fenced
from assistant.models import PromptVersion, Round, ToolCall, Turn
from assistant.services.history import write_widgets


@dataclass(frozen=True, slots=True)
class Ownership:
    """A turn and the fence under which this process runs it."""

    turn: uuid.UUID
    fence: int


def begin_turn(*, own: Ownership, prompt: Prompt) -> None:
    """Store which prompt a turn runs on. Raises Fenced."""
    with transaction.atomic():
        version, _ = PromptVersion.objects.get_or_create(
            sha256=prompt.sha256,
            defaults={
                "instructions": prompt.instructions,
                "manual": prompt.manual,
                "tools": list(prompt.tools),
            },
        )
        if not Turn.objects.owned(own.turn, own.fence).update(prompt=version):
            raise Fenced


def begin_round(*, own: Ownership, number: int, kind: RoundKind, request: str) -> None:
    """Store that a request is about to be sent. Raises Fenced."""
    with transaction.atomic():
        _check_fence(own)
        Round.objects.create(turn_id=own.turn, number=number, kind=kind, request=request)


def settle_block(*, own: Ownership, number: int, widget: WidgetFact, raw: str) -> None:
    """Store a ready block of round `number`, and the text up to it if that is open. Raises Fenced.

    Without the text a sweep could not tell where the block of a dead process belongs.
    """
    with transaction.atomic():
        _check_fence(own)
        row = Round.objects.get(turn_id=own.turn, number=number)
        if row.ended is None:
            row.raw = row.text = raw
            row.save(update_fields=["raw", "text"])
        write_widgets(row, [widget])


def end_round(*, own: Ownership, round_: RoundFact) -> None:
    """Store a round that ended, its calls and its blocks. Raises Fenced."""
    with transaction.atomic():
        _check_fence(own)
        write_round(own.turn, round_)


def settle_call(*, own: Ownership, number: int, call: CallFact, revision: int) -> None:
    """Store how a tool call came out. Raises Fenced."""
    with transaction.atomic():
        if not Turn.objects.owned(own.turn, own.fence).update(revision=revision):
            raise Fenced
        calls = ToolCall.objects.filter(round__turn_id=own.turn, round__number=number)
        calls.filter(index=call.index).update(
            state=call.state,
            handle=call.handle,
            result=call.result,
            fault=call.fault,
            ended=timezone.now(),
        )


def pause_turn(*, own: Ownership, revision: int) -> None:
    """Store that the turn waits for a member; it belongs to no process. Raises Fenced."""
    turn = Turn.objects.owned(own.turn, own.fence)
    if not turn.update(state="waiting", revision=revision, process=None, fence=F("fence") + 1):
        raise Fenced


def end_turn(*, own: Ownership, ending: Ending, rounds: Sequence[RoundFact], revision: int) -> None:
    """Store the end of a turn and all its rounds as they are now. Raises Fenced."""
    with transaction.atomic():
        _check_fence(own)
        for round_ in rounds:
            write_round(own.turn, round_)
        # A round may have begun here that the turn ended too soon to send.
        Round.objects.filter(turn_id=own.turn, ended=None).update(ended=timezone.now())
        replies = [each for each in rounds if each.kind == "reply"]
        Turn.objects.owned(own.turn, own.fence).update(
            state=ending.state,
            code=ending.code,
            truncated=ending.truncated,
            raw=join_rounds(each.raw for each in replies),
            text=join_rounds(each.text for each in replies),
            usage={
                "input": sum(each.input_tokens for each in rounds),
                "output": sum(each.output_tokens for each in rounds),
            },
            revision=revision,
            ended=timezone.now(),
            process=None,
        )


def checkpoint(*, raws: Mapping[Ownership, tuple[int, str]]) -> None:
    """Store how far the open rounds of many turns have come, in one transaction.

    `raws` maps each turn to its open round's number and raw; a turn taken by another is left out.
    """
    with transaction.atomic():
        for own, (number, raw) in raws.items():
            rounds = Round.objects.filter(turn_id=own.turn, number=number, ended=None)
            rounds.filter(turn__fence=own.fence, turn__state="running").update(raw=raw, text=raw)


def write_round(turn: uuid.UUID, round_: RoundFact) -> None:
    """Store one round with its calls and blocks, over what is there of it."""
    row = Round.objects.get(turn_id=turn, number=round_.number)
    row.raw, row.text, row.finish = round_.raw, round_.text, round_.finish
    row.refused, row.garbled, row.asked = round_.refused, round_.garbled, round_.asked
    row.usage = {"input": round_.input_tokens, "output": round_.output_tokens}
    row.ended = row.ended or timezone.now()
    row.save()
    if round_.widgets:
        write_widgets(row, round_.widgets)
    _write_calls(row, round_.calls)


def _write_calls(row: Round, calls: Sequence[CallFact]) -> None:
    known = set(row.calls.values_list("index", flat=True))
    ToolCall.objects.bulk_create(
        ToolCall(
            round=row,
            index=call.index,
            call_id=call.id,
            name=call.name,
            source=call.source,
            arguments=call.arguments,
            state=call.state,
            fault=call.fault,
            key=f"{row.turn_id}.{row.number}.{call.index}",
        )
        for call in calls
        if call.index not in known
    )


def _check_fence(own: Ownership) -> None:
    # A row update, not a read: it also waits for whoever is taking the turn right now.
    if not Turn.objects.owned(own.turn, own.fence).update(fence=own.fence):
        raise Fenced

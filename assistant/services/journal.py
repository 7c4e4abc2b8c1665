"""Stores a turn's facts. Every write checks the fence: a turn taken by another is not touched."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import msgspec
from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from assistant.core.requests import Prompt
from assistant.core.turn.blocks import join_rounds
from assistant.core.turn.facts import CallFact, EndFact, RoundFact, RoundKind, WidgetFact, write_key
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
        # Long, and the same from turn to turn: looked for before it is written, and never read.
        if not PromptVersion.objects.filter(pk=prompt.sha256).exists():
            PromptVersion.objects.bulk_create(
                [
                    PromptVersion(
                        sha256=prompt.sha256,
                        instructions=prompt.instructions,
                        manual=prompt.manual,
                        tools=list(prompt.tools),
                    )
                ],
                ignore_conflicts=True,
            )
        if not Turn.objects.owned(own.turn, own.fence).update(prompt=prompt.sha256):
            raise Fenced


def begin_round(*, own: Ownership, number: int, kind: RoundKind, request: str) -> Round:
    """Store that a request is about to be sent; the round's row. Raises Fenced."""
    with transaction.atomic():
        _check_fence(own)
        return Round.objects.create(turn_id=own.turn, number=number, kind=kind, request=request)


def settle_block(
    *, own: Ownership, number: int, widget: WidgetFact, raw: str, row: Round | None = None
) -> None:
    """Store a ready block of round `number`, and the text up to it if that is open. Raises Fenced.

    Without the text a sweep could not tell where the block of a dead process belongs. `row` is the
    round's, where it is at hand.
    """
    with transaction.atomic():
        _check_fence(own)
        rounds = Round.objects.filter(turn_id=own.turn, number=number)
        rounds.filter(ended=None).update(raw=raw, text=raw)
        write_widgets(row or rounds.only("pk").get(), [widget])


def end_round(*, own: Ownership, round_: RoundFact, settled: Collection[WidgetFact] = ()) -> None:
    """Store a round that ended, its calls, and its blocks but for those `settled` holds.

    Raises Fenced.
    """
    with transaction.atomic():
        _check_fence(own)
        write_round(own.turn, round_, settled=settled)


def settle_call(*, own: Ownership, number: int, call: CallFact, revision: int) -> None:
    """Store how a tool call came out. Raises Fenced."""
    with transaction.atomic():
        if not Turn.objects.owned(own.turn, own.fence).update(revision=revision):
            raise Fenced
        calls = ToolCall.objects.filter(round__turn_id=own.turn, round__number=number)
        _write_outcome(calls, call)


def pause_turn(*, own: Ownership, revision: int) -> None:
    """Store that the turn waits for a member; it belongs to no process. Raises Fenced."""
    turn = Turn.objects.owned(own.turn, own.fence)
    if not turn.update(state="waiting", revision=revision, process=None, fence=F("fence") + 1):
        raise Fenced


def end_turn(
    *, own: Ownership, end: EndFact, revision: int, stored: Collection[RoundFact] = ()
) -> None:
    """Store the end of a turn and its rounds as they are now, but for those `stored` holds.

    Raises Fenced.
    """
    ending = end.ending
    replies = [each for each in end.rounds if each.kind == "reply"]
    with transaction.atomic():
        ended = Turn.objects.owned(own.turn, own.fence).update(
            state=ending.state,
            code=ending.code,
            truncated=ending.truncated,
            raw=join_rounds(each.raw for each in replies),
            text=join_rounds(each.text for each in replies),
            usage={
                "input": sum(each.input_tokens for each in end.rounds),
                "output": sum(each.output_tokens for each in end.rounds),
            },
            findings=msgspec.to_builtins(end.findings),
            sources=msgspec.to_builtins(end.sources),
            revision=revision,
            ended=timezone.now(),
            process=None,
        )
        if not ended:
            raise Fenced
        for round_ in end.rounds:
            if round_ not in stored:
                write_round(own.turn, round_)
        # A round may have begun here that the turn ended too soon to send.
        Round.objects.filter(turn_id=own.turn, ended=None).update(ended=timezone.now())


def checkpoint(*, raws: Mapping[Ownership, tuple[int, str]]) -> None:
    """Store how far the open rounds of many turns have come, in one transaction.

    `raws` maps each turn to its open round's number and raw; a turn taken by another is left out.
    """
    with transaction.atomic():
        turns = Turn.objects.filter(pk__in=[own.turn for own in raws], state="running")
        # Locked, so that nobody takes one between this look and the writing.
        fences = dict(turns.order_by("pk").select_for_update().values_list("pk", "fence"))
        kept = []
        for row in Round.objects.filter(turn__in=fences, ended=None):
            number, raw = raws.get(Ownership(row.turn_id, fences[row.turn_id]), (0, ""))
            if number == row.number:
                row.raw = row.text = raw
                kept.append(row)
        # They are all there: an upsert changes many rows by one statement, as no update does.
        Round.objects.bulk_create(
            kept, update_conflicts=True, unique_fields=["id"], update_fields=["raw", "text"]
        )


def write_round(
    turn: uuid.UUID, round_: RoundFact, *, settled: Collection[WidgetFact] = ()
) -> None:
    """Store one round with its calls and blocks, over what is there of it.

    Blocks that `settled` holds are stored already, as they are.
    """
    rounds = Round.objects.filter(turn_id=turn, number=round_.number)
    rounds.update(
        raw=round_.raw,
        text=round_.text,
        finish=round_.finish,
        refused=round_.refused,
        garbled=round_.garbled,
        asked=round_.asked,
        usage={"input": round_.input_tokens, "output": round_.output_tokens},
        ended=Coalesce("ended", timezone.now()),
    )
    widgets = [each for each in round_.widgets if each not in settled]
    if not widgets and not round_.calls:
        return
    row = rounds.only("turn", "number").get()
    if widgets:
        write_widgets(row, widgets)
    if round_.calls:
        _write_calls(row, round_.calls)


def _write_calls(row: Round, calls: Sequence[CallFact]) -> None:
    known = dict(row.calls.values_list("index", "state"))
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
            key=write_key(row.turn_id, row.number, call.index),
        )
        for call in calls
        if call.index not in known
    )
    for call in calls:
        if known.get(call.index) == "due" != call.state:
            # It came out, but the database was away when that was to be stored.
            _write_outcome(row.calls.all(), call)


def _write_outcome(calls: QuerySet[ToolCall], call: CallFact) -> None:
    calls.filter(index=call.index).update(
        state=call.state,
        handle=call.handle,
        result=call.result,
        fault=call.fault,
        started=call.started,
        ended=call.ended or timezone.now(),
    )


def _check_fence(own: Ownership) -> None:
    # A row update, not a read: it also waits for whoever is taking the turn right now.
    if not Turn.objects.owned(own.turn, own.fence).update(fence=own.fence):
        raise Fenced

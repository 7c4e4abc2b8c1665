"""Reads turns back from their rows as facts: what the engine and every snapshot start from."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import prefetch_related_objects

from assistant.core.turn.facts import CallFact, RoundFact, TurnFact, WidgetFact
from assistant.core.turn.machine import TurnMachine
from assistant.core.turn.steps import Limits
from assistant.models import Block, Conversation, Round, ToolCall, Turn
from widgets.catalog import Catalog


def find_path(leaf: Turn | None) -> list[Turn]:
    """The turns from the root to `leaf`, with rounds, calls and blocks, in five queries at most."""
    if leaf is None:
        return []
    above = find_ids_above(leaf)
    rows = Turn.objects.in_bulk(above) if above else {}
    return read_traces([*(rows[each] for each in above), leaf])


def find_ids_above(turn: Turn) -> list[uuid.UUID]:
    """The ids of the turns above one, from the root down."""
    if turn.parent_id is None:
        return []
    turns = Turn.objects.filter(conversation_id=turn.conversation_id)
    parents = dict(turns.values_list("pk", "parent_id"))
    above: list[uuid.UUID] = []
    at: uuid.UUID | None = turn.parent_id
    while at is not None:
        above.append(at)
        at = parents[at]
    return above[::-1]


def read_traces(turns: list[Turn]) -> list[Turn]:
    """The same turns with rounds, calls and blocks, in three queries for all."""
    prefetch_related_objects(turns, "rounds__calls", "rounds__blocks")
    return turns


def find_siblings(conversation: Conversation) -> dict[uuid.UUID | None, list[str]]:
    """The ids of all turns by their parent, oldest first."""
    siblings: dict[uuid.UUID | None, list[str]] = {}
    rows = conversation.turns.order_by("created", "pk").values_list("parent_id", "pk")
    for parent, turn in rows:
        siblings.setdefault(parent, []).append(str(turn))
    return siblings


def read_turn(turn: Turn, catalog: Catalog) -> TurnFact:
    """A turn's rows as facts."""
    return TurnFact(
        id=str(turn.pk),
        message=turn.message,
        context=turn.context,
        rounds=read_rounds(turn, catalog),
    )


def read_rounds(turn: Turn, catalog: Catalog) -> tuple[RoundFact, ...]:
    """A turn's rounds as facts, in order."""
    rounds = sorted(turn.rounds.all(), key=lambda each: each.number)
    return tuple(read_round(each, catalog) for each in rounds)


def read_ended_rounds(turn: Turn, catalog: Catalog) -> list[RoundFact]:
    """A turn's rounds without the one that is still open."""
    ended = {each.number for each in turn.rounds.all() if each.ended is not None}
    return [each for each in read_rounds(turn, catalog) if each.number in ended]


def recover_rounds(turn: Turn, catalog: Catalog) -> list[RoundFact]:
    """A turn's rounds with the blocks of an open round made out of its raw as far as it came."""
    ended = read_ended_rounds(turn, catalog)
    machine = TurnMachine(str(turn.pk), catalog, Limits(), rounds=ended)
    for each in read_rounds(turn, catalog)[len(ended) :]:
        machine.recover(each)
    return machine.rounds


def read_round(row: Round, catalog: Catalog) -> RoundFact:
    """One round's rows as facts."""
    return RoundFact(
        number=row.number,
        kind="repair" if row.kind == "repair" else "reply",
        raw=row.raw,
        text=row.text,
        finish=row.finish,
        calls=tuple(_read_call(each) for each in sorted(row.calls.all(), key=_index)),
        widgets=tuple(_read_widget(each, catalog) for each in row.blocks.all()),
        input_tokens=row.usage.get("input", 0),
        output_tokens=row.usage.get("output", 0),
        refused=row.refused,
        garbled=row.garbled,
        asked=row.asked,
    )


def collect_results(turns: Iterable[TurnFact]) -> dict[str, Any]:
    """Tool results by handle, over the whole path."""
    return {
        call.handle: call.result
        for turn in turns
        for round_ in turn.rounds
        for call in round_.calls
        if call.handle is not None
    }


def _index(row: ToolCall) -> int:
    return row.index


def _read_call(row: ToolCall) -> CallFact:
    return CallFact(
        index=row.index,
        id=row.call_id,
        name=row.name,
        arguments=row.arguments,
        state=row.state,  # type: ignore[arg-type]
        source=row.source,
        handle=row.handle,
        result=row.result,
        fault=row.fault,
        started=row.started,
        ended=row.ended,
    )


def _read_widget(row: Block, catalog: Catalog) -> WidgetFact:
    return WidgetFact(
        number=row.number,
        start=row.start,
        end=row.end,
        state=row.state,  # type: ignore[arg-type]
        revision=row.revision,
        name=row.widget,
        version=row.version,
        payload=row.payload,
        records=tuple(row.records),
        figures=row.figures,
        as_of=row.as_of,
        code=row.code,
        pointer=row.pointer,
        message=row.message,
        fallback=catalog.fallback(row.widget),
        block=row.source,
        repairable=row.repairable,
    )


def write_widgets(round_: Round, widgets: Sequence[WidgetFact]) -> None:
    """Store a round's blocks, over what is there of them."""
    rows = [
        Block(
            round=round_,
            number=widget.number,
            start=widget.start,
            end=widget.end,
            state=widget.state,
            widget=widget.name,
            version=widget.version,
            payload=widget.payload,
            records=list(widget.records),
            figures=dict(widget.figures),
            as_of=widget.as_of,
            code=widget.code,
            pointer=widget.pointer,
            message=widget.message,
            source=widget.block,
            repairable=widget.repairable,
            revision=widget.revision,
        )
        for widget in widgets
    ]
    fields = [field.name for field in Block._meta.fields]
    kept = [name for name in fields if name not in ("id", "round", "number")]
    Block.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["round", "number"], update_fields=kept
    )

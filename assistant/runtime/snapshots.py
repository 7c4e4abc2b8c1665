"""Takes a snapshot: the rows, with what the log knows of live turns on top."""

import asyncio
import logging
import uuid
from collections.abc import Collection, Iterable, Sequence

from msgspec import structs

from assistant.core.turn.view import is_ended
from assistant.core.wire.events import (
    BlockState,
    ProseState,
    Snapshot,
    Source,
    TurnSnapshot,
    WidgetState,
)
from assistant.core.wire.fold import Fold
from assistant.host import Actor, Host
from assistant.runtime.runtime import Runtime
from assistant.runtime.threads import call_service
from assistant.services.snapshots import read_branch
from widgets.catalog import Catalog
from widgets.records import Ref

logger = logging.getLogger(__name__)


async def take_snapshot(runtime: Runtime, actor: Actor, conversation: uuid.UUID) -> Snapshot:
    """The branch shown and the cursor after which the log goes on. Raises Refusal `not_found`.

    The log is looked at first: facts are stored before they are told, so the rows read after it
    hold at least everything up to that cursor, and what they hold beyond it is told again.
    """
    live = await runtime.logs.look(str(conversation))
    state, rows = await call_service(
        read_branch,
        actor=actor,
        conversation=conversation,
        host=runtime.host,
        told=set(live.fold.turns),
    )
    turns = [_add_live(turn, live.fold) for turn in rows]
    return Snapshot(
        conversation=state,
        epoch=live.cursor.epoch,
        seq=live.cursor.seq,
        turns=await hide_lost(runtime.host, actor, turns, within=runtime.options.TOOL),
    )


async def hide_lost(
    host: Host, actor: Actor, turns: Sequence[TurnSnapshot], *, within: float
) -> tuple[TurnSnapshot, ...]:
    """The same turns as this member may see them now: a right that was lost shows the fallback.

    The host is asked once and has `within` seconds.
    """
    refs = list(dict.fromkeys(_find_refs(turns)))
    visible = await _find_visible(host, actor, refs, within)
    return tuple(_hide_lost(turn, visible, host.catalog) for turn in turns)


async def _find_visible(
    host: Host, actor: Actor, refs: Sequence[Ref], within: float
) -> Collection[Ref]:
    if not refs:
        return ()
    try:
        async with asyncio.timeout(within):
            return await host.records(actor, refs)
    except Exception:
        # Nobody has said that they may still be seen, so they are not shown.
        logger.exception("the records of a history could not be read")
        return ()


def _add_live(row: TurnSnapshot, fold: Fold) -> TurnSnapshot:
    told = fold.turns.get(row.turn.id)
    if told is None or is_ended(row.turn.state):
        return row
    blocks = {block.id: block for block in row.blocks}
    for block in fold.blocks(row.turn.id):
        blocks[block.id] = _later(blocks.get(block.id), block)
    merged = Fold()
    merged.hold(row.turn, blocks.values())
    # At the same revision the log knows more: which calls are under way.
    turn = told if told.revision >= row.turn.revision else row.turn
    return structs.replace(row, turn=turn, blocks=merged.blocks(row.turn.id))


def _later(row: BlockState | None, told: BlockState) -> BlockState:
    """The further of two states of one block; of prose, one is the beginning of the other."""
    match row, told:
        case ProseState(), ProseState():
            return row if len(row.text) > len(told.text) else told
        case WidgetState(), WidgetState():
            return row if row.revision > told.revision else told
        case _:
            return told


def _find_refs(turns: Sequence[TurnSnapshot]) -> Iterable[Ref]:
    for turn in turns:
        for block in turn.blocks:
            if isinstance(block, WidgetState):
                yield from _refs_of(block)
        for source in turn.turn.sources:
            if source.record is not None:
                yield Ref(source.record.kind, source.record.id)


def _refs_of(block: WidgetState) -> Iterable[Ref]:
    return (Ref(record["kind"], record["id"]) for record in block.records)


def _hide_lost(turn: TurnSnapshot, visible: Collection[Ref], catalog: Catalog) -> TurnSnapshot:
    """History shows what was seen then, but only to who may still see it."""
    lost = {
        block.id
        for block in turn.blocks
        if isinstance(block, WidgetState) and _is_lost(block, visible, catalog)
    }
    blocks = tuple(
        _hide(block, catalog) if isinstance(block, WidgetState) and block.id in lost else block
        for block in turn.blocks
    )
    state = structs.replace(
        turn.turn,
        findings=tuple(each for each in turn.turn.findings if each.block not in lost),
        sources=tuple(
            each
            for each in turn.turn.sources
            if each.block not in lost and _may_name(each, visible)
        ),
    )
    return structs.replace(turn, turn=state, blocks=blocks)


def _may_name(source: Source, visible: Collection[Ref]) -> bool:
    record = source.record
    return record is None or Ref(record.kind, record.id) in visible


def _is_lost(block: WidgetState, visible: Collection[Ref], catalog: Catalog) -> bool:
    if block.state != "ready":
        return False
    known = catalog.pinned(block.widget or "", block.version or 0) is not None
    return not known or any(ref not in visible for ref in _refs_of(block))


def _hide(block: WidgetState, catalog: Catalog) -> WidgetState:
    return WidgetState(
        id=block.id,
        revision=block.revision,
        state="failed",
        widget=block.widget,
        version=block.version,
        code="unknown_reference",
        pointer="",
        fallback=catalog.fallback(block.widget),
    )

"""Folds events into the state they describe, as every client does. No I/O.

Law: the snapshot at k, then the events after k, equals the final state, for every k.
"""

from collections.abc import Iterable

from msgspec import UNSET, structs

from assistant.core.wire.events import (
    BlockChanged,
    BlockState,
    ConversationChanged,
    ConversationState,
    Delta,
    Event,
    ProseState,
    TurnChanged,
    TurnState,
    WidgetState,
)
from assistant.core.wire.offsets import drop_utf16, utf16_length


class Fold:
    """What a reader knows of a conversation: turns by id, blocks by turn and id."""

    def __init__(self) -> None:
        self.conversation: ConversationState | None = None
        self.turns: dict[str, TurnState] = {}
        self._blocks: dict[str, dict[str, BlockState]] = {}

    def hold(self, turn: TurnState, blocks: Iterable[BlockState]) -> None:
        """Take over a turn as a snapshot tells it."""
        self.turns[turn.id] = turn
        self._blocks[turn.id] = {block.id: block for block in blocks}

    def blocks(self, turn: str) -> tuple[BlockState, ...]:
        """A turn's blocks in the order they stand in the reply."""
        held = self._blocks.get(turn, {})
        return tuple(sorted(held.values(), key=lambda block: int(block.id.rpartition(".")[2])))

    def apply(self, event: Event) -> None:
        """Take in one event. Raises LookupError where text before a delta is missing."""
        match event:
            case Delta():
                self._append(event)
            case BlockChanged(turn, block):
                self._replace(turn, block)
            case TurnChanged(turn):
                held = self.turns.get(turn.id)
                if held is None or held.revision < turn.revision:
                    self.turns[turn.id] = turn
            case ConversationChanged(conversation):
                if self.conversation is None or self.conversation.revision < conversation.revision:
                    self.conversation = conversation

    def _replace(self, turn: str, block: WidgetState) -> None:
        blocks = self._blocks.setdefault(turn, {})
        held = blocks.get(block.id)
        if not isinstance(held, WidgetState) or held.revision < block.revision:
            blocks[block.id] = block

    def _append(self, delta: Delta) -> None:
        blocks = self._blocks.setdefault(delta.turn, {})
        held = blocks.get(delta.block)
        match held:
            case WidgetState():
                if held.state != "pending" or delta.field is UNSET:
                    return
                preview = held.preview
                text = _join(preview.get(delta.field, ""), delta)
                blocks[delta.block] = structs.replace(held, preview={**preview, delta.field: text})
            case ProseState():
                blocks[delta.block] = structs.replace(held, text=_join(held.text, delta))
            case None:
                blocks[delta.block] = ProseState(id=delta.block, text=_join("", delta))


def _join(text: str, delta: Delta) -> str:
    beyond = utf16_length(text) - delta.offset
    if beyond < 0:
        raise LookupError(f"{-beyond} units of text before a delta of {delta.block} are missing")
    return text + drop_utf16(delta.text, beyond)

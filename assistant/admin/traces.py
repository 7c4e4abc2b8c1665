"""What happened in a turn, as staff read it: rounds, calls and blocks, long values folded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assistant.admin.columns import make_whole, write_duration, write_json
from assistant.models import Block, Round, ToolCall, Turn

FOLDED_FROM = 400
"""Characters from which a value is folded away."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A long text under a word that opens it."""

    label: str
    text: str

    @property
    def is_open(self) -> bool:
        """Whether it is short enough to be read at once."""
        return len(self.text) < FOLDED_FROM

    @property
    def size(self) -> str:
        """How long it is, for people."""
        length = len(self.text)
        return f"{length:,} characters" if length < 10_000 else f"{length / 1000:,.0f} k characters"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallShown:
    """One tool call."""

    number: int
    name: str
    state: str
    handle: str
    started: datetime | None
    ended: datetime | None
    undone: datetime | None
    fault: str
    values: tuple[Folded, ...]

    @property
    def duration(self) -> str:
        """How long it ran."""
        return write_duration(self.started, self.ended)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundShown:
    """One request to the model and what came of it."""

    row: Round
    calls: tuple[CallShown, ...]
    values: tuple[Folded, ...]

    @property
    def duration(self) -> str:
        """From request to end."""
        return write_duration(self.row.started, self.row.ended)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockShown:
    """One widget block's row."""

    row: Block
    round: int
    values: tuple[Folded, ...]

    @property
    def message(self) -> str:
        """The rule it broke."""
        return make_whole(self.row.message)


def show_rounds(turn: Turn) -> list[RoundShown]:
    """All rounds of a turn, its trace loaded."""
    return [
        RoundShown(
            row=row,
            calls=tuple(_show_call(each) for each in sorted(row.calls.all(), key=_find_index)),
            values=_fold(_find_words(row)),
        )
        for row in _sort_rounds(turn)
    ]


def show_blocks(turn: Turn) -> list[BlockShown]:
    """All widget blocks of a turn, its trace loaded."""
    return [
        BlockShown(
            row=row,
            round=round_.number,
            values=_fold(
                {
                    "Payload": row.payload,
                    "Records": row.records or None,
                    "Figures": row.figures or None,
                    "Source": row.source,
                }
            ),
        )
        for round_ in _sort_rounds(turn)
        for row in sorted(round_.blocks.all(), key=lambda each: each.number)
    ]


def _find_words(row: Round) -> dict[str, Any]:
    # The raw of a reply stands beside its text already.
    return {"Asked": row.asked, "Raw": row.raw} if row.kind == "repair" else {}


def _sort_rounds(turn: Turn) -> Sequence[Round]:
    return sorted(turn.rounds.all(), key=lambda each: each.number)


def _find_index(call: ToolCall) -> int:
    return call.index


def _show_call(row: ToolCall) -> CallShown:
    # What the model wrote matters only where it could not be read as arguments.
    source = row.source if row.arguments is None else None
    return CallShown(
        number=row.index + 1,
        name=row.name,
        state=row.state,
        handle=row.handle or "",
        started=row.started,
        ended=row.ended,
        undone=row.undone,
        fault=_name_fault(row.fault),
        values=_fold({"Arguments": row.arguments, "As written": source, "Result": row.result}),
    )


def _name_fault(fault: Any) -> str:
    if not isinstance(fault, dict):
        return "" if fault is None else write_json(fault)
    told = fault.get("code"), fault.get("message")
    return make_whole(": ".join(str(each) for each in told if each))


def _fold(values: dict[str, Any]) -> tuple[Folded, ...]:
    return tuple(
        Folded(label, make_whole(value) if isinstance(value, str) else write_json(value))
        for label, value in values.items()
        if value is not None and value != ""
    )

"""Lays out the blocks of a reply: widgets where they were found, prose in the gaps. No I/O."""

from collections.abc import Iterable, Sequence

from msgspec import structs

from assistant.core.turn.facts import RoundFact, WidgetFact
from assistant.core.wire.events import BlockState, ProseState, WidgetState
from widgets.stream import BLANKS


def lay_out(turn: str, rounds: Iterable[RoundFact]) -> tuple[BlockState, ...]:
    """The blocks of a turn as a member sees them, numbered in the order of the reply."""
    blocks: list[BlockState] = []
    for round_ in rounds:
        if round_.kind == "reply":
            _lay_out_round(turn, round_, blocks)
    return tuple(blocks)


def _lay_out_round(turn: str, round_: RoundFact, blocks: list[BlockState]) -> None:
    at = 0
    for widget in sorted(round_.widgets, key=lambda each: each.start):
        _add_prose(turn, round_.raw[at : widget.start], blocks)
        blocks.append(show_widget(turn, widget))
        at = widget.end
    _add_prose(turn, round_.raw[at:], blocks)


def _add_prose(turn: str, text: str, blocks: list[BlockState]) -> None:
    if text.strip(BLANKS):
        blocks.append(ProseState(id=f"{turn}.{len(blocks)}", text=text))


def show_widget(turn: str, widget: WidgetFact) -> WidgetState:
    """A widget as it goes over the wire: nothing of a block that is not ready but its name."""
    shown = WidgetState(
        id=f"{turn}.{widget.number}",
        revision=widget.revision,
        state=widget.state,
        widget=widget.name,
        version=widget.version,
    )
    match widget.state:
        case "pending":
            return shown
        case "failed":
            return structs.replace(
                shown, code=widget.code, pointer=widget.pointer, fallback=widget.fallback
            )
        case "ready":
            return structs.replace(
                shown,
                payload=widget.payload,
                records=widget.records,
                figures=dict(widget.figures),
                as_of=widget.as_of.isoformat() if widget.as_of else None,
            )


def write_text(raw: str, widgets: Sequence[WidgetFact]) -> str:
    """A round's text: its raw with each failed or repaired span replaced by what stands for it."""
    parts: list[str] = []
    at = 0
    for widget in sorted(widgets, key=lambda each: each.start):
        replacement = find_replacement(widget)
        if replacement is not None:
            parts += [raw[at : widget.start], replacement]
            at = widget.end
    return "".join([*parts, raw[at:]])


def find_replacement(widget: WidgetFact) -> str | None:
    """What stands for a block in its round's text; None where it stands for itself."""
    return widget.block if widget.state == "ready" else widget.fallback


def join_rounds(texts: Iterable[str]) -> str:
    """A turn's raw or text: its non-empty rounds joined by a blank line."""
    return "\n\n".join(text for text in texts if text.strip(BLANKS))


def count_blocks(round_: RoundFact) -> int:
    """How many block numbers a reply round took."""
    blocks: list[BlockState] = []
    _lay_out_round("", round_, blocks)
    return len(blocks)

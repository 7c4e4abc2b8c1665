"""What the model wrote beside what stands for it, block by block."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from assistant.admin.columns import make_whole
from assistant.admin.findings import find_marks, number_block
from assistant.admin.marks import Run, mark_text
from assistant.core.turn.blocks import find_replacement
from assistant.core.turn.facts import RoundFact, WidgetFact
from assistant.core.wire.events import BlockState, TurnSnapshot
from widgets.stream import BLANKS


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """One block of a round. `outcome` says how its text came to differ from its raw, if it does."""

    round: int
    raw: str
    text: tuple[Run, ...]
    block: str = ""
    outcome: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of raw: a widget's span, or what stands between two."""

    raw: str
    widget: WidgetFact | None = None
    replacement: str | None = None


def compare_rounds(rounds: Iterable[RoundFact], snapshot: TurnSnapshot) -> list[Strip]:
    """Raw beside text of all rounds that are part of the reply, nothing left out."""
    blocks = iter(snapshot.blocks)
    strips: list[Strip] = []
    for each in rounds:
        if each.kind == "reply" and (each.raw or each.text):
            pieces = list(_cut(each))
            texts = _align(pieces, each.text)
            if texts is None:
                strips.append(_show_whole(each))
                _pass_over(pieces, blocks)
            else:
                strips += _show_pieces(each, zip(pieces, texts, strict=True), blocks, snapshot)
    return strips


def _cut(round_: RoundFact) -> Iterator[_Piece]:
    # In a round that is still open nothing has been replaced yet.
    is_open = round_.text == round_.raw
    at = 0
    for widget in sorted(round_.widgets, key=lambda each: each.start):
        yield _Piece(round_.raw[at : widget.start])
        replacement = None if is_open else find_replacement(widget)
        yield _Piece(round_.raw[widget.start : widget.end], widget, replacement)
        at = widget.end
    yield _Piece(round_.raw[at:])


def _align(pieces: Sequence[_Piece], text: str) -> list[str] | None:
    """What stands in `text` for each piece; None where that cannot be told.

    A definition's sentence may have been another when the turn ended, so that only what was left
    alone is certain.
    """
    texts: list[str] = []
    at = 0
    for index, piece in enumerate(pieces):
        end = at + len(piece.raw)
        if piece.replacement is not None:
            end = at + len(piece.replacement)
            if not text.startswith(piece.replacement, at):
                end = _find_next(pieces[index + 1 :], text, at)
        elif not text.startswith(piece.raw, at):
            return None
        texts.append(text[at:end])
        at = end
    return texts if at == len(text) else None


def _find_next(after: Sequence[_Piece], text: str, at: int) -> int:
    left = list(takewhile(lambda piece: piece.replacement is None, after))
    words = "".join(piece.raw for piece in left)
    return len(text) - len(words) if len(left) == len(after) else max(text.find(words, at), at)


def _show_whole(round_: RoundFact) -> Strip:
    text = (Run(make_whole(round_.text)),)
    return Strip(round=round_.number, raw=make_whole(round_.raw), text=text, outcome="differs")


def _show_pieces(
    round_: RoundFact,
    pieces: Iterable[tuple[_Piece, str]],
    blocks: Iterator[BlockState],
    snapshot: TurnSnapshot,
) -> list[Strip]:
    strips: list[Strip] = []
    for piece, text in pieces:
        if piece.widget is not None or piece.raw.strip(BLANKS):
            block = next(blocks, None)
            name = number_block(block.id) if block else ""
            marks = find_marks(block.id, snapshot.turn.findings) if block else ()
            strips.append(
                Strip(
                    round=round_.number,
                    raw=make_whole(piece.raw),
                    text=mark_text(text, marks),
                    block=name,
                    outcome=_name_outcome(piece),
                    fault=_name_fault(piece),
                )
            )
        elif piece.raw and strips:
            last = strips[-1]
            text_after = (*last.text, Run(piece.raw))
            strips[-1] = replace(last, raw=last.raw + piece.raw, text=text_after)
        elif piece.raw:
            strips.append(Strip(round=round_.number, raw=piece.raw, text=(Run(piece.raw),)))
    return strips


def _pass_over(pieces: Iterable[_Piece], blocks: Iterator[BlockState]) -> None:
    for piece in pieces:
        if piece.widget is not None or piece.raw.strip(BLANKS):
            next(blocks, None)


def _name_outcome(piece: _Piece) -> str:
    if piece.widget is None or piece.replacement is None:
        return ""
    return "repaired" if piece.widget.state == "ready" else "fell back"


def _name_fault(piece: _Piece) -> str:
    widget = piece.widget
    if widget is None or widget.code is None:
        return ""
    place = f" at {widget.pointer}" if widget.pointer else ""
    return make_whole(f"{widget.code}{place}: {widget.message}".removesuffix(": "))

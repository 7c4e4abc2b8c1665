"""Turns the frames of one running turn into what a terminal shows."""

from collections.abc import Mapping

import msgspec

from assistant.core.turn.view import is_ended
from assistant.core.wire.events import (
    BlockChanged,
    BlockState,
    ConversationChanged,
    Delta,
    Event,
    Finding,
    ProseState,
    TurnChanged,
    TurnState,
    WidgetState,
)
from assistant.core.wire.fold import Fold
from assistant.core.wire.offsets import slice_utf16
from assistant.management.terminal import draw_widget, make_inert
from widgets.schemas import read_pointer

_DECODER: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


class JsonPrinter:
    """One wire event per line."""

    def __init__(self) -> None:
        self.ended: str | None = None

    def read(self, frame: str) -> str:
        """The text to print for one frame."""
        event = _DECODER.decode(frame)
        if isinstance(event, TurnChanged) and is_ended(event.turn.state):
            self.ended = event.turn.state
        return frame + "\n"


class TextPrinter:
    """Prose as it streams; a widget once it is settled, and what follows it only then."""

    def __init__(self) -> None:
        self.ended: str | None = None
        self._texts: dict[str, str] = {}
        self._pending: set[str] = set()
        self._calls: tuple[object, ...] = ()
        self._fold = Fold()

    def read(self, frame: str) -> str:
        """The text to print for one frame, with nothing in it that would command a terminal."""
        event = _DECODER.decode(frame)
        self._fold.apply(event)
        return make_inert(self._read(event).replace("\r", ""))

    def _read(self, event: Event) -> str:
        match event:
            case Delta(block=block, text=text, field=field):
                if field is msgspec.UNSET:
                    self._add_prose(block, text)
            case BlockChanged(block=widget):
                self._texts[widget.id] = f"{draw_widget(widget)}\n"
                self._pending.discard(widget.id)
                if widget.state == "pending":
                    self._pending.add(widget.id)
            case TurnChanged(turn=turn):
                return self._take() + self._read_turn(turn)
            case ConversationChanged():
                pass
        return self._take()

    def _add_prose(self, block: str, text: str) -> None:
        if block not in self._texts:
            text = ("\n" if self._texts else "") + text.lstrip("\r\n")
        self._texts[block] = self._texts.get(block, "") + text

    def _take(self) -> str:
        """All text up to the first widget that is still pending."""
        taken = ""
        for block in list(self._texts):
            if block in self._pending:
                break
            taken += self._texts[block]
            self._texts[block] = ""
        return taken

    def _read_turn(self, turn: TurnState) -> str:
        told = ""
        if turn.calls != self._calls:
            self._calls = turn.calls
            running = [call.title or call.name for call in turn.calls if call.state == "running"]
            told = "".join(f"[{title} ...]\n" for title in running)
        if is_ended(turn.state):
            self.ended = turn.state
            told += f"\n[{turn.state}] {turn.notice}\n" if turn.notice else "\n"
            blocks = {block.id: block for block in self._fold.blocks(turn.id)}
            told += "".join(f"[!] {_tell_finding(each, blocks)}\n" for each in turn.findings)
        return told


def _tell_finding(finding: Finding, blocks: Mapping[str, BlockState]) -> str:
    match blocks.get(finding.block or ""):
        case None:
            return finding.notice
        case ProseState(text=text):
            said = text
        case WidgetState(payload=payload):
            said = str(read_pointer(payload, finding.pointer or ""))
    excerpt = slice_utf16(said, finding.start, finding.end)
    return f'"{" ".join(excerpt.split())}": {finding.notice}'

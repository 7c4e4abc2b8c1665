"""Reads one reply round as it streams: prose to show, widgets to check, calls to make. No I/O."""

import re
from collections.abc import Sequence
from dataclasses import replace

from msgspec import UNSET

from assistant.core.turn.blocks import show_widget
from assistant.core.turn.facts import WidgetFact
from assistant.core.turn.settling import BlockDue, check_block, mark_faulty
from assistant.core.upstream.calls import CallAssembler
from assistant.core.upstream.chunks import (
    CallFragment,
    Chunk,
    Finish,
    Reasoning,
    Refusal,
    Text,
    Usage,
)
from assistant.core.wire.events import BlockChanged, Delta, Event
from assistant.core.wire.offsets import utf16_length
from assistant.errors import UpstreamFault
from widgets.catalog import Catalog
from widgets.errors import BlockFault
from widgets.preview import Preview
from widgets.stream import BlockParser, Closed, Opened, Payload, Piece, Prose

LONGEST_REPLY = 200 * 1024
_LINE_END = re.compile(r"[\r\n]")
MOST_WIDGETS = 50
"""How many widgets one round may hold: each costs the host a question and the database a row."""
MOST_OPENERS = 200
"""From here on it is no reply any more, whatever its blocks hold."""


Output = Event | BlockDue


class ReplyReader:
    """Takes the chunks of one round. `first` is the number its first block gets."""

    def __init__(self, turn: str, first: int, catalog: Catalog) -> None:
        self.finish: str | None = None
        self.usage = Usage(0, 0)
        self.refused = False
        self.calls = CallAssembler()
        self.called = False
        self.widgets: dict[int, WidgetFact] = {}
        self._turn = turn
        self._catalog = catalog
        self._parser = BlockParser()
        self._raw: list[str] = []
        self._length = 0
        self._next = first
        self._prose: int | None = None
        self._offset = 0
        self._preview = Preview({})
        self._preview_offsets: dict[str, int] = {}

    @property
    def raw(self) -> str:
        """What the model has written so far."""
        return "".join(self._raw)

    def receive(self, chunks: Sequence[Chunk]) -> list[Output]:
        """Read what came in one go. Raises UpstreamFault `reply_too_long`."""
        text = ""
        for chunk in chunks:
            match chunk:
                case Text(said):
                    text += said
                case Refusal(said):
                    self.refused = True
                    text += said
                case CallFragment():
                    self.called = True
                    self.calls.receive(chunk)
                case Finish(reason):
                    self.finish = reason
                case Usage():
                    self.usage = chunk
                case Reasoning():
                    pass
        return self._read(text) if text else []

    def end(self) -> list[Output]:
        """Read the end of the reply."""
        return self._outputs(self._parser.finish())

    def _read(self, text: str) -> list[Output]:
        self._length += len(text)
        if self._length > LONGEST_REPLY:
            raise UpstreamFault("reply_too_long", "The reply grew beyond every limit.")
        self._raw.append(text)
        return self._outputs(self._parser.feed(text))

    def _outputs(self, pieces: list[Piece]) -> list[Output]:
        outputs: list[Output] = []
        for piece in pieces:
            match piece:
                case Prose(text):
                    outputs.append(self._show(text))
                case Opened(name):
                    outputs.append(self._open(name))
                case Payload(text):
                    outputs += self._show_preview(text)
                case Closed():
                    outputs += self._close(piece)
        return outputs

    def _show(self, text: str) -> Delta:
        if self._prose is None:
            self._prose = self._take_number()
            self._offset = 0
        offset = self._offset
        self._offset += utf16_length(text)
        return Delta(turn=self._turn, block=f"{self._turn}.{self._prose}", offset=offset, text=text)

    def _open(self, name: str | None) -> BlockChanged:
        if len(self.widgets) >= MOST_OPENERS:
            raise UpstreamFault("reply_too_long", "The reply holds more widgets than any reply.")
        self._prose = None
        number = self._take_number()
        definition = self._catalog.current.get(name or "")
        self._preview = Preview(
            {field: definition.stream_limit(field) for field in definition.streams}
            if definition
            else {}
        )
        self._preview_offsets = {}
        widget = WidgetFact(
            number=number,
            start=0,
            end=0,
            state="pending",
            name=definition.name if definition else None,
            version=definition.version if definition else None,
            fallback=self._catalog.fallback(name),
        )
        self.widgets[number] = widget
        return BlockChanged(self._turn, show_widget(self._turn, widget))

    def _show_preview(self, text: str) -> list[Output]:
        shown: list[Output] = []
        for field, more in self._preview.feed(text):
            offset = self._preview_offsets.get(field, 0)
            self._preview_offsets[field] = offset + utf16_length(more)
            block = f"{self._turn}.{self._next - 1}"
            shown.append(
                Delta(turn=self._turn, block=block, offset=offset, text=more, field=field or UNSET)
            )
        return shown

    def _close(self, closed: Closed) -> list[Output]:
        number = self._next - 1
        widget = replace(self.widgets[number], start=closed.start, end=closed.end)
        try:
            if len(self.widgets) > MOST_WIDGETS:
                raise BlockFault("too_many", "", f"write at most {MOST_WIDGETS} widgets")
            checked = check_block(self._catalog, closed)
        except BlockFault as fault:
            self.widgets[number] = mark_faulty(widget, fault)
            return []
        self.widgets[number] = widget
        return [BlockDue(widget, checked)]

    def _take_number(self) -> int:
        self._next += 1
        return self._next - 1


def read_settled(raw: str) -> str:
    """`raw` without the line that is held back at its end since it may still become a fence."""
    shown = 0
    for piece in BlockParser().feed(raw):
        match piece:
            case Prose(text):
                shown += len(text)
            case Opened():
                shown = len(raw)
            case Closed(end=end):
                shown = end
            case Payload():
                pass
    # What follows is held back, or blank lines before it.
    return raw.removesuffix(_LINE_END.split(raw[shown:])[-1])

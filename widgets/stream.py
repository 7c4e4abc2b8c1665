"""Splits a reply, as it streams, into prose and widget blocks. No I/O.

The parser knows lines and fences, not containers (docs/widgets.md has the grammar). Any cut of the
same text into chunks gives the same pieces once neighbours of one kind are joined, and the cost is
linear in the length of the reply.
"""

import re

from msgspec import Struct

from widgets.fences import ClosingLine, Fence, OpeningLine, read_name
from widgets.strict_json import MAX_BYTES

_LINE_END = re.compile(r"[\r\n]")
BLANKS = " \t\r\n"


# A Struct, like its neighbours: one is made for every token, in half a dataclass's time.
class Prose(Struct, frozen=True):
    """Markdown to append to the prose block at this place. A gap of blanks only is never one."""

    text: str


class Opened(Struct, frozen=True):
    """A widget block begins; `name` is None where the opener is not well formed."""

    name: str | None


class Payload(Struct, frozen=True):
    """Source of the open block's payload, as it arrives."""

    text: str


class Closed(Struct, frozen=True):
    """The open block ended. `start` and `end` are offsets (code points) into the whole text.

    `fault` is None, `bad_opener`, `unclosed` or `too_large`; `source` is None where it was too
    large to keep.
    """

    name: str | None
    source: str | None
    start: int
    end: int
    fault: str | None


Piece = Prose | Opened | Payload | Closed


class BlockParser:
    """Takes text by `feed`, any cut, and `finish` once; both return the pieces now settled."""

    def __init__(self, *, max_source: int = MAX_BYTES) -> None:
        self._max_source = max_source
        self._consumed = 0
        self._pieces: list[Piece] = []
        self._flowing: list[str] = []
        self._gap: list[str] = []
        self._in_prose = False
        self._fence: Fence | None = None
        self._widget: _OpenWidget | None = None
        self._line: OpeningLine | ClosingLine | None = OpeningLine()
        self._line_start = 0
        self._second_half = -1
        self._held: list[str] = []

    def feed(self, text: str) -> list[Piece]:
        """Read more text."""
        at = 0
        while at < len(text):
            at = self._read_text(text, at) if self._line is None else self._read_head(text, at)
        self._consumed += len(text)
        return self._take()

    def finish(self) -> list[Piece]:
        """Read the end of the text: it closes a line, and leaves an open block unclosed."""
        if self._line is not None:
            self._end_line("", "", self._consumed)
        if self._widget is not None:
            self._close(self._consumed, closed=False)
        return self._take()

    def _read_text(self, text: str, at: int) -> int:
        """Read the rest of a line that is known to be no fence."""
        found = _LINE_END.search(text, at)
        if found is None:
            self._flow(text[at:])
            return len(text)
        self._flow(text[at : found.end()])
        self._begin_line(self._consumed + found.end())
        return found.end()

    def _read_head(self, text: str, at: int) -> int:
        """Read on in a line that may still be a fence."""
        line = self._line
        assert line is not None
        for index in range(at, len(text)):
            char = text[index]
            if char == "\n" and self._consumed + index == self._second_half:
                return index + 1  # of the \r\n that ended the opener
            if char in "\r\n":
                self._end_line(text[at:index], char, self._consumed + index)
                return index + 1
            line.step(char)
            if line.is_text:
                self._line = None
                self._release(text[at : index + 1])
                return index + 1
        self._held.append(text[at:])
        if not self._must_hold(line):
            self._release("")
        return len(text)

    def _must_hold(self, line: OpeningLine | ClosingLine) -> bool:
        if isinstance(line, OpeningLine):
            return line.may_open_widget
        return self._widget is not None

    def _begin_line(self, start: int) -> None:
        self._line = OpeningLine() if self._fence is None else ClosingLine(self._fence)
        self._line_start = start

    def _end_line(self, rest: str, terminator: str, end: int) -> None:
        line = self._line
        if isinstance(line, OpeningLine):
            self._end_opening(line, rest, terminator, end)
        elif line is not None and line.closes():
            self._end_closing(rest, terminator, end)
        else:
            self._release(rest + terminator)
        self._begin_line(end + len(terminator))

    def _end_opening(self, line: OpeningLine, rest: str, terminator: str, end: int) -> None:
        self._fence = line.fence()
        if self._fence is None or not line.opens_widget():
            self._release(rest + terminator)
            return
        name = read_name("".join(self._held) + rest)
        self._held.clear()
        self._end_prose()
        self._pieces.append(Opened(name))
        self._widget = _OpenWidget(name, self._line_start)
        if terminator == "\r":
            self._second_half = end + 1

    def _end_closing(self, rest: str, terminator: str, end: int) -> None:
        self._fence = None
        if self._widget is None:
            self._release(rest + terminator)
            return
        self._held.clear()
        self._close(end, closed=True)
        self._flow(terminator)

    def _release(self, rest: str) -> None:
        """Let go of what was held back: the line is not what it might have been."""
        self._held.append(rest)
        self._flow("".join(self._held))
        self._held.clear()

    def _flow(self, text: str) -> None:
        """Let text go where it belongs: to the open payload, the prose, or a gap of blanks."""
        if self._widget is not None:
            self._widget.add(text, self._max_source)
            if self._widget.name is not None:
                self._flowing.append(text)
        elif self._in_prose:
            self._flowing.append(text)
        elif text.strip(BLANKS):
            self._in_prose = True
            self._flowing += [*self._gap, text]
            self._gap.clear()
        else:
            self._gap.append(text)

    def _close(self, end: int, *, closed: bool) -> None:
        widget = self._widget
        assert widget is not None
        self._emit_flowing()
        too_large = widget.size > self._max_source
        source = None if too_large else "".join(widget.source)
        fault = "too_large" if too_large else None
        if widget.name is None:
            fault = "bad_opener"
        elif not closed:
            fault = "unclosed"
        self._pieces.append(Closed(widget.name, source, widget.start, end, fault))
        self._widget = None

    def _end_prose(self) -> None:
        self._emit_flowing()
        self._gap.clear()
        self._in_prose = False

    def _emit_flowing(self) -> None:
        text = "".join(self._flowing)
        self._flowing.clear()
        if text:
            self._pieces.append(Prose(text) if self._widget is None else Payload(text))

    def _take(self) -> list[Piece]:
        self._emit_flowing()
        pieces, self._pieces = self._pieces, []
        return pieces


class _OpenWidget:
    __slots__ = ("name", "size", "source", "start")

    def __init__(self, name: str | None, start: int) -> None:
        self.name = name
        self.start = start
        self.size = 0
        self.source: list[str] = []

    def add(self, text: str, limit: int) -> None:
        self.size += len(text)
        if self.size <= limit:
            self.source.append(text)
        else:
            self.source.clear()

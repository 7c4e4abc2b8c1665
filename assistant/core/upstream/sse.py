"""Server-sent events out of bytes, cut anywhere, as the WHATWG standard reads them. No I/O."""

from collections.abc import Iterator

from msgspec import Struct

from assistant.core.upstream.faults import BROKEN_OFF
from assistant.errors import UpstreamFault

MAX_LINE = 256 * 1024
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


# A Struct: one is made for every token, in half a dataclass's time.
class Event(Struct, frozen=True):
    """One dispatched event. `name` is "" where the stream did not name it."""

    name: str
    data: str


class EventStream:
    """Give `feed` every read as it comes; an event that no blank line closes never comes out.

    Comments, `id`, `retry` and unknown fields are read over. The cost is linear in the bytes,
    however they are cut, and what is kept of an open event never exceeds two `max_line`.
    """

    def __init__(self, *, max_line: int = MAX_LINE) -> None:
        self._max_line = max_line
        self._begun = False
        self._after_return = False
        self._open_line = bytearray()
        self._name = ""
        self._data: list[str] = []
        self._size = 0

    def feed(self, data: bytes) -> Iterator[Event]:
        """Yield the events that `data` completes; take them all before the next `feed`.

        Raises `UpstreamFault` in its place among them, so that a fault costs no event before it:
        `line_too_long` for a line, or the lines of one event, over the limit; `bad_chunk` for
        what is not UTF-8.
        """
        for line in self._split_lines(data):
            if len(line) > self._max_line:
                raise UpstreamFault("line_too_long", BROKEN_OFF)
            if line:
                self._read_field(line)
            elif self._data:
                yield self._take_event()
            else:
                self._name = ""
        if len(self._open_line) > self._max_line:
            raise UpstreamFault("line_too_long", BROKEN_OFF)

    def _split_lines(self, data: bytes) -> list[bytes]:
        """The lines that `data` closes; its rest becomes the open line."""
        if self._after_return and data:
            data = data.removeprefix(b"\n")
            self._after_return = False
        lines = data.splitlines()
        if not lines:
            return lines
        rest = b"" if data.endswith((b"\n", b"\r")) else lines.pop()
        self._after_return = data.endswith(b"\r")
        if lines and self._open_line:
            lines[0] = bytes(self._open_line + lines[0])
            self._open_line.clear()
        if lines and not self._begun:
            lines[0] = lines[0].removeprefix(BYTE_ORDER_MARK)
            self._begun = True
        # One byte over the limit shows the fault; more is not kept, however long the read.
        self._open_line += rest[: self._max_line + 1]
        return lines

    def _read_field(self, line: bytes) -> None:
        field, _, value = line.partition(b":")
        if field != b"data" and field != b"event":
            return
        try:
            text = str(value[1:] if value.startswith(b" ") else value, "utf-8")
        except UnicodeDecodeError as error:
            raise UpstreamFault("bad_chunk", BROKEN_OFF) from error
        if field == b"event":
            self._name = text
            return
        self._size += len(value) + 1
        if self._size > self._max_line:
            raise UpstreamFault("line_too_long", BROKEN_OFF)
        self._data.append(text)

    def _take_event(self) -> Event:
        event = Event(self._name, "\n".join(self._data))
        self._name, self._data, self._size = "", [], 0
        return event

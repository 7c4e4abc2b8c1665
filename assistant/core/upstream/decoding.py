"""The bytes of one streamed reply to chunks, with nothing lost before a fault. No I/O."""

from assistant.core.upstream.chunks import DONE, Chunk, decode_event
from assistant.core.upstream.faults import LONGEST_NOTE, UNAVAILABLE
from assistant.core.upstream.sse import Event, EventStream
from assistant.errors import UpstreamFault


class ChunkReader:
    """Call `receive` for each read until `done` or `fault` is set, and `finish` at the end.

    Any cut of the same bytes into reads gives the same chunks and the same fault.
    """

    def __init__(self) -> None:
        self._events = EventStream()
        self._empty = True
        self.done = False
        """The endpoint said that this was all; what follows is not read."""
        self.fault: UpstreamFault | None = None
        """What ended the stream. It comes after the chunks of the read it was found in."""

    def receive(self, data: bytes) -> list[Chunk]:
        """The chunks `data` completes."""
        chunks: list[Chunk] = []
        if self.done or self.fault is not None:
            return chunks
        try:
            for event in self._events.feed(data):
                if event.data == DONE:
                    self.done = True
                    break
                chunks += decode_event(event)
        except UpstreamFault as fault:
            self.fault = fault
        if chunks:
            self._empty = False
        return chunks

    def finish(self) -> None:
        """Raise the fault, if there was one, or `no_chunks` if the stream held nothing at all."""
        if self.fault is not None:
            raise self.fault
        if self._empty:
            raise UpstreamFault("no_chunks", "The assistant gave no answer.")


def translate_answer(content_type: str, body: bytes) -> UpstreamFault:
    """The fault for a success that is no stream: the error it reports, if it can be read as one."""
    text = str(body, "utf-8", "replace")
    try:
        decode_event(Event("", text))
    except UpstreamFault as fault:
        if fault.code == "upstream_error":
            return fault
    no_stream = UpstreamFault("not_event_stream", UNAVAILABLE)
    no_stream.add_note(f"The endpoint sent {content_type or 'no type'}: {text[:LONGEST_NOTE]}")
    return no_stream

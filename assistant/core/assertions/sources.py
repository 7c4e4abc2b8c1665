"""Tells where each figure of a reply comes from, as it goes over the wire. No I/O."""

from assistant.core.assertions.documents import Place
from assistant.core.assertions.reply import Reply, Span
from assistant.core.assertions.tracing import trace_figures
from assistant.core.wire.events import Source
from assistant.core.wire.offsets import utf16_length


def find_sources(reply: Reply) -> tuple[Source, ...]:
    """The source of every figure that has one, in the order of the reply."""
    return tuple(_tell(span, place) for span, place in trace_figures(reply).sourced)


def _tell(span: Span, place: Place) -> Source:
    passage, origin = span.passage, place.origin
    start = utf16_length(passage.text[: span.start])
    return Source(
        block=passage.block,
        pointer=passage.pointer,
        start=start,
        end=start + utf16_length(passage.text[span.start : span.end]),
        record=origin.record,
        handle=origin.handle,
        message=origin.message,
        field=place.pointer if origin.message is None else None,
        as_of=origin.as_of,
    )

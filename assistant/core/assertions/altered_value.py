"""The assertion that a figure said of a record is the record's. No I/O."""

from collections.abc import Iterable
from typing import Final

from assistant.core.assertions.reply import Assertion, Reply, Span
from assistant.core.assertions.tracing import trace_figures


def find_altered(reply: Reply) -> Iterable[Span]:
    """Every figure that differs from the record named in its sentence."""
    return trace_figures(reply).altered


ALTERED_VALUE: Final = Assertion(
    code="altered_value",
    notice=(
        "The record says otherwise: what stands here differs from the value it has. "
        "Go by the record."
    ),
    find=find_altered,
)

"""The assertion that every figure comes from a record, a result or the member. No I/O."""

from collections.abc import Iterable
from typing import Final

from assistant.core.assertions.reply import Assertion, Reply, Span
from assistant.core.assertions.tracing import trace_figures


def find_unsourced(reply: Reply) -> Iterable[Span]:
    """Every figure that nothing on the path says."""
    return trace_figures(reply).unsourced


UNSOURCED_FACT: Final = Assertion(
    code="unsourced_fact",
    notice=(
        "The assistant wrote this itself: no record, search result or word of yours says so. "
        "Check it before you use it."
    ),
    find=find_unsourced,
)

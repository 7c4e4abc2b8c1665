"""Finds citations of what was not looked up for this answer. No I/O."""

from collections.abc import Iterator

from assistant.core.assertions.altered_quote import find_quotes
from assistant.core.assertions.quoting import find_citation
from assistant.core.assertions.reply import Assertion, Reply, Span


def _find(reply: Reply) -> Iterator[Span]:
    for passage, payload in find_quotes(reply):
        if not find_citation(reply.path, payload).is_fresh:
            yield Span(passage, 0, len(passage.text))


UNRETRIEVED_CITATION = Assertion(
    code="unretrieved_citation",
    notice="This was not looked up for this answer: the document may say otherwise by now.",
    find=_find,
)

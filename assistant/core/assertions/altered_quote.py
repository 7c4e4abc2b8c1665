"""Finds citations whose words are not those of the excerpt they name. No I/O."""

from collections.abc import Iterator

from assistant.core.assertions.quoting import CITATION, QUOTE, find_citation, is_verbatim
from assistant.core.assertions.reply import Assertion, Passage, Reply, Span


def find_quotes(reply: Reply) -> Iterator[tuple[Passage, dict[str, str]]]:
    """The quotes of citations that are the model's own words, each with its widget's payload."""
    payloads = {each.id: each.payload for each in reply.widgets if each.widget == CITATION}
    for passage in reply.passages:
        payload = payloads.get(passage.block)
        if payload and passage.pointer == QUOTE:
            yield passage, payload


def _find(reply: Reply) -> Iterator[Span]:
    for passage, payload in find_quotes(reply):
        if not is_verbatim(passage.text, find_citation(reply.path, payload).text):
            yield Span(passage, 0, len(passage.text))


ALTERED_QUOTE = Assertion(
    code="altered_quote",
    notice="The document does not say this in these words. Read it there before you rely on it.",
    find=_find,
)

"""The figures of a reply, read once."""

from assistant.core.assertions.figured import MOST_FIGURES, read_figured_passages
from tests.support.assertion_cases import build_reply


def test_every_passage_has_its_figures():
    reply = build_reply({"text": "It costs **$5** and `7`, or 3 days.", "draft": False})
    (said,) = read_figured_passages(reply).values()
    assert [said.writing.text[each.start : each.end] for each in said.figures] == ["$5", "3"]
    assert read_figured_passages(reply) is read_figured_passages(reply)


def test_no_more_are_read_than_an_answer_has():
    reply = build_reply({"text": "It costs $5. " * (2 * MOST_FIGURES)})
    (said,) = read_figured_passages(reply).values()
    assert len(said.figures) == MOST_FIGURES

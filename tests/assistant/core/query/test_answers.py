"""An answer is found in whatever a model wrote around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.query.answers import Answered, Asked, Nothing, read_answer

QUERY = '{"filter": {"and": []}}'


@pytest.mark.parametrize(
    "text",
    [
        QUERY,
        f"```json\n{QUERY}\n```",
        f"Sure! Here is the query:\n\n{QUERY}\n\nLet me know.",
        f"<think>maybe {{\"limit\": 3}}?</think>\n{QUERY}",
        f"The braces {{like these}} are none. {QUERY}",
        f'For instance {{"a": 1}}, no: {QUERY}',
        QUERY + "}}}",
    ],
)  # fmt: skip
def test_a_query_is_found(text):
    assert read_answer(text) == Answered({"filter": {"and": []}})


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ('{"question": "Which\\n town?\\u0000"}', "Which town?"),
        ('```\n{"question": "Which town?"}\n```', "Which town?"),
        ("Which town do you mean?", "Which town do you mean?"),
        ('{"question": "Which town?", "query": null}', "Which town?"),
        ('{"question": "' + "x" * 900 + '"}', "x" * 499 + "…"),
    ],
)
def test_a_question_is_found(text, question):
    assert read_answer(text) == Asked(question)


@pytest.mark.parametrize(
    "text", ["", "I cannot help with that.", '{"filter": {"and": [', "[1]", '{"question": " "}']
)
def test_nothing_is_nothing(text):
    assert read_answer(text) == Nothing()


@given(st.text() | st.text('{}[]":a,\\', max_size=60))
def test_no_text_raises(text):
    read_answer(text)


def test_no_depth_is_too_much():
    assert read_answer('{"a":' * 9000) == Nothing()

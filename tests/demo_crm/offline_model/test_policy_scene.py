"""Answers from the house's documents: quoted word for word, or none."""

from typing import Any

import pytest

from demo_crm.offline_model.moves import Use
from demo_crm.offline_model.policy_scene import NOTHING, choose_quote
from tests.demo_crm.offline_model.conversation import Conversation, prose, widgets

SPLIT = "The split is 70/30: the agent keeps 70 percent.\nNew agents start at 60/40."


def excerpt(text: str = SPLIT, **values: Any) -> dict[str, Any]:
    about = {"title": "Commission policy", "heading": "Split", "page": None}
    about |= {"dated": "2026-03-02", "stale": False, "partial": False}
    return {**about, "text": text, **values}


def ask(*excerpts: dict[str, Any], question: str = "What is our commission split?") -> Any:
    talk = Conversation()
    asked = talk.ask(question)
    assert asked == Use("search_knowledge", {"question": question.rstrip("?")})
    return talk.answer({"count": len(excerpts), "excerpts": list(excerpts)})


def test_the_best_excerpt_is_quoted_beside_prose():
    reply = ask(excerpt(), excerpt("Late is late.", title="Late fees"))
    assert widgets(reply) == [
        (
            "citation",
            {
                "from": "r1",
                "path": "/excerpts/0",
                "quote": SPLIT.replace("\n", " "),
            },
        )
    ]
    assert "**Commission policy**" in prose(reply)
    assert "*Late fees*" in prose(reply)


def test_what_is_partial_is_passed_over():
    reply = ask(excerpt("Nothing of it.", partial=True), excerpt())
    assert widgets(reply)[0][1]["path"] == "/excerpts/1"


@pytest.mark.parametrize("excerpts", [(), (excerpt(partial=True),)])
def test_where_nothing_fits_it_says_so(excerpts):
    reply = ask(*excerpts)
    assert prose(reply) == NOTHING
    assert widgets(reply) == []


def test_a_stale_document_is_said_to_be_old():
    assert "It is old" in prose(ask(excerpt(stale=True)))
    assert "It is old" not in prose(ask(excerpt()))


@pytest.mark.parametrize(
    ("text", "question", "quote"),
    [
        (SPLIT, "how do new agents start", "New agents start at 60/40."),
        ("- Print flyers.\n- Lock the\n  door.\n- Go.", "who locks doors", "Lock the door."),
        ("One thing. " + "x" * 400 + ".", "one thing", "One thing."),
        ("x" * 900, "x", "x" * 600),
        ("No stop at all", "anything", "No stop at all"),
    ],
)
def test_a_quote_is_what_was_asked_for(text, question, quote):
    assert choose_quote(text, question) == quote

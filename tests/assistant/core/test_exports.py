"""A conversation as Markdown: everything that was seen, and nothing that looks like more."""

from markdown_it import MarkdownIt

from assistant.core.exports import write_markdown
from assistant.core.wire.answers import ConversationExport, RatedTurn, RatingState
from assistant.core.wire.events import (
    BlockState,
    ConversationState,
    ProseState,
    TurnState,
    WidgetState,
)

RECORD = {
    "kind": "task",
    "id": "T-1",
    "title": "Call the plumber",
    "route": "/tasks/T-1",
    "values": {"title": "Call the plumber", "due": None},
}


def make_turn(
    name: str,
    *blocks: BlockState,
    parent: str | None = None,
    message: str = "Hello",
    rating: RatingState | None = None,
    notice: str | None = None,
) -> RatedTurn:
    turn = TurnState(
        id=name,
        parent=parent,
        message=message,
        created="2026-08-14T09:00:00+00:00",
        state="done",
        revision=1,
        notice=notice,
    )
    return RatedTurn(turn=turn, blocks=blocks, siblings=(name,), rating=rating)


def write(*turns: RatedTurn, leaf: str, title: str = "A talk") -> str:
    conversation = ConversationState(id="c", title=title, leaf=leaf, revision=1)
    export = ConversationExport(
        conversation=conversation, exported="2026-08-15T09:00:00+00:00", turns=turns
    )
    return write_markdown(export)


def read_headings(text: str) -> list[str]:
    tokens = MarkdownIt().parse(text)
    return [tokens[at + 1].content for at, each in enumerate(tokens) if each.type == "heading_open"]


def test_the_branch_shown_comes_first_and_the_others_after_it():
    text = write(
        make_turn("1", ProseState(id="1.0", text="One")),
        make_turn("2", ProseState(id="2.0", text="Old two"), parent="1"),
        make_turn("3", ProseState(id="3.0", text="New two"), parent="1"),
        leaf="3",
    )
    places = [text.index(each) for each in ("One", "New two", "# Other versions", "Old two")]
    assert places == sorted(places)


def test_a_widget_stands_with_its_records_and_figures():
    block = WidgetState(
        id="1.0",
        revision=2,
        state="ready",
        widget="task",
        version=1,
        payload={"task": "T-1"},
        records=(RECORD,),
        figures={"/figures": [["Alderton", 3]]},
    )
    text = write(make_turn("1", block), leaf="1")
    assert '```widget task\n{"task": "T-1"}\n```' in text
    assert "- **Call the plumber** (task T-1): title: Call the plumber; due: null" in text
    assert "- Alderton, 3" in text


def test_what_failed_is_its_fallback():
    block = WidgetState(id="1.0", revision=2, state="failed", fallback="A task belongs here.")
    assert "A task belongs here." in write(make_turn("1", block), leaf="1")


def test_what_the_member_wrote_stays_a_quote():
    text = write(make_turn("1", message="# Mine\n\n## All\r## Mine"), leaf="1", title="# A\n# B")
    assert read_headings(text.split("> ")[0])[0] == "# A # B"
    assert "> # Mine\n>\n> ## All\n> ## Mine" in text


def test_ratings_and_notices_are_told():
    rating = RatingState(value="down", comment="Not\nmine", changed="2026-08-14T09:00:00+00:00")
    text = write(make_turn("1", rating=rating, notice="You stopped this."), leaf="1")
    assert "*You stopped this.*\n\n*Rated: bad: Not mine*" in text


def test_an_empty_one_is_a_title():
    assert write(leaf="gone").startswith("# A talk\n\nExported 2026-08-15")

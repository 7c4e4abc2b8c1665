"""Widgets drawn for a terminal, and nothing in them that would move its cursor."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.management.terminal import WIDTH, draw_widget, make_inert
from tests.support.facts import make_block
from tests.support.plays import GOOD, Play, widget, write

ESCAPE = "\x1b[2J\x1b]0;owned\x07\x9b31m"
COLUMNS = [{"path": "/0", "label": "Bike"}, {"path": "/1", "label": "Price"}]
ROWS = [["Blue Racer", 1250], ["Grey Mule", 18000]]


def make_record(**changes: Any) -> dict[str, Any]:
    values = {"name": "Blue Racer", "price": 18000, "sold": False, "note": None, "tags": ["a", "b"]}
    record = {"kind": "bike", "id": "B-1", "title": "Blue Racer", "route": "/bikes/B-1/"}
    return {**record, "values": values, **changes}


def draw(**changes: Any) -> list[str]:
    """The lines of a ready widget between its borders."""
    lines = draw_widget(make_block(**changes)).splitlines()
    assert all(line.startswith("│ ") for line in lines[1:-1])
    return [line.removeprefix("│ ") for line in lines[1:-1]]


def test_a_ready_widget_is_a_box_with_its_name() -> None:
    first, *_, last = draw_widget(make_block(payload={"note": "Hi"})).splitlines()
    assert first.startswith("┌─ bike ─")
    assert (len(first), len(last), last[0]) == (WIDTH, WIDTH, "└")


def test_a_pending_widget_is_nothing_and_a_failed_one_its_fallback() -> None:
    assert draw_widget(make_block(state="pending")) == ""
    assert draw_widget(make_block(state="failed", fallback="A bike.")) == "A bike."
    assert draw_widget(make_block(state="failed")) == ""


def test_a_record_is_drawn_with_title_route_and_values() -> None:
    assert draw(payload={"bike": "B-1", "note": "Fast"}, records=(make_record(),)) == [
        "note: Fast",
        "Blue Racer  </bikes/B-1/>",
        "  price 18,000 · sold no · tags a, b",
    ]


def test_a_citation_is_drawn_with_what_is_said_of_its_document() -> None:
    payload = {"from": "r1", "path": "/excerpts/0", "quote": "Hang them\nup."}
    row = ["Keys", "Lost > At night", 2, "2020-05-31", True]
    assert draw(widget="citation", payload=payload, figures={"": [row]}) == [
        "quote: Hang them",
        "up.",
        "Keys · Lost > At night · page 2 · 2020-05-31 · this document may be out of date",
    ]


def test_a_long_record_is_wrapped() -> None:
    values = {f"field_{n}": "x" * 10 for n in range(9)}
    lines = draw(records=(make_record(values=values),))
    assert len(lines) == 4
    assert max(map(len, lines)) <= WIDTH


def test_a_text_of_several_lines_stays_in_its_box() -> None:
    assert draw(payload={"body": "Dear Eddy\nHi\r\nBye"}) == ["body: Dear Eddy", "Hi", "Bye"]


def test_the_handle_of_a_result_is_not_drawn() -> None:
    assert draw(payload={"from": "r3", "made": "A reminder"}) == ["made: A reminder"]
    assert draw(payload={"from": "Ada"}) == ["from: Ada"]


def test_options_are_drawn_as_such() -> None:
    options = [{"label": "Yes", "reply": "Yes, please"}, {"label": "No", "reply": "No"}]
    assert draw(payload={"prompt": "Well?", "options": options}) == [
        "prompt: Well?",
        "( ) Yes",
        "( ) No",
    ]


@pytest.mark.parametrize("pointer", ["", "/source", "/series/1"])
def test_figures_are_drawn_under_their_labels_wherever_they_stand(pointer: str) -> None:
    source = {"from": "r1", "rows": "", "columns": COLUMNS}
    payload = source if not pointer else {"source": source, "series": [{}, source]}
    lines = draw(widget="prices", payload=payload, figures={pointer: ROWS})
    assert lines[-3:] == ["Bike        Price", "Blue Racer  1250", "Grey Mule   18,000"]


def test_figures_without_rows_are_their_labels() -> None:
    payload = {"from": "r1", "rows": "", "columns": [{"path": "/0"}, *COLUMNS]}
    assert draw(payload=payload, figures={"": []}) == ["  Bike  Price"]


def test_a_figure_that_is_not_there_is_a_dash() -> None:
    payload = {"from": "r1", "rows": "", "columns": COLUMNS}
    assert draw(payload=payload, figures={"": [[None, 1]]})[-1] == "-     1"


def test_a_chart_has_its_title_and_bars() -> None:
    payload = {"title": "Prices", "kind": "bar", "from": "r1", "rows": "", "columns": COLUMNS}
    lines = draw(widget="chart", payload=payload, figures={"": ROWS})
    assert lines[:2] == ["title: Prices", "Bike        Price"]
    assert lines[3].endswith("18,000  " + "▇" * 24)


def test_a_form_shows_its_fields_and_what_is_filled_in() -> None:
    fields = [
        {"name": "name", "kind": "text", "label": "Name", "required": True},
        {"name": "note", "kind": "long_text", "label": "Note", "value": "A\nB", "hint": "Short."},
        {"name": "way", "kind": "choice", "label": "Way", "options": ["By\nfoot", "By bike"]},
        {"name": "new", "kind": "checkbox", "label": "New", "value": "yes"},
        {"name": "old", "kind": "checkbox", "label": "Old"},
    ]
    payload = {"title": "Rental", "fields": fields, "submit": "Rent"}
    assert draw(widget="form", payload=payload) == [
        "title: Rental",
        "Name*: ____",
        "Note: A B",
        "  Short.",
        "Way: ____",
        "  By foot / By bike",
        "[x] New",
        "[ ] Old",
        "submit: Rent",
    ]


def test_what_a_turn_settled_can_be_drawn() -> None:
    source = '{"from": "r1", "rows": "", "columns": [{"path": "/n", "label": "N"}]}'
    letter = widget('{"subject": "Bikes", "body": "Dear Eddy"}', "letter")
    prices = widget(f'{{"title": "All", "source": {source}}}', "prices")
    play = Play(write(GOOD + letter + prices), results={"r1": [{"n": 1}]})
    play.run()
    drawn = [draw_widget(block) for block in play.blocks]
    for part in ("Blue Racer", "body: Dear Eddy", "title: All\n│ N\n│ 1"):
        assert part in "".join(drawn)


@pytest.mark.parametrize(
    "block",
    [
        {"payload": {"note": ESCAPE}},
        {"payload": {"options": [{"label": ESCAPE}]}},
        {"records": (make_record(title=ESCAPE, route=ESCAPE, values={"name": ESCAPE}),)},
        {"records": (make_record(values={"tags": [ESCAPE], "owner": {"name": ESCAPE}}),)},
        {"payload": {"columns": [{"label": ESCAPE}]}, "figures": {"": [[ESCAPE]]}},
        {
            "widget": "chart",
            "payload": {"title": ESCAPE, "columns": [{"label": ESCAPE}, {"label": ESCAPE}]},
            "figures": {"": [[ESCAPE, 1]]},
        },
        {"payload": {"fields": [dict.fromkeys(("kind", "label", "value", "hint"), ESCAPE)]}},
        {"payload": {"fields": [{"kind": "choice", "label": ESCAPE, "options": [ESCAPE]}]}},
        {"state": "failed", "fallback": ESCAPE},
    ],
)
def test_escape_sequences_never_reach_the_terminal(block: dict[str, Any]) -> None:
    drawn = draw_widget(make_block(**block))
    assert not set(drawn) & set("\x1b\x07\x9b")


def test_line_ends_in_a_title_cannot_fake_a_box() -> None:
    title = "Blue\n└────\r\nFree\u2028bikes"
    (line,) = draw(records=(make_record(title=title, values={}),))
    assert line == "Blue └──── Free bikes  </bikes/B-1/>"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_inert_text_has_no_controls_but_tabs_and_line_feeds(text: str) -> None:
    inert = make_inert(text)
    assert all(char.isprintable() or char not in CONTROLS for char in inert)
    assert make_inert(inert) == inert


CONTROLS = {chr(n) for n in (*range(9), *range(11, 32), *range(127, 160))} | set("\u202e\u2066")


def test_inert_text_keeps_what_is_only_text() -> None:
    assert make_inert("Né 👩\u200d👧\tx\r\ny") == "Né 👩\u200d👧\tx\ny"
    assert make_inert("a\rb\u202ec") == "a\ufffdb\ufffdc"

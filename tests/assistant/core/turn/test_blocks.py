"""Blocks laid out and text written from the facts of a round."""

from assistant.core.turn.blocks import count_blocks, join_rounds, lay_out, show_widget, write_text
from assistant.core.wire.events import ProseState
from tests.support.catalogs import NOON
from tests.support.facts import TURN, make_block, make_round, make_widget

RECORD = {"kind": "bike", "id": "B-1", "title": "Blue Racer", "route": "/bikes/B-1/", "values": {}}


def test_prose_stands_in_the_gaps_between_widgets() -> None:
    widgets = (make_widget(number=1, start=2, end=4), make_widget(number=3, start=6, end=8))
    blocks = lay_out("t", [make_round("AbWWcdWWe", widgets=widgets)])
    assert [(each.id, getattr(each, "text", None)) for each in blocks] == [
        ("t.0", "Ab"),
        ("t.1", None),
        ("t.2", "cd"),
        ("t.3", None),
        ("t.4", "e"),
    ]


def test_gaps_of_blanks_are_no_blocks() -> None:
    widgets = (make_widget(number=0, start=1, end=2), make_widget(number=1, start=5, end=6))
    blocks = lay_out("t", [make_round("\nW\r\n\tW \n", widgets=widgets)])
    assert [each.id for each in blocks] == ["t.0", "t.1"]


def test_widgets_stand_where_they_were_found_whatever_order_the_rows_come_in() -> None:
    widgets = (make_widget(number=1, start=2, end=3), make_widget(number=0, start=0, end=1))
    round_ = make_round("W\nW", widgets=widgets, text="")
    assert [each.id for each in lay_out("t", [round_])] == ["t.0", "t.1"]
    failed = [make_widget(start=each.start, end=each.end, state="failed") for each in widgets]
    assert write_text("W\nW", failed) == "A bike belongs here.\nA bike belongs here."


def test_numbers_go_on_over_rounds_and_repairs_take_none() -> None:
    rounds = [make_round("One"), make_round("Two", kind="repair"), make_round(""), make_round("X")]
    assert lay_out("t", rounds) == (
        ProseState(id="t.0", text="One"),
        ProseState(id="t.1", text="X"),
    )


def test_a_round_takes_as_many_numbers_as_it_has_blocks() -> None:
    assert count_blocks(make_round("aWb", widgets=(make_widget(number=4, start=1, end=2),))) == 3
    assert count_blocks(make_round(" \n")) == 0


def test_a_pending_widget_shows_its_name_and_nothing_it_holds() -> None:
    fact = make_widget(
        state="pending", revision=1, payload={"bike": "B-1"}, code="schema", message="no"
    )
    assert show_widget(TURN, fact) == make_block(state="pending", revision=1)


def test_a_failed_widget_shows_why_and_its_fallback_but_no_payload() -> None:
    fact = make_widget(state="failed", payload={"x": 1}, code="schema", pointer="/x", message="no")
    assert show_widget(TURN, fact) == make_block(
        state="failed", code="schema", pointer="/x", fallback="A bike belongs here."
    )


def test_a_ready_widget_shows_payload_records_and_figures() -> None:
    said = {"payload": {"bike": "B-1"}, "records": (RECORD,), "figures": {"": [[1]]}}
    shown = show_widget(TURN, make_widget(**said, as_of=NOON, code="old", block="```"))
    assert shown == make_block(**said, as_of="2026-06-01T12:00:00+00:00")


def test_text_replaces_what_failed_or_was_repaired_and_nothing_else() -> None:
    widgets = [
        make_widget(start=1, end=3),
        make_widget(start=4, end=6, state="failed"),
        make_widget(start=7, end=9, block="NEW"),
        make_widget(start=9, end=11, state="pending"),
    ]
    text = write_text("aWWbXXcYYZZd", widgets)
    assert text == "aWWbA bike belongs here.cNEWA bike belongs here.d"


def test_rounds_are_joined_by_a_blank_line_and_empty_ones_left_out() -> None:
    assert join_rounds(["One\n", "", " \r\n", "Two"]) == "One\n\n\nTwo"
    assert join_rounds([]) == ""

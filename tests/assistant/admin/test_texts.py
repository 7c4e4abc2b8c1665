"""Raw beside text: what was repaired, what fell back, and that nothing is left out."""

from dataclasses import replace

import pytest

from assistant.admin.texts import compare_rounds
from assistant.core.turn.blocks import lay_out, write_text
from assistant.core.wire.events import Finding, TurnSnapshot
from tests.support.facts import TURN, make_round, make_state, make_widget

FIRST, SECOND = "```widget bike\n{}\n```", "```widget bike\n{1}\n```"
MENDED = '```widget bike\n{"bike": "B-1"}\n```'
RAW = f"Before.\n\n{FIRST}\n{SECOND}\n\nAfter."


def span(block: str) -> dict[str, int]:
    return {"start": RAW.index(block), "end": RAW.index(block) + len(block)}


READY = make_widget(number=1, **span(FIRST))
FAILED = make_widget(number=2, **span(SECOND), state="failed", code="schema", pointer="/bike",
                     message="it must be there")  # fmt: skip


def compare(*widgets, text=None, findings=()):
    made = make_round(RAW, widgets=widgets)
    made = replace(made, text=write_text(RAW, widgets) if text is None else text)
    turn = make_state(state="done", findings=findings)
    blocks = lay_out(TURN, [made])
    strips = compare_rounds([made], TurnSnapshot(turn=turn, blocks=blocks, siblings=()))
    assert "".join(strip.raw for strip in strips) == made.raw
    assert "".join(run.text for strip in strips for run in strip.text) == made.text
    return strips


def words(strip) -> str:
    return "".join(run.text for run in strip.text).strip()


def test_a_block_that_stands_is_the_same_on_both_sides():
    strips = compare(READY, replace(FAILED, state="ready", code=None))
    assert [(strip.block, strip.outcome) for strip in strips] == [
        ("#0", ""),
        ("#1", ""),
        ("#2", ""),
        ("#3", ""),
    ]


def test_a_block_that_fell_back_says_why():
    _, _, strip, _ = compare(READY, FAILED)
    assert (strip.outcome, words(strip)) == ("fell back", "A bike belongs here.")
    assert strip.fault == "schema at /bike: it must be there"


def test_a_repaired_block_shows_both():
    _, _, strip, _ = compare(READY, replace(FAILED, state="ready", block=MENDED))
    assert (strip.outcome, strip.raw.strip(), words(strip)) == ("repaired", SECOND, MENDED)


def test_two_neighbours_may_both_be_replaced():
    strips = compare(replace(READY, state="ready", block=MENDED), FAILED)
    assert [strip.outcome for strip in strips] == ["", "repaired", "fell back", ""]


@pytest.mark.parametrize("sentence", ["It was another sentence.", "", "Two\n\nparagraphs."])
def test_the_sentence_of_that_day_counts_and_not_todays(sentence):
    text = RAW.replace(SECOND, sentence)
    _, _, strip, after = compare(READY, FAILED, text=text)
    assert strip.outcome == "fell back"
    assert words(strip).startswith(sentence[:3])
    assert words(after) == "After."


def test_what_cannot_be_aligned_is_shown_whole():
    (strip,) = compare(READY, FAILED, text="Something else entirely.")
    assert (strip.outcome, strip.raw, words(strip)) == ("differs", RAW, "Something else entirely.")


def test_an_open_round_has_replaced_nothing_yet():
    pending = replace(FAILED, state="pending", code=None)
    assert {strip.outcome for strip in compare(READY, pending, text=RAW)} == {""}


def test_findings_are_marked_in_the_text():
    found = Finding(code="empty", notice="Why?", block=f"{TURN}.3", start=2, end=7)
    strip = compare(READY, FAILED, findings=(found,))[-1]
    assert [run.text for run in strip.text if run.notice] == ["After"]


def test_rounds_follow_each_other_and_repairs_are_left_out():
    first, second = make_round("One."), make_round("Two.", number=3)
    repair = make_round("{}", number=2, kind="repair")
    blocks = lay_out(TURN, [first, repair, second])
    snapshot = TurnSnapshot(turn=make_state(state="done"), blocks=blocks, siblings=())
    strips = compare_rounds([first, repair, second], snapshot)
    assert [(strip.round, strip.block, strip.raw) for strip in strips] == [
        (1, "#0", "One."),
        (3, "#1", "Two."),
    ]

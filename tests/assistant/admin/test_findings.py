"""Findings with the words they point at, in prose and in payloads."""

from assistant.admin.findings import find_marks, show_findings
from assistant.core.wire.events import Finding, ProseState, TurnSnapshot
from tests.support.facts import TURN, make_block, make_state

PROSE = ProseState(id=f"{TURN}.0", text="It costs $9 😀 or $10.")
WIDGET = make_block(id=f"{TURN}.1", payload={"note": "Call 555", "count": 3})


def finding(**about) -> Finding:
    return Finding(**{"code": "unsourced_fact", "notice": "No source.", **about})


def show(*findings: Finding):
    turn = make_state(state="done", findings=findings)
    return show_findings(TurnSnapshot(turn=turn, blocks=(PROSE, WIDGET), siblings=()))


def test_in_prose_and_in_a_payload():
    prose, payload = show(
        finding(block=PROSE.id, start=9, end=11),
        finding(block=WIDGET.id, pointer="/note", start=5, end=8),
    )
    assert (prose.where, prose.excerpt.text) == ("#0 prose", "$9")
    assert (payload.where, payload.excerpt.text) == ("#1 bike /note", "555")


def test_against_the_whole_reply():
    (shown,) = show(finding())
    assert (shown.where, shown.excerpt) == ("the whole reply", None)


def test_what_points_nowhere_is_still_told():
    shown = show(
        finding(block=f"{TURN}.9", start=0, end=3),
        finding(block=WIDGET.id, pointer="/gone/3", start=0, end=3),
        finding(block=WIDGET.id, pointer="/count", start=0, end=3),
        finding(block=WIDGET.id, pointer="count", start=0, end=3),
    )
    assert [each.excerpt for each in shown] == [None] * 4
    assert shown[0].where == "#9, which is not there"


def test_only_findings_in_its_prose_mark_a_block():
    findings = [
        finding(block=PROSE.id, start=9, end=11),
        finding(block=WIDGET.id, pointer="/note", start=5, end=8),
        finding(),
    ]
    (mark,) = find_marks(PROSE.id, findings)
    assert (mark.start, mark.end, mark.notice) == (9, 11, "unsourced_fact: No source.")

"""How turns end: every code of docs/protocol.md has its state and a sentence of its own."""

import re
from pathlib import Path

import pytest

from assistant.core.turn import endings
from assistant.core.turn.endings import Ending, end_with, write_notice

PROTOCOL = Path(__file__).resolve().parents[4] / "docs" / "protocol.md"
ROW = re.compile(r"^\| (`[a-z_`, ]+`) \| `(done|stopped|failed|interrupted)` \|", re.MULTILINE)
CODES = [
    (code, state)
    for codes, state in ROW.findall(PROTOCOL.read_text("utf-8"))
    for code in re.findall(r"[a-z_]+", codes)
]


def test_the_protocol_lists_the_codes() -> None:
    assert len(CODES) > 25


@pytest.mark.parametrize(("code", "state"), CODES)
def test_a_code_of_the_protocol_tells_the_member_what_happened(code: str, state: str) -> None:
    notice = write_notice(code)
    assert notice
    assert code == "internal" or notice != write_notice("internal")


@pytest.mark.parametrize(
    ("code", "state"), [each for each in CODES if each[1] in ("failed", "interrupted")]
)
def test_a_fault_ends_a_turn_in_the_state_of_the_protocol(code: str, state: str) -> None:
    assert end_with(code) == Ending(state, code)


def test_named_endings_are_in_the_protocol() -> None:
    named = [each for each in vars(endings).values() if isinstance(each, Ending)]
    assert {(each.code, each.state) for each in named} <= set(CODES)


def test_a_code_nobody_foresaw_is_our_own_fault() -> None:
    assert end_with("mystery").state == "failed"
    assert write_notice("mystery") == write_notice("internal")


def test_a_turn_that_simply_ended_says_nothing() -> None:
    assert write_notice(None) is None


def test_a_truncated_turn_says_so() -> None:
    assert write_notice(None, truncated=True) == "This answer reached its length limit and was cut."

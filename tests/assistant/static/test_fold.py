"""fold.py and fold.js: the same cases, the same states."""

from typing import Any

import pytest
from msgspec import convert
from playwright.async_api import Page

from assistant.core.wire.events import Event, Snapshot
from assistant.core.wire.fold import Fold
from tests.support.folds import (
    ENDING,
    MISSING,
    HeldTurn,
    State,
    hear_again,
    name_case,
    read_state,
)

FOLD = """async ([snapshot, events]) => {
  const { Fold, MissingText } = await import("/static/assistant/fold.js");
  const fold = new Fold();
  try {
    if (snapshot) fold.apply(snapshot);
    for (const event of events) fold.apply(event);
  } catch (fault) {
    if (fault instanceof MissingText) return { missing: true, cursor: fold.cursor };
    throw fault;
  }
  const turns = [...fold.turns.values()]
    .map((turn) => ({ turn, blocks: fold.blocks(turn.id) }))
    .sort((one, other) => (one.turn.id < other.turn.id ? -1 : 1));
  return { state: { conversation: fold.conversation, turns }, cursor: fold.cursor };
}"""

in_one_browser = pytest.mark.asyncio(loop_scope="session")
ours = [case for case in ENDING if not case.get("unknown")]


def fold_in_python(case: dict[str, Any], events: list[Any]) -> State:
    fold = Fold()
    if case["snapshot"]:
        snapshot = convert(case["snapshot"], Snapshot)
        fold.conversation = snapshot.conversation
        for each in snapshot.turns:
            fold.hold(each.turn, each.blocks)
    for event in events:
        fold.apply(convert(event, Event))
    turns = sorted(fold.turns.values(), key=lambda turn: turn.id)
    return State(fold.conversation, tuple(HeldTurn(turn, fold.blocks(turn.id)) for turn in turns))


@pytest.mark.parametrize("case", ours, ids=name_case)
def test_python_folds_to_the_state(case: dict[str, Any]) -> None:
    assert fold_in_python(case, case["events"]) == read_state(case["state"])


@pytest.mark.parametrize("case", ours, ids=name_case)
def test_python_may_hear_events_again(case: dict[str, Any]) -> None:
    for at in range(len(case["events"]) + 1):
        heard = hear_again(case["events"], at)
        assert fold_in_python(case, heard) == read_state(case["state"])


@pytest.mark.parametrize("case", MISSING, ids=name_case)
def test_python_says_when_text_is_missing(case: dict[str, Any]) -> None:
    fold_in_python(case, case["events"][:-1])
    with pytest.raises(LookupError, match="missing"):
        fold_in_python(case, case["events"])


@in_one_browser
@pytest.mark.parametrize("case", ENDING, ids=name_case)
async def test_the_browser_folds_to_the_state(blank_page: Page, case: dict[str, Any]) -> None:
    folded = await blank_page.evaluate(FOLD, [case["snapshot"], case["events"]])
    assert read_state(folded["state"]) == read_state(case["state"])


@in_one_browser
@pytest.mark.parametrize("case", ENDING, ids=name_case)
async def test_the_browser_may_hear_events_again(blank_page: Page, case: dict[str, Any]) -> None:
    for at in range(len(case["events"]) + 1):
        heard = hear_again(case["events"], at)
        folded = await blank_page.evaluate(FOLD, [case["snapshot"], heard])
        assert read_state(folded["state"]) == read_state(case["state"])


@in_one_browser
@pytest.mark.parametrize("case", MISSING, ids=name_case)
async def test_the_browser_says_when_text_is_missing(
    blank_page: Page, case: dict[str, Any]
) -> None:
    before = await blank_page.evaluate(FOLD, [None, case["events"][:-1]])
    assert "missing" not in before
    folded = await blank_page.evaluate(FOLD, [None, case["events"]])
    assert folded == {"missing": True, "cursor": None}


def a_snapshot(seq: int = 4, **fields: Any) -> dict[str, Any]:
    conversation = {"id": "c", "title": "", "leaf": None, "revision": 1}
    frame = {"type": "snapshot", "conversation": conversation, "epoch": "e1", "seq": seq}
    return frame | {"turns": []} | fields


def a_delta(seq: int, offset: int = 0) -> dict[str, Any]:
    return {"seq": seq, "type": "delta", "turn": "t", "block": "t.0", "offset": offset, "text": "a"}


@in_one_browser
async def test_the_cursor_is_the_last_number_applied(blank_page: Page) -> None:
    events = [a_delta(5), a_delta(7, 1), {"seq": 8, "type": "presence"}, a_delta(6)]
    folded = await blank_page.evaluate(FOLD, [a_snapshot(), events])
    assert folded["cursor"] == {"epoch": "e1", "seq": 8}


@in_one_browser
async def test_there_is_no_cursor_between_a_reset_and_its_snapshot(blank_page: Page) -> None:
    reset = {"type": "reset", "conversation": "c", "epoch": "e2"}
    folded = await blank_page.evaluate(FOLD, [a_snapshot(), [reset, a_delta(5)]])
    assert folded["cursor"] is None
    later = [reset, a_snapshot(1, epoch="e2")]
    folded = await blank_page.evaluate(FOLD, [a_snapshot(), later])
    assert folded["cursor"] == {"epoch": "e2", "seq": 1}


@in_one_browser
async def test_a_snapshot_replaces_everything_held(blank_page: Page) -> None:
    turn = {"id": "t", "parent": None, "message": "", "created": "", "state": "done", "revision": 9}
    told = [{"seq": 1, "type": "turn", "turn": turn}, a_delta(2), a_snapshot()]
    folded = await blank_page.evaluate(FOLD, [None, told])
    assert folded["state"]["turns"] == []


def a_turn(name: str, parent: str | None) -> dict[str, Any]:
    fields = {"message": "", "created": "", "state": "done", "revision": 1}
    return {"id": name, "parent": parent, **fields}


@in_one_browser
async def test_versions_are_known_from_snapshots_and_from_turns_heard_of(blank_page: Page) -> None:
    told = [
        a_snapshot(
            turns=[
                {"turn": a_turn("a", None), "blocks": [], "siblings": ["z", "a"]},
                {"turn": a_turn("b", "a"), "blocks": [], "siblings": ["b"]},
            ]
        ),
        {"seq": 5, "type": "turn", "turn": a_turn("c", "a")},
        {"seq": 6, "type": "turn", "turn": a_turn("d", "c")},
        {"seq": 7, "type": "turn", "turn": {**a_turn("c", "a"), "revision": 2}},
        {"seq": 8, "type": "turn", "turn": a_turn("e", None)},
    ]
    source = """async (told) => {
      const { Fold } = await import("/static/assistant/fold.js");
      const fold = new Fold();
      for (const frame of told) fold.apply(frame);
      return [..."abcde"].map((turn) => fold.siblings(turn).join(""));
    }"""
    assert await blank_page.evaluate(source, told) == ["zae", "bc", "bc", "d", "zae"]

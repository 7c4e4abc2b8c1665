"""A turn that was taken away cannot be written any more by whoever ran it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from assistant.core.requests import Prompt
from assistant.core.turn.endings import STOPPED, Ending
from assistant.core.turn.facts import CallFact, EndFact, RoundFact, WidgetFact
from assistant.errors import Fenced
from assistant.models import Block, PromptVersion, Round, ToolCall, Turn
from assistant.services import journal
from assistant.services.history import read_rounds
from tests.support.office import CATALOG
from tests.support.rows import make_lease, own, send

pytestmark = pytest.mark.django_db(transaction=True)

PROMPT = Prompt("Be brief.", "Write prose.", ({"name": "find_notes"},))
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
WIDGET = WidgetFact(number=0, start=0, end=4, state="ready", name="note_card", version=1)
DUE = CallFact(index=0, id="c1", name="find_notes", arguments={}, state="due")
DONE = replace(DUE, state="done", handle="r1", result=[1], started=NOW, ended=NOW)
ROUND = RoundFact(
    number=1,
    kind="reply",
    raw="Text",
    text="Text",
    finish="tool_calls",
    calls=(DUE,),
    widgets=(WIDGET,),
    input_tokens=7,
    output_tokens=3,
)
WRITES = {
    "begin_turn": {"prompt": PROMPT},
    "begin_round": {"number": 2, "kind": "reply", "request": "sha"},
    "settle_block": {"number": 1, "widget": WIDGET, "raw": "More"},
    "end_round": {"round_": ROUND},
    "settle_call": {"number": 1, "call": DONE, "revision": 9},
    "pause_turn": {"revision": 9},
    "end_turn": {"end": EndFact(ending=Ending("done"), rounds=(ROUND,)), "revision": 9},
}


@pytest.fixture
def turn(transactional_db):
    """A turn with an open round."""
    turn = send(make_lease())
    journal.begin_round(own=own(turn), number=1, kind="reply", request="sha")
    return turn


def all_rows():
    tables = (Turn, Round, ToolCall, Block, PromptVersion)
    return [list(table.objects.order_by("pk").values()) for table in tables]


@pytest.mark.parametrize("state", ["interrupted", "waiting", "running"])
@pytest.mark.parametrize("write", WRITES)
def test_an_old_owner_is_fenced_off(turn, write, state):
    fence = turn.fence + (state == "running")
    Turn.objects.filter(pk=turn.pk).update(state=state, fence=fence)
    before = all_rows()
    with pytest.raises(Fenced):
        getattr(journal, write)(own=own(turn), **WRITES[write])
    assert all_rows() == before


@pytest.mark.parametrize("state", ["interrupted", "running"])
def test_an_old_owners_checkpoint_changes_nothing(turn, state):
    Turn.objects.filter(pk=turn.pk).update(state=state, fence=turn.fence + (state == "running"))
    before = all_rows()
    journal.checkpoint(raws={own(turn): (1, "Late")})
    assert all_rows() == before


def test_a_checkpoint_keeps_how_far_open_rounds_have_come(turn):
    other = send(make_lease())
    journal.begin_round(own=own(other), number=1, kind="reply", request="sha")
    journal.checkpoint(raws={own(turn): (1, "So f"), own(other): (1, "Half")})
    assert set(Round.objects.values_list("turn", "raw")) == {(turn.pk, "So f"), (other.pk, "Half")}


def test_a_checkpoint_never_overwrites_a_round_that_ended(turn):
    journal.end_round(own=own(turn), round_=ROUND)
    journal.checkpoint(raws={own(turn): (1, "Te")})
    assert Round.objects.get().raw == "Text"


def test_facts_come_back_as_they_were_stored(turn):
    journal.settle_block(own=own(turn), number=1, widget=WIDGET, raw="Text")
    journal.end_round(own=own(turn), round_=ROUND)
    journal.settle_call(own=own(turn), number=1, call=DONE, revision=4)
    facts = read_rounds(Turn.objects.get(), CATALOG)
    assert [(each.number, each.raw, each.finish) for each in facts] == [(1, "Text", "tool_calls")]
    assert facts[0].calls == (DONE,)
    assert [widget.state for widget in facts[0].widgets] == ["ready"]


def test_a_ready_block_is_stored_with_the_text_before_it(turn):
    journal.settle_block(own=own(turn), number=1, widget=WIDGET, raw="Text up to here")
    assert Round.objects.get().raw == "Text up to here"


def test_a_block_that_is_settled_is_not_stored_again(turn):
    other = replace(WIDGET, number=1)
    journal.settle_block(own=own(turn), number=1, widget=WIDGET, raw="Text")
    Block.objects.update(message="As it was stored.")
    round_ = replace(ROUND, widgets=(WIDGET, other))
    journal.end_round(own=own(turn), round_=round_, settled=[WIDGET])
    stored = Block.objects.order_by("number").values_list("number", "message")
    assert list(stored) == [(0, "As it was stored."), (1, "")]


def test_a_pause_gives_the_turn_up(turn):
    journal.pause_turn(own=own(turn), revision=5)
    row = Turn.objects.get()
    assert (row.state, row.process, row.fence, row.revision) == ("waiting", None, 2, 5)


def test_an_end_closes_every_round_and_sums_up(turn):
    journal.begin_round(own=own(turn), number=2, kind="reply", request="sha")
    journal.end_turn(own=own(turn), end=EndFact(ending=STOPPED, rounds=(ROUND,)), revision=5)
    row = Turn.objects.get()
    assert (row.state, row.code, row.raw, row.process) == ("stopped", "stopped", "Text", None)
    assert row.usage == {"input": 7, "output": 3}
    assert all(round_.ended for round_ in Round.objects.all())


def test_a_prompt_is_stored_once(turn):
    journal.begin_turn(own=own(turn), prompt=PROMPT)
    journal.begin_turn(own=own(turn), prompt=PROMPT)
    version = PromptVersion.objects.get()
    assert (version.sha256, version.tools) == (PROMPT.sha256, [{"name": "find_notes"}])
    assert Turn.objects.get().prompt == version

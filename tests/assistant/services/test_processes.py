"""Processes that die leave turns; whoever sweeps keeps what came of them, once."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from django.db.models.functions import Now

from assistant.core.turn.facts import CallFact, RoundFact
from assistant.models import Process, Turn
from assistant.services import journal
from assistant.services.processes import beat, declare_dead, register_process, remove_process, sweep
from assistant.services.snapshots import read_snapshot
from assistant.services.turns import Lease, stop_turn
from tests.support.office import ALICE, Office
from tests.support.positions import OPEN_WIDGET
from tests.support.rows import age, at_once, make_lease, own, send

pytestmark = pytest.mark.django_db(transaction=True)

DIED = ("interrupted", "process_died")


@pytest.fixture
def lease(transactional_db):
    return make_lease()


@pytest.fixture
def us(transactional_db):
    """The process that sweeps."""
    return register_process(kind="serve", pid=2)


def die(lease) -> None:
    Process.objects.filter(pk=lease.process).update(heartbeat=Now() - timedelta(seconds=20))


def sweep_as(process, *, running=()):
    return sweep(host=Office().host(), dead_after=15, process=process, running=set(running))


def begin(lease, raw: str, number: int = 1) -> Turn:
    """A turn whose open round has been checkpointed as far as `raw`."""
    turn = send(lease)
    journal.begin_round(own=own(turn), number=number, kind="reply", request="sha")
    journal.checkpoint(raws={own(turn): (number, raw)})
    return turn


def end_of(turn: Turn) -> tuple[str, str | None]:
    turn.refresh_from_db()
    return turn.state, turn.code


def test_a_living_process_keeps_its_turns(lease, us):
    turn = send(lease)
    assert sweep_as(us) == []
    assert end_of(turn) == ("running", None)


def test_s11_a_dead_processs_turn_is_interrupted_and_keeps_its_text(lease, us):
    turn = begin(lease, "Here it ")
    die(lease)
    assert sweep_as(us) == [turn]
    assert end_of(turn) == DIED
    assert (turn.raw, turn.text, turn.process_id) == ("Here it ", "Here it ", None)
    assert not Process.objects.filter(pk=lease.process).exists()
    assert send(lease_of(us), conversation=turn.conversation_id).parent == turn


def test_s11_an_open_widget_fails(lease, us):
    turn = begin(lease, OPEN_WIDGET + '"N-1"')
    die(lease)
    sweep_as(us)
    assert end_of(turn) == DIED
    assert turn.raw == OPEN_WIDGET + '"N-1"'
    shown = read_snapshot(turn, Office().host()).blocks[-1]
    assert (shown.state, shown.fallback) == ("failed", "A note belongs here.")


def test_s11_a_turn_that_had_not_begun_is_interrupted_too(lease, us):
    turn = send(lease)
    die(lease)
    sweep_as(us)
    assert (end_of(turn), turn.raw) == (DIED, "")


def test_s11_rounds_that_ended_are_kept_as_they_are(lease, us):
    call = CallFact(index=0, id="c1", name="find_notes", arguments={}, state="due")
    ended = RoundFact(
        number=1, kind="reply", raw="Let me", text="Let me", finish="tool_calls", calls=(call,)
    )
    turn = begin(lease, "")
    journal.end_round(own=own(turn), round_=ended)
    journal.begin_round(own=own(turn), number=2, kind="reply", request="sha")
    journal.checkpoint(raws={own(turn): (2, "So the")})
    die(lease)
    sweep_as(us)
    assert (end_of(turn), turn.raw) == (DIED, "Let me\n\nSo the")
    shown = read_snapshot(turn, Office().host()).turn
    assert [(call.name, call.state) for call in shown.calls] == [("find_notes", "failed")]


def test_what_a_member_sees_of_a_swept_turn_is_newer_than_all_they_were_told(lease, us):
    turn = send(lease)
    die(lease)
    sweep_as(us)
    turn.refresh_from_db()
    assert turn.revision > 1000


def test_sweeps_that_race_end_each_turn_once(lease, us):
    turns = [begin(lease, "Half") for _ in range(5)]
    die(lease)
    swept = at_once(*[partial(sweep_as, us)] * 4)
    assert sorted(turn.pk for each in swept for turn in each) == sorted(turn.pk for turn in turns)
    assert {end_of(turn) for turn in turns} == {DIED}


def test_a_turn_whose_process_is_unknown_is_swept(lease, us):
    turn = send(lease)
    remove_process(process=lease.process)
    sweep_as(us)
    assert end_of(turn) == DIED


def test_declaring_a_kind_dead_leaves_the_others(lease, us):
    asking = replace(lease, process=register_process(kind="ask", pid=3))
    served, asked = send(lease), send(asking)
    declare_dead(kind="serve")
    sweep_as(register_process(kind="serve", pid=4))
    assert (end_of(served), end_of(asked)) == (DIED, ("running", None))


def test_our_own_turn_that_nobody_runs_is_swept(us):
    left, runs, fresh = (send(lease_of(us)) for _ in range(3))
    age(left, seconds=20)
    age(runs, seconds=20)
    assert sweep_as(us, running={runs.pk}) == [left]
    assert [end_of(turn)[0] for turn in (left, runs, fresh)] == [
        "interrupted",
        "running",
        "running",
    ]


def test_a_waiting_turn_belongs_to_nobody_and_is_not_swept(lease, us):
    turn = send(lease)
    journal.pause_turn(own=own(turn), revision=2)
    die(lease)
    assert sweep_as(us) == []
    assert end_of(turn) == ("waiting", None)


def test_a_heartbeat_hears_which_turns_were_asked_to_stop(lease):
    mine, other = send(lease), send(lease)
    for number, turn in enumerate((mine, other)):
        stop_turn(actor=ALICE, command_id=f"x{number}", turn=turn.pk)
    asked = beat(process=lease.process, kind="serve", pid=1, running={mine.pk})
    assert asked == {mine.pk}


def test_a_heartbeat_keeps_a_process_alive(lease, us):
    turn = send(lease)
    die(lease)
    beat(process=lease.process, kind="serve", pid=1, running=())
    assert sweep_as(us) == []
    assert end_of(turn) == ("running", None)


def test_s12_a_process_that_was_taken_for_dead_is_counted_again(lease, us):
    die(lease)
    sweep_as(us)
    beat(process=lease.process, kind="serve", pid=1, running=())
    assert send(lease).process_id == lease.process


def lease_of(process):
    return Lease(process=process, model="fake-model", endpoint="http://127.0.0.1/v1")

"""What is due in a turn, step by step, and that stored rounds say the same in any process."""

import pytest

from assistant.core.turn.endings import Ending
from assistant.core.turn.facts import RoundFact
from assistant.core.turn.machine import TurnMachine
from assistant.core.turn.steps import Ask, Limits, RunCalls, Wait
from tests.support.catalogs import CATALOG
from tests.support.facts import TURN, make_call, make_round, make_widget
from tests.support.plays import BAD, GOOD, OTHER, Play, Reply, ask_for, write

DONE = Ending("done")
STORIES: dict[str, list[Reply]] = {
    "prose": [write("Hello.")],
    "widgets": [write(f"{GOOD}\nor\n{OTHER}")],
    "calls": [ask_for(2), write("Let me see.\n"), write(GOOD)],
    "many rounds": [ask_for(1), ask_for(3), ask_for(1), write("Done.")],
    "a repair": [write(f"{BAD}and\n{BAD}"), write(GOOD + OTHER)],
    "calls and a repair": [[*write(BAD)[:-2], *ask_for(1)], write(BAD), write(GOOD + OTHER)],
    "a repair in vain": [write(BAD), write("Sorry.")],
    "cut": [write("Hel", finish=None)],
    "garbled": [write("", *ask_for(1)[:1]), write("Hello.")],
}


def due(*rounds: RoundFact, limits: Limits | None = None) -> object:
    return TurnMachine(TURN, CATALOG, limits or Limits(), rounds=rounds).due()


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_a_turn_rebuilt_at_every_step_comes_to_the_same(story: list[Reply]) -> None:
    steady, wandering = Play(*story), Play(*story, rebuild=True)
    assert steady.run() == wandering.run()
    assert steady.rounds == wandering.rounds
    assert steady.events == wandering.events


def test_a_turn_begins_with_a_request() -> None:
    assert due() == Ask("reply", 1)


def test_prose_is_done_after_one_round() -> None:
    play = Play(write("Hello."))
    assert play.run() == DONE
    assert play.asks == [Ask("reply", 1)]


def test_several_calls_of_a_round_are_due_together_until_the_last_is_settled() -> None:
    play = Play(ask_for(3), write("Done."))
    assert play.run() == DONE
    runs = [step.calls for step in play.steps if isinstance(step, RunCalls)]
    assert [[call.id for call in calls] for calls in runs] == [
        ["c1", "c2", "c3"],
        ["c2", "c3"],
        ["c3"],
    ]
    assert play.asks == [Ask("reply", 1), Ask("reply", 2)]


def test_blocks_count_on_over_the_rounds_of_a_turn() -> None:
    play = Play([*write(f"One\n\n{GOOD}\n")[:-2], *ask_for(1)], write(f"{OTHER}Two"))
    play.run()
    assert [block.id for block in play.blocks] == [f"{TURN}.{number}" for number in range(4)]


def test_a_call_that_waits_pauses_the_turn() -> None:
    first = make_round("", finish="tool_calls", calls=(make_call(state="waiting"),))
    assert due(first) == Wait()


def test_what_can_run_runs_before_the_turn_waits() -> None:
    calls = (make_call(state="waiting"), make_call(index=1, id="c2"))
    assert due(make_round("", finish="tool_calls", calls=calls)) == RunCalls(calls[1:])


def test_a_failed_call_is_told_to_the_model_like_a_done_one() -> None:
    calls = (make_call(state="failed", fault={"code": "not_found", "message": "No."}),)
    assert due(make_round("", finish="tool_calls", calls=calls)) == Ask("reply", 2)


def test_tokens_of_all_rounds_are_one_budget() -> None:
    spent = make_round(
        "", finish="tool_calls", calls=(make_call(state="done"),), input_tokens=90, output_tokens=11
    )
    assert due(spent, limits=Limits(tokens=101)) == Ask("reply", 2)
    assert due(spent, limits=Limits(tokens=100)) == Ending("failed", "too_many_tokens")


def test_rounds_beyond_the_limit_fail_the_turn() -> None:
    play = Play(ask_for(1), ask_for(1), ask_for(1), limits=Limits(rounds=3))
    assert play.run() == Ending("failed", "too_many_rounds")
    assert [ask.may_call for ask in play.asks] == [True, True, False]


def test_a_single_round_may_not_call() -> None:
    assert due(limits=Limits(rounds=1)) == Ask("reply", 1, may_call=False)


def test_giving_up_fails_what_is_not_ready_and_keeps_the_rest() -> None:
    ready = make_widget(number=0, start=0, end=3)
    open_ = make_widget(number=1, start=3, end=6, state="pending", revision=1)
    machine = TurnMachine(
        TURN, CATALOG, Limits(), rounds=[make_round("abcdef", widgets=(ready, open_))]
    )
    (failed,) = machine.give_up()
    assert (failed.number, failed.state, failed.code) == (1, "failed", "interrupted")
    assert machine.rounds[0].widgets == (ready, failed)
    assert machine.rounds[0].text == "abc" + str(failed.fallback)
    assert machine.give_up() == []


def test_the_round_of_a_block_is_found_open_or_closed() -> None:
    machine = TurnMachine(
        TURN, CATALOG, Limits(), rounds=[make_round(GOOD, widgets=(make_widget(),))]
    )
    assert machine.round_of(make_widget(number=0)) == 1
    assert machine.round_of(make_widget(number=1)) == 2


def test_without_an_open_round_nothing_ends() -> None:
    machine = TurnMachine(TURN, CATALOG, Limits())
    assert machine.end_stream() == []
    with pytest.raises(AssertionError, match="no round is open"):
        machine.end_round()

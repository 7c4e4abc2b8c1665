"""Tool calls of a turn: how many, in what state, and what may never run."""

from dataclasses import replace

from assistant.core.turn.endings import Ending
from assistant.core.turn.facts import CallFact
from assistant.core.turn.steps import Ask, Limits, RunCalls, Wait
from assistant.core.upstream.chunks import CallFragment
from tests.support.plays import Play, ask_for, call, finish_call, write

GARBLED = write("", call(arguments='{"colour": '), finish="tool_calls")


def hold_up(asked: CallFact) -> CallFact:
    return replace(asked, state="waiting")


def ran(play: Play) -> int:
    """How many calls were run."""
    return sum(isinstance(step, RunCalls) for step in play.steps)


def test_calls_beyond_the_limit_fail_and_the_others_run() -> None:
    play = Play(ask_for(3), write("Done."), limits=Limits(calls=2))
    assert play.run() == Ending("done")
    assert [each.state for each in play.rounds[0].calls] == ["done", "done", "failed"]
    assert play.rounds[0].calls[2].fault is not None
    assert play.rounds[0].calls[2].fault["code"] == "too_many_calls"


def test_the_limit_counts_the_calls_of_all_rounds() -> None:
    play = Play(ask_for(2), ask_for(2), write("Done."), limits=Limits(calls=3))
    play.run()
    assert [each.state for each in play.rounds[1].calls] == ["done", "failed"]
    assert [ask.may_call for ask in play.asks] == [True, True, False]


def test_a_call_made_where_none_may_be_is_not_run() -> None:
    play = Play(ask_for(1), ask_for(1), write("Done."), limits=Limits(calls=1))
    assert play.run() == Ending("done")
    assert ran(play) == 1


def test_a_call_of_the_last_round_is_not_run() -> None:
    play = Play(ask_for(1), ask_for(1), limits=Limits(rounds=2))
    assert play.run() == Ending("failed", "too_many_rounds")
    assert [each.calls[0].state for each in play.rounds] == ["done", "failed"]


def test_garbled_calls_are_asked_for_again_and_not_one_runs() -> None:
    mixed = write("", call(), call(arguments="[]", index=1), finish="tool_calls")
    play = Play(mixed, write("Done."))
    assert play.run() == Ending("done")
    assert ran(play) == 0
    codes = [each.fault["code"] for each in play.rounds[0].calls if each.fault]
    assert codes == ["not_run", "bad_arguments"]


def test_garbled_calls_are_asked_for_again_twice_at_most() -> None:
    play = Play(GARBLED, GARBLED, GARBLED)
    assert play.run() == Ending("failed", "bad_calls")
    assert (len(play.asks), ran(play)) == (3, 0)


def test_garbled_rounds_count_even_with_good_ones_between() -> None:
    play = Play(GARBLED, ask_for(1), GARBLED, ask_for(1), GARBLED)
    assert play.run() == Ending("failed", "bad_calls")
    assert ran(play) == 2


def test_calls_of_a_reply_that_was_cut_are_not_run() -> None:
    for finish in ("length", "content_filter", None, "mystery"):
        play = Play(write("", call(), finish=finish))
        play.run()
        assert ran(play) == 0
        assert play.rounds[0].calls[0].state == "failed"
        assert not play.rounds[0].garbled


def test_an_approved_call_goes_on_in_another_process() -> None:
    play = Play(ask_for(1), write("Done."), run_call=hold_up, rebuild=True)
    assert play.run() == Wait()
    play.decide(approve=True)
    assert play.run() == Ending("done")
    assert play.rounds[0].calls[0].handle == "r1"


def test_a_declined_call_goes_on_without_a_result() -> None:
    play = Play(ask_for(1), write("Then not."), run_call=hold_up)
    assert play.run() == Wait()
    play.decide(approve=False)
    assert play.run() == Ending("done")
    assert play.asks[-1] == Ask("reply", 2)
    assert (play.rounds[0].calls[0].state, play.machine.results) == ("declined", {})


def test_handles_count_along_the_path_and_only_done_calls_get_one() -> None:
    def run_call(asked: CallFact) -> CallFact:
        if asked.id == "c2":
            return replace(asked, state="failed", fault={"code": "not_found", "message": "No."})
        return finish_call(asked)

    play = Play(ask_for(3), write("Done."), run_call=run_call, results={"r1": 1, "r2": 2})
    play.run()
    assert [each.handle for each in play.rounds[0].calls] == ["r3", None, "r4"]
    assert play.machine.results["r4"] == [{}]


def test_a_later_round_may_point_to_a_result_of_an_earlier_one() -> None:
    source = '{"from": "r1", "rows": "", "columns": [{"path": "/n", "label": "N"}]}'
    prices = f'```widget prices\n{{"source": {source}}}\n```'
    wanted = write("", CallFragment(0, "c1", "count", '{"n": 3}'), finish="tool_calls")
    play = Play(wanted, write(prices))
    play.run()
    assert play.rounds[1].widgets[0].figures == {"/source": [[3]]}

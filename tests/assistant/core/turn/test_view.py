"""What followers are told of a turn: a rising revision, and calls only as they are."""

import pytest

from assistant.core.turn.endings import STOPPED, Ending
from assistant.core.turn.facts import EndFact
from assistant.core.turn.view import TurnView, is_ended, show_calls
from assistant.core.wire.events import CallState
from tests.support.facts import make_call, make_round, make_state

TITLES = {"find_bikes": "Looking for bikes"}
TWO = make_round("", calls=(make_call(), make_call(index=1, id="c2")))


def make_view(revision: int = 7) -> TurnView:
    return TurnView(make_state(revision=revision), TITLES)


def phases(calls: tuple[CallState, ...]) -> list[str]:
    return [each.state for each in calls]


def test_every_news_is_one_revision_on() -> None:
    view = make_view()
    told = [view.show_calls([]), view.show_wait(), view.show_end(EndFact(ending=Ending("done")))]
    assert [each.turn.revision for each in told] == [8, 9, 10]
    assert [each.turn.state for each in told] == ["running", "waiting", "done"]
    assert view.state == told[-1].turn


def test_a_call_is_told_by_name_title_and_handle_never_by_what_it_holds() -> None:
    done = make_call(state="done", handle="r1", result="secret")
    other = make_call(index=1, name="find_shop", state="failed")
    assert show_calls([make_round(calls=(done,)), make_round(calls=(other,))], TITLES) == (
        CallState("find_bikes", "Looking for bikes", "done", "r1"),
        CallState("unknown", "", "failed"),
    )


@pytest.mark.parametrize("state", ["done", "failed", "waiting", "declined"])
def test_a_settled_call_is_told_as_it_is(state: str) -> None:
    assert phases(show_calls([make_round(calls=(make_call(state=state),))], {})) == [state]


def test_a_call_is_running_from_its_begin_to_its_end() -> None:
    view = make_view()
    assert phases(view.show_calls([TWO], ["c1", "c2"]).turn.calls) == ["running", "running"]
    half = make_round("", calls=(make_call(state="done"), TWO.calls[1]))
    assert phases(view.show_calls([half]).turn.calls) == ["done", "running"]


def test_a_call_is_not_shown_before_it_begins() -> None:
    assert phases(make_view().show_calls([TWO], ["c1"]).turn.calls) == ["running"]


def test_what_never_ran_has_failed_in_the_end() -> None:
    view = make_view()
    view.show_calls([TWO], ["c1"])
    stopped = EndFact(ending=STOPPED, rounds=(TWO,))
    assert phases(view.show_end(stopped).turn.calls) == ["failed", "failed"]
    assert phases(show_calls([TWO], {})) == ["failed", "failed"]


def test_the_end_is_told_with_its_code_and_a_sentence() -> None:
    turn = make_view().show_end(EndFact(ending=STOPPED)).turn
    assert (turn.state, turn.code, turn.notice) == (
        "stopped",
        "stopped",
        "You stopped this answer.",
    )
    cut = make_view().show_end(EndFact(ending=Ending("done", truncated=True))).turn
    assert (cut.code, cut.truncated, bool(cut.notice)) == (None, True, True)


@pytest.mark.parametrize("state", ["done", "stopped", "failed", "interrupted"])
def test_an_end_is_an_end(state: str) -> None:
    assert is_ended(state)


@pytest.mark.parametrize("state", ["running", "waiting"])
def test_a_live_turn_is_not_ended(state: str) -> None:
    assert not is_ended(state)

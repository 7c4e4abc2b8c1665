"""How turns end: every finish reason with prose, with an open widget, and with a tool call."""

import pytest

from assistant.core.turn.endings import Ending
from assistant.core.upstream.chunks import Finish, Refusal, Text, Usage
from tests.support.plays import BAD, GOOD, Play, ask_for, call, write

DONE = Ending("done")
TRUNCATED = Ending("done", truncated=True)
FILTERED = Ending("done", "content_filter")
BROKEN_OFF = Ending("interrupted", "no_finish")
UNKNOWN = Ending("failed", "unknown_finish")
OPEN = 'Here:\n```widget bike\n{"bike": '
CUT = {"length": TRUNCATED, "content_filter": FILTERED, None: BROKEN_OFF, "mystery": UNKNOWN}


@pytest.mark.parametrize(("finish", "ending"), [("stop", DONE), ("tool_calls", DONE), *CUT.items()])
def test_prose_ends_as_the_finish_reason_says(finish: str | None, ending: Ending) -> None:
    play = Play(write("Hello.", finish=finish))
    assert play.run() == ending
    assert play.rounds[0].text == "Hello."


@pytest.mark.parametrize(("finish", "ending"), CUT.items())
def test_a_widget_that_a_cut_left_open_fails_without_repair(
    finish: str | None, ending: Ending
) -> None:
    play = Play(write(OPEN, finish=finish))
    assert play.run() == ending
    (widget,) = play.rounds[0].widgets
    assert (widget.state, widget.code) == ("failed", "unclosed")
    assert play.rounds[0].text == "Here:\nA bike belongs here."


@pytest.mark.parametrize("finish", ["stop", "tool_calls"])
def test_a_widget_that_a_whole_reply_left_open_is_repaired(finish: str) -> None:
    play = Play(write(OPEN, finish=finish), write(GOOD))
    assert play.run() == DONE
    assert play.rounds[0].widgets[0].state == "ready"


@pytest.mark.parametrize("finish", ["stop", "tool_calls"])
def test_a_call_goes_on_to_the_next_round_whichever_way_the_vendor_says_so(finish: str) -> None:
    play = Play(write("Let me see.", call(), finish=finish), write("Here."))
    assert play.run() == DONE
    assert len(play.rounds) == 2


@pytest.mark.parametrize(("finish", "ending"), CUT.items())
def test_a_call_of_a_cut_reply_ends_the_turn_with_it(finish: str | None, ending: Ending) -> None:
    assert Play(write("Let me see.", call(), finish=finish)).run() == ending


@pytest.mark.parametrize("finish", ["stop", "tool_calls"])
@pytest.mark.parametrize("text", ["", " \n\t\r\n"])
def test_a_reply_of_nothing_fails(text: str, finish: str) -> None:
    assert Play(write(text, finish=finish)).run() == Ending("failed", "empty_reply")


def test_nothing_after_calls_fails_too() -> None:
    assert Play(ask_for(1), write("")).run() == Ending("failed", "empty_reply")


def test_a_refusal_is_shown_and_done() -> None:
    play = Play([Refusal("I may not."), Finish("stop"), Usage(1, 1)])
    assert play.run() == Ending("done", "refusal")
    assert play.rounds[0].text == "I may not."


def test_faulty_blocks_before_a_cut_are_repaired_and_the_cut_one_is_not() -> None:
    play = Play(write(BAD + OPEN, finish="length"), write(GOOD))
    assert play.run() == TRUNCATED
    assert [each.state for each in play.rounds[0].widgets] == ["ready", "failed"]


@pytest.mark.parametrize("finish", [None, "mystery"])
def test_a_turn_that_does_not_end_well_is_not_repaired(finish: str | None) -> None:
    play = Play(write(BAD, finish=finish))
    play.run()
    assert (len(play.asks), play.rounds[0].widgets[0].state) == (1, "failed")


def test_text_after_the_finish_still_counts() -> None:
    play = Play([Text("Hello"), Finish("stop"), Text("."), Usage(1, 1)])
    assert play.run() == DONE
    assert play.rounds[0].raw == "Hello."

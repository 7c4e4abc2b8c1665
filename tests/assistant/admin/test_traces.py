"""Rounds, calls and blocks as staff read them."""

import pytest

from assistant.admin.traces import FOLDED_FROM, Folded, show_blocks, show_rounds
from assistant.models import ToolCall, Turn
from tests.support.hostile_turns import SCRIPT, make_hostile_turn


@pytest.fixture
def turn(db) -> Turn:
    return make_hostile_turn(calls=4, result_length=20_000)


def test_rounds_come_in_order_with_their_calls(turn):
    rounds = show_rounds(turn)
    assert [(each.row.number, each.row.kind, len(each.calls)) for each in rounds] == [
        (1, "reply", 4),
        (2, "reply", 0),
        (3, "repair", 0),
    ]
    assert rounds[0].duration == "800 ms"


def test_a_call_tells_all_that_is_known_of_it(turn):
    calls = show_rounds(turn)[0].calls
    done, _, failed, _ = calls
    assert (done.number, done.name, done.state, done.handle) == (1, "find_listings", "done", "r0")
    assert done.duration == "250 ms"
    assert [(value.label, value.is_open) for value in done.values] == [
        ("Arguments", True),
        ("Result", False),
    ]
    assert failed.fault == f"not_found: {SCRIPT}"


def test_a_call_that_never_began_has_no_duration(turn):
    ToolCall.objects.update(started=None, ended=None, state="due", result=None)
    call = show_rounds(turn)[0].calls[0]
    assert (call.duration, call.started) == ("", None)


def test_arguments_that_could_not_be_read_are_shown_as_written(turn):
    ToolCall.objects.update(arguments=None, source='{"text": ')
    values = show_rounds(turn)[0].calls[0].values
    assert [(value.label, value.text) for value in values[:1]] == [("As written", '{"text": ')]


def test_a_fault_of_another_shape_is_told_too(turn):
    ToolCall.objects.update(fault=["odd"])
    assert "odd" in show_rounds(turn)[0].calls[0].fault


def test_a_repair_shows_what_it_was_asked_and_what_came(turn):
    repair = show_rounds(turn)[2]
    assert [value.label for value in repair.values] == ["Asked", "Raw"]


def test_failed_blocks_name_code_pointer_and_rule(turn):
    failed, ready = show_blocks(turn)
    assert (failed.row.number, failed.row.code, failed.row.pointer) == (1, "not_found", "/task")
    assert failed.message == f"there is no task {SCRIPT}"
    assert [value.label for value in ready.values] == ["Payload"]


def test_only_long_values_are_folded_and_say_how_long_they_are():
    assert Folded("Result", "x" * (FOLDED_FROM - 1)).is_open
    long = Folded("Result", "x" * 196_400)
    assert not long.is_open
    assert (long.size, Folded("Result", "x" * 1469).size) == (
        "196 k characters",
        "1,469 characters",
    )

"""A round closed: its facts, and the verdict of its finish reason."""

import pytest

from assistant.core.turn.closing import close_repair, close_reply, judge_reply
from assistant.core.turn.endings import Ending
from assistant.core.turn.facts import RoundFact
from assistant.core.turn.reader import ReplyReader
from assistant.core.turn.repair import RepairReader, write_repair
from assistant.core.upstream.chunks import Chunk
from tests.support.catalogs import CATALOG
from tests.support.facts import make_round
from tests.support.plays import BAD, GOOD, call, write


def close(chunks: list[Chunk], room: int = 16) -> RoundFact:
    reader = ReplyReader("t", 0, CATALOG)
    reader.receive(chunks)
    reader.end()
    return close_reply(reader, 3, room=room)


def faults(round_: RoundFact) -> list[str | None]:
    return [each.fault["code"] if each.fault else None for each in round_.calls]


def test_a_round_holds_what_was_read() -> None:
    round_ = close(write(f"Hi\n{BAD}"))
    assert (round_.number, round_.kind, round_.raw) == (3, "reply", f"Hi\n{BAD}")
    assert round_.text == "Hi\nA bike belongs here.\n"
    assert (round_.finish, round_.input_tokens, round_.output_tokens) == ("stop", 10, 5)
    assert [each.code for each in round_.widgets] == ["schema"]
    assert (round_.calls, round_.garbled, round_.refused) == ((), False, False)


def test_whole_calls_are_due_with_their_arguments_and_source() -> None:
    (due,) = close(write("", call(arguments='{"n": 1}'), finish="tool_calls")).calls
    assert (due.state, due.arguments, due.source, due.fault) == (
        "due",
        {"n": 1},
        '{"n": 1}',
        None,
    )


@pytest.mark.parametrize("finish", ["length", "content_filter", "mystery", None])
def test_calls_of_a_cut_reply_have_not_run_though_they_look_whole(finish: str | None) -> None:
    round_ = close(write("", call(), finish=finish))
    assert (faults(round_), round_.garbled) == (["not_run"], False)


def test_one_garbled_call_spoils_the_round() -> None:
    round_ = close(write("", call(), call(arguments="{", index=1), finish="tool_calls"))
    assert (faults(round_), round_.garbled) == (["not_run", "bad_arguments"], True)
    assert round_.calls[1].source == "{"


@pytest.mark.parametrize(
    ("room", "codes"),
    [(2, [None, None]), (1, [None, "too_many_calls"]), (0, ["too_many_calls"] * 2)],
)
def test_calls_beyond_the_room_fail(room: int, codes: list[str | None]) -> None:
    round_ = close(write("", call(), call(index=1), finish="tool_calls"), room)
    assert faults(round_) == codes


def test_a_repair_is_a_round_without_blocks_or_calls() -> None:
    reader = RepairReader([])
    reader.receive(write(GOOD, call()))
    assert close_repair(reader, 2) == RoundFact(
        number=2,
        kind="repair",
        raw=GOOD,
        text=GOOD,
        finish="stop",
        input_tokens=10,
        output_tokens=5,
        asked=write_repair([]),
    )


@pytest.mark.parametrize(
    ("finish", "raw", "ending"),
    [
        ("stop", "Hi", Ending("done")),
        ("tool_calls", "Hi", Ending("done")),
        ("stop", " \n", Ending("failed", "empty_reply")),
        ("length", "", Ending("done", truncated=True)),
        ("content_filter", "", Ending("done", "content_filter")),
        (None, "Hi", Ending("interrupted", "no_finish")),
        ("", "Hi", Ending("failed", "unknown_finish")),
        ("function_call", "Hi", Ending("failed", "unknown_finish")),
    ],
)
def test_the_finish_reason_is_the_verdict(finish: str | None, raw: str, ending: Ending) -> None:
    assert judge_reply(make_round(raw, finish=finish)) == ending


def test_a_refusal_is_a_verdict_of_its_own_unless_the_reply_was_cut() -> None:
    assert judge_reply(make_round("", refused=True)) == Ending("done", "refusal")
    cut = make_round("I", refused=True, finish="length")
    assert judge_reply(cut) == Ending("done", truncated=True)

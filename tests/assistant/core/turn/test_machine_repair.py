"""The repair of a turn: one round for all faulty blocks, once, within the budgets."""

import pytest

from assistant.core.turn.endings import Ending
from assistant.core.turn.facts import RoundFact
from assistant.core.turn.machine import TurnMachine
from assistant.core.turn.steps import Ask, Limits
from assistant.core.upstream.chunks import Text
from assistant.core.wire.events import BlockChanged, WidgetState
from tests.support.catalogs import CATALOG
from tests.support.facts import TURN, make_call, make_round, make_widget
from tests.support.plays import BAD, GOOD, OTHER, Play, Reply, ask_for, widget, write
from widgets.errors import BlockFault

DONE = Ending("done")
FALLBACK = "A bike belongs here."


def states(play: Play) -> list[str]:
    return [each.state for round_ in play.rounds for each in round_.widgets]


def revisions(play: Play, block: int) -> list[tuple[str, int]]:
    """What members were told of one block."""
    told = [each.block for each in play.events if isinstance(each, BlockChanged)]
    return [(each.state, each.revision) for each in told if each.id == f"{TURN}.{block}"]


def test_all_faulty_blocks_are_asked_for_together_after_the_last_round() -> None:
    first = [*write(f"One\n{BAD}")[:-2], *ask_for(1)]
    play = Play(first, write(f"Two\n{BAD}"), write(GOOD + OTHER))
    assert play.run() == DONE
    assert play.asks[-1] == Ask("repair", 3, may_call=False)
    assert states(play) == ["ready", "ready"]
    assert [each.text for each in play.rounds[:2]] == [f"One\n{GOOD}", f"Two\n{OTHER}"]


def test_what_was_asked_is_answered_in_the_order_of_the_reply() -> None:
    rows = [make_widget(number=n, start=n, end=n + 1, state="pending") for n in (2, 0, 1)]
    machine = TurnMachine(TURN, CATALOG, Limits(), rounds=[make_round("abc", widgets=tuple(rows))])
    assert [each.number for each in machine.faulty(repairable=True)] == [0, 1, 2]


def test_ready_blocks_are_not_asked_for_again() -> None:
    play = Play(write(f"{GOOD}\n{BAD}"), write(OTHER))
    play.run()
    assert [each.payload for each in play.rounds[0].widgets] == [{"bike": "B-1"}, {"bike": "B-2"}]


def test_members_see_a_faulty_block_pending_until_it_is_mended() -> None:
    play = Play(write(BAD), write(GOOD))
    play.run()
    assert revisions(play, 0) == [("pending", 1), ("ready", 2)]


def test_the_raw_keeps_what_the_model_wrote() -> None:
    play = Play(write(f"One\n{BAD}Two"), write(f"Sorry!\n{GOOD}There."))
    play.run()
    assert play.rounds[0].raw == f"One\n{BAD}Two"
    assert play.rounds[0].text == f"One\n{GOOD}Two"


@pytest.mark.parametrize("answer", ["Sorry.", GOOD, GOOD * 3, ""])
def test_another_number_of_blocks_than_asked_means_the_fallback(answer: str) -> None:
    play = Play(write(BAD + BAD), write(answer))
    assert play.run() == DONE
    assert states(play) == ["failed", "failed"]
    assert play.rounds[0].text == f"{FALLBACK}\n{FALLBACK}\n"


@pytest.mark.parametrize("again", [BAD, widget('{"bike": "B-404"}'), "```widget bike\n{}"])
def test_a_second_fault_means_the_fallback_and_no_third_try(again: str) -> None:
    play = Play(write(BAD + BAD), write(GOOD + again))
    assert play.run() == DONE
    assert states(play) == ["ready", "failed"]
    assert play.rounds[0].text == f"{GOOD}{FALLBACK}\n"
    assert revisions(play, 1) == [("pending", 1), ("failed", 2)]


def test_a_block_may_be_mended_as_another_widget() -> None:
    play = Play(write(widget("{}", "unicycle")), write(GOOD))
    play.run()
    (block,) = play.blocks
    assert isinstance(block, WidgetState)
    assert (block.widget, block.version, block.payload) == ("bike", 2, {"bike": "B-1"})


def test_a_reference_that_is_not_there_is_repaired() -> None:
    play = Play(write(widget('{"bike": "B-404"}')), write(GOOD))
    play.run()
    assert states(play) == ["ready"]


def test_records_the_host_could_not_give_fail_the_block_only() -> None:
    machine = TurnMachine(TURN, CATALOG, Limits())
    machine.begin(Ask("reply", 1))
    due = machine.receive(write(GOOD))[-1]
    found = machine.settle_widget(due, BlockFault("no_records", "", "not now"))  # type: ignore[arg-type]
    assert (found.state, found.code, found.message) == ("pending", "no_records", "not now")


def test_a_repair_counts_as_a_round() -> None:
    play = Play(write(BAD), limits=Limits(rounds=1))
    assert play.run() == DONE
    assert states(play) == ["failed"]


def test_a_repair_costs_tokens_like_any_round() -> None:
    assert Play(write(BAD), write(GOOD), limits=Limits(tokens=15)).run() == DONE
    play = Play(write(BAD), limits=Limits(tokens=14))
    assert play.run() == DONE
    assert states(play) == ["failed"]


def test_the_repair_is_stored_as_a_round_of_its_own() -> None:
    play = Play(write(BAD), write(GOOD))
    play.run()
    repair = play.rounds[1]
    assert (repair.number, repair.kind, repair.raw, repair.finish) == (2, "repair", GOOD, "stop")
    assert (repair.input_tokens, repair.output_tokens, repair.widgets) == (10, 5, ())


def test_the_verdict_stands_whatever_the_repair_says() -> None:
    play = Play(write(BAD, finish="length"), write("", finish=None))
    assert play.run() == Ending("done", truncated=True)


def test_a_repair_under_way_knows_how_the_turn_ends_without_it() -> None:
    machine = TurnMachine(TURN, CATALOG, Limits())
    machine.begin(Ask("reply", 1))
    assert machine.ending_before_repair() is None
    machine.receive(write(BAD))
    machine.end_stream()
    machine.end_round()
    machine.begin(Ask("repair", 2))
    assert machine.ending_before_repair() == DONE


def play_left(reply: Reply, left: str) -> TurnMachine:
    """A turn whose second round another process left open."""
    machine = TurnMachine(TURN, CATALOG, Limits(), rounds=[left_round(reply)])
    machine.recover(make_round(left, number=2, finish=None))
    return machine


def left_round(reply: Reply) -> RoundFact:
    (text,) = (chunk.text for chunk in reply if isinstance(chunk, Text))
    return make_round(text, finish="tool_calls", calls=(make_call(state="done"),))


def test_a_recovered_round_holds_what_members_were_shown() -> None:
    machine = play_left(write("One"), f"Two\n{GOOD}\nThree\n``")
    assert machine.rounds[1].raw == f"Two\n{GOOD}\nThree\n"
    assert [each.state for each in machine.rounds[1].widgets] == ["pending"]
    assert machine.due() == Ending("interrupted", "no_finish")


def test_a_recovered_round_keeps_the_blocks_that_were_settled() -> None:
    machine = TurnMachine(TURN, CATALOG, Limits())
    settled = make_widget(number=1, start=4, end=4 + len(GOOD) - 1)
    machine.recover(make_round(f"One\n{GOOD}{BAD}", finish=None, widgets=(settled,)))
    assert [each.state for each in machine.rounds[0].widgets] == ["ready", "pending"]
    machine.give_up()
    assert machine.rounds[0].text == f"One\n{GOOD}{FALLBACK}\n"


def test_a_recovered_repair_leaves_its_blocks_to_be_given_up() -> None:
    faulty = make_widget(end=len(BAD) - 1, state="pending", code="schema")
    machine = TurnMachine(TURN, CATALOG, Limits(), rounds=[make_round(BAD, widgets=(faulty,))])
    machine.recover(make_round(GOOD, number=2, kind="repair", finish=None))
    assert [each.code for each in machine.give_up()] == ["schema"]
    assert machine.due() == DONE

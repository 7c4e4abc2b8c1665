"""The log of one conversation: its numbers, its merging, its forgetting."""

import json
from collections.abc import Iterator

import msgspec
import pytest

from assistant.core.wire import log as log_module
from assistant.core.wire.events import (
    BlockChanged,
    ConversationChanged,
    ConversationState,
    Delta,
    Event,
    TurnChanged,
)
from assistant.core.wire.log import ConversationLog, join_deltas
from tests.support.facts import make_block, make_state
from tests.support.plays import fold_events

DECODER: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(log_module, "FRESH", 2)
    monkeypatch.setattr(log_module, "MERGE_AFTER", 4)
    return


def deltas(turn: str = "t", count: int = 3, field: str | None = None) -> list[Event]:
    more = {"field": field} if field else {}
    return [
        Delta(turn=turn, block=f"{turn}.0", offset=2 * n, text="🚲", **more) for n in range(count)
    ]


def change(turn: str = "t", revision: int = 1) -> Event:
    return TurnChanged(make_state(id=turn, revision=revision))


def title(revision: int) -> Event:
    state = ConversationState(id="c", title="Bikes", leaf=None, revision=revision)
    return ConversationChanged(state)


def log_of(*batches: list[Event]) -> ConversationLog:
    log = ConversationLog("e1")
    for batch in batches:
        log.append(batch)
    return log


def numbers(frames: list[str]) -> list[tuple[int, int]]:
    """The first and last number that each frame covers."""
    told = [json.loads(frame) for frame in frames]
    return [(frame.get("since", frame["seq"]), frame["seq"]) for frame in told]


def test_numbers_count_from_one_without_a_gap() -> None:
    log = log_of([change()], deltas(count=2), [], [title(1)])
    assert log.seq == 4
    assert numbers(log.after(0)) == [(1, 1), (2, 2), (3, 3), (4, 4)]


def test_a_cursor_gets_what_comes_after_it() -> None:
    log = log_of(deltas(count=3))
    assert numbers(log.after(2)) == [(3, 3)]
    assert log.after(3) == []


def test_old_deltas_of_one_block_are_merged_and_fresh_ones_are_not() -> None:
    log = log_of([change()], *([each] for each in deltas(count=7)))
    assert numbers(log.after(0)) == [(1, 1), (2, 6), (7, 7), (8, 8)]
    merged = json.loads(log.after(0)[1])
    assert (merged["since"], merged["seq"]) == (2, 6)
    assert (merged["offset"], merged["text"]) == (0, "🚲" * 5)


def test_merging_goes_on_without_a_gap_or_an_overlap() -> None:
    log = log_of(*([each] for each in deltas(count=40)))
    covered = [n for since, seq in numbers(log.after(0)) for n in range(since, seq + 1)]
    assert covered == list(range(1, 41))
    assert len(log.after(0)) <= log_module.MERGE_AFTER + 1


def test_only_neighbours_of_one_place_are_merged() -> None:
    log = log_of(
        [*deltas(count=2), change(), *deltas("u", 2), *deltas("u", 2, field="body"), change("u")]
    )
    assert numbers(log.after(0)) == [(1, 2), (3, 3), (4, 5), (6, 6), (7, 7), (8, 8)]


def test_a_merged_frame_may_begin_before_the_cursor_and_still_fits() -> None:
    events = deltas(count=9)
    log = log_of(*([each] for each in events))
    fold = fold_events(events[:3])
    for frame in log.after(3):
        fold.apply(DECODER.decode(frame))
    assert fold.blocks("t") == fold_events(events).blocks("t") == log.fold().blocks("t")


def test_a_cursor_of_its_own_epoch_within_its_numbers_is_honoured() -> None:
    log = log_of(deltas(count=2))
    assert [log.honours("e1", seq) for seq in (-1, 0, 2, 3)] == [False, True, True, False]
    assert not log.honours("e2", 1)
    assert not log.honours("", 0)


def test_forgetting_a_turn_raises_the_floor_to_its_last_number() -> None:
    log = log_of([change("t")], deltas("t", 2), [change("u")], deltas("u", 2))
    log.forget("t")
    assert [log.honours("e1", seq) for seq in (2, 3, 6)] == [False, True, True]
    assert numbers(log.after(3)) == [(4, 4), (5, 5), (6, 6)]
    assert set(log.fold().turns) == {"u"}


def test_forgetting_what_is_not_there_loses_no_cursor() -> None:
    log = log_of([change("t")])
    log.forget("u")
    assert log.honours("e1", 0)


def test_numbers_go_on_after_everything_is_forgotten() -> None:
    log = log_of([title(1), change("t")])
    log.forget("t")
    assert (log.seq, log.honours("e1", 1), log.honours("e1", 2)) == (2, False, True)
    log.append([change("u")])
    assert numbers(log.after(2)) == [(3, 3)]


def test_every_cursor_honoured_after_a_turn_is_forgotten_leads_to_the_same_state() -> None:
    first = [change("t"), *deltas("t", 5), change("t", 2)]
    second = [title(2), change("u"), *deltas("u", 9), BlockChanged("u", make_block(id="u.1"))]
    log = log_of(*([each] for each in first + second))
    log.forget("t")
    final = fold_events(first + second)
    for seq in (seq for seq in range(log.seq + 1) if log.honours("e1", seq)):
        fold = fold_events((first + second)[:seq])
        for frame in log.after(seq):
            fold.apply(DECODER.decode(frame))
        assert (fold.turns, fold.blocks("u")) == (final.turns, final.blocks("u")), seq


def test_it_tells_of_turns_until_the_last_is_forgotten() -> None:
    log = log_of([title(1)])
    assert not log.tells_of_turns
    log.append([change("t"), change("u")])
    log.forget("t")
    assert log.tells_of_turns
    log.forget("u")
    assert not log.tells_of_turns


def test_neighbouring_deltas_of_one_text_are_joined():
    events = [change(), *deltas(), *deltas(field="body"), *deltas("u", 1), change(), *deltas()]
    joined = list(join_deltas(events))
    texts = [each.text for each in joined if isinstance(each, Delta)]
    assert texts == ["🚲🚲🚲", "🚲🚲🚲", "🚲", "🚲🚲🚲"]
    assert [each for each in joined if not isinstance(each, Delta)] == [change(), change()]

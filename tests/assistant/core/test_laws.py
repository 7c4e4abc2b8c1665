"""The laws of a reply, for whatever a model may write and however it is cut."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import event, given, note, settings
from hypothesis import strategies as st

from assistant.core.turn.blocks import lay_out
from assistant.core.turn.facts import RoundFact
from assistant.core.upstream.chunks import Finish
from assistant.core.wire import log
from assistant.core.wire.events import BlockState, Event, ProseState, TurnSnapshot, WidgetState
from assistant.core.wire.fold import Fold
from assistant.core.wire.log import ConversationLog
from tests.support.catalogs import CATALOG
from tests.support.facts import TURN, make_state
from tests.support.plays import Play, Reply, call, cut, fold_events, write
from tests.support.replies import REPAIRS, REPLIES, SEEDS
from widgets.stream import BLANKS, BlockParser, Closed, Prose

RESULTS = {"r1": [{"n": 1}]}
EVENT: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)
STATE = msgspec.json.Decoder(TurnSnapshot)

law = settings(deadline=None, max_examples=120, print_blob=True)


@pytest.fixture(autouse=True, scope="module")
def small_log() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(log, "FRESH", 3)
        patch.setattr(log, "MERGE_AFTER", 5)
        yield


@st.composite
def plays(draw: st.DrawFn) -> Play:
    """A turn of two rounds and perhaps a repair, cut at random."""
    seed = draw(SEEDS)
    note(f"seed {seed}")
    first: Reply = [*cut(draw(REPLIES), seed), *write("", call(), finish="tool_calls")]
    second: Reply = [*cut(draw(REPLIES), seed), Finish(draw(st.sampled_from(["stop", "length"])))]
    play = Play(first, second, [*cut(draw(REPAIRS), seed), Finish("stop")], results=RESULTS)
    play.run()
    event(f"{sum(each.kind == 'repair' for each in play.rounds)} repairs")
    return play


def parse(text: str) -> list[tuple[str, Any]]:
    """The blocks of a text: prose as it stands, widgets as name and payload."""
    parser = BlockParser()
    blocks: list[tuple[str, Any]] = []
    for piece in [*parser.feed(text), *parser.finish()]:
        match piece:
            case Prose(more) if blocks and blocks[-1][0] == "":
                blocks[-1] = ("", blocks[-1][1] + more)
            case Prose(more):
                blocks.append(("", more))
            case Closed(name, source):
                assert name is not None
                assert source is not None
                blocks.append((name, json.loads(source)))
    return blocks


def expect(round_: RoundFact) -> list[tuple[str, Any]]:
    """The blocks that the facts of a round promise its text to have."""
    blocks: list[tuple[str, Any]] = [("", "")]
    at = 0
    for widget in round_.widgets:
        blocks[-1] = ("", blocks[-1][1] + round_.raw[at : widget.start])
        if widget.state == "ready":
            blocks += [(str(widget.name), widget.payload), ("", "")]
        else:
            blocks[-1] = ("", blocks[-1][1] + str(widget.fallback))
        at = widget.end
    blocks[-1] = ("", blocks[-1][1] + round_.raw[at:])
    return [(name, said) for name, said in blocks if name or said.strip(BLANKS)]


def hold(blocks: Sequence[BlockState]) -> Fold:
    """A fold of a snapshot that went over the wire."""
    sent = TurnSnapshot(turn=make_state(), blocks=tuple(blocks), siblings=())
    held = STATE.decode(msgspec.json.encode(sent))
    fold = Fold()
    fold.hold(held.turn, held.blocks)
    return fold


def hear(fold: Fold, events: Sequence[Event]) -> tuple[BlockState, ...]:
    for each in events:
        fold.apply(each)
    return fold.blocks(TURN)


@law
@given(REPLIES, REPAIRS, SEEDS)
def test_any_cut_of_a_reply_gives_the_same_facts(reply: str, repair: str, seed: int) -> None:
    whole = Play(write(reply), write(repair), results=RESULTS)
    pieces = Play(
        [*cut(reply, seed), *write("")], [*cut(repair, seed), *write("")], results=RESULTS
    )
    assert (whole.run(), whole.rounds) == (pieces.run(), pieces.rounds)
    assert whole.fold().blocks(TURN) == pieces.fold().blocks(TURN)


@law
@given(plays())
def test_events_and_facts_tell_the_same_blocks(play: Play) -> None:
    assert play.fold().blocks(TURN) == play.blocks


@law
@given(plays())
def test_no_block_is_pending_in_the_end_and_numbers_have_no_gap(play: Play) -> None:
    assert [each.id for each in play.blocks] == [f"{TURN}.{n}" for n in range(len(play.blocks))]
    for block in play.blocks:
        assert isinstance(block, ProseState) or block.state in ("ready", "failed")


@law
@given(plays())
def test_the_text_of_a_round_parses_to_its_blocks(play: Play) -> None:
    for round_ in play.rounds:
        if round_.kind == "reply":
            assert parse(round_.text) == expect(round_)


@law
@given(plays())
def test_a_ready_block_is_what_the_catalog_accepts(play: Play) -> None:
    for block in play.blocks:
        if isinstance(block, WidgetState) and block.state == "ready":
            assert CATALOG.check(str(block.widget), json.dumps(block.payload))


@law
@given(plays())
def test_a_snapshot_and_the_events_after_it_give_the_final_state(play: Play) -> None:
    for k in range(len(play.events) + 1):
        held = hold(fold_events(play.events[:k]).blocks(TURN))
        assert hear(held, play.events[k:]) == play.blocks, k


@law
@given(plays(), st.data())
def test_a_snapshot_newer_than_its_cursor_hears_old_news_in_vain(
    play: Play, data: st.DataObject
) -> None:
    k = data.draw(st.integers(0, len(play.events)))
    for newer in range(k, len(play.events) + 1):
        held = hold(fold_events(play.events[:newer]).blocks(TURN))
        assert hear(held, play.events[k:]) == play.blocks, newer
    assert hear(hold(play.blocks), play.events[k:]) == play.blocks


@law
@given(plays())
def test_rows_ahead_of_the_log_show_nothing_that_the_log_takes_back(play: Play) -> None:
    for stored in play.stored:
        rows = lay_out(TURN, stored.recover())
        assert hear(hold(rows), play.events) == play.blocks, stored


@law
@given(plays(), SEEDS)
def test_every_cursor_the_log_honours_leads_to_the_final_state(play: Play, seed: int) -> None:
    kept = ConversationLog("e1")
    size = seed % 7 + 1
    for at in range(0, len(play.events), size):
        kept.append(play.events[at : at + size])
    for k in range(kept.seq + 1):
        assert kept.honours("e1", k)
        held = fold_events(play.events[:k])
        assert hear(held, [EVENT.decode(frame) for frame in kept.after(k)]) == play.blocks, k

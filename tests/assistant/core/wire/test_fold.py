"""Events folded: heard late, twice or in part, they come to the state they describe."""

import pytest

from assistant.core.wire.events import (
    BlockChanged,
    ConversationChanged,
    ConversationState,
    Delta,
    Event,
    ProseState,
    TurnChanged,
)
from assistant.core.wire.fold import Fold
from tests.support.facts import make_block, make_state
from tests.support.plays import fold_events


def prose(text: str, offset: int = 0) -> Delta:
    return Delta(turn="t", block="t.0", offset=offset, text=text)


def preview(text: str, offset: int = 0) -> Delta:
    return Delta(turn="t", block="t.0", offset=offset, text=text, field="body")


def fold_prose(*events: Event) -> str:
    (block,) = fold_events(events).blocks("t")
    assert isinstance(block, ProseState)
    return block.text


PENDING = BlockChanged("t", make_block(id="t.0", state="pending", revision=1))
READY = BlockChanged("t", make_block(id="t.0"))


def test_deltas_append() -> None:
    assert fold_prose(prose("Hel"), prose("lo", 3)) == "Hello"


def test_a_delta_heard_twice_is_appended_once() -> None:
    assert fold_prose(prose("Hel"), prose("Hel"), prose("lo", 3), prose("Hel")) == "Hello"


def test_offsets_count_the_units_of_a_browser() -> None:
    assert fold_prose(prose("🚲"), prose("!", 2)) == "🚲!"


def test_a_merged_delta_appends_only_what_lies_beyond() -> None:
    assert fold_prose(prose("🚲a"), prose("🚲a🚲b")) == "🚲a🚲b"


def test_missing_text_is_never_a_silent_hole() -> None:
    with pytest.raises(LookupError, match="2 units"):
        fold_events([prose("Hel"), prose("lo", 5)])
    with pytest.raises(LookupError):
        fold_events([prose("lo", 1)])


def test_a_preview_grows_while_its_block_is_pending() -> None:
    (block,) = fold_events([PENDING, preview("Dear "), preview("Dear Eddy")]).blocks("t")
    assert block == make_block(id="t.0", state="pending", revision=1, preview={"body": "Dear Eddy"})


def test_what_streams_into_a_settled_block_is_old_news() -> None:
    fold = fold_events([PENDING, READY, preview("Dear"), prose("Hi")])
    assert fold.blocks("t") == (READY.block,)


def test_an_older_revision_changes_nothing() -> None:
    assert fold_events([READY, PENDING]).blocks("t") == (READY.block,)
    turns = [TurnChanged(make_state(id="t", revision=each, model=str(each))) for each in (2, 1, 2)]
    assert fold_events(turns).turns["t"].model == "2"


def test_the_conversation_follows_its_revision() -> None:
    states = [
        ConversationState(id="c", title=str(each), leaf=None, revision=each) for each in (1, 3, 2)
    ]
    conversation = fold_events([ConversationChanged(each) for each in states]).conversation
    assert conversation is not None
    assert conversation.title == "3"


def test_blocks_stand_by_number_and_apart_by_turn() -> None:
    fold = Fold()
    for number in (10, 2, 1):
        fold.apply(Delta(turn="t.1", block=f"t.1.{number}", offset=0, text="x"))
    fold.apply(prose("other"))
    assert [block.id for block in fold.blocks("t.1")] == ["t.1.1", "t.1.2", "t.1.10"]
    assert fold.blocks("nobody's") == ()


def test_a_snapshot_replaces_what_was_held_of_a_turn() -> None:
    fold = fold_events([prose("Old")])
    fold.hold(make_state(id="t"), [ProseState(id="t.0", text="New")])
    fold.apply(prose("New!"))
    assert fold.blocks("t") == (ProseState(id="t.0", text="New!"),)

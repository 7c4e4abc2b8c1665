"""An entry is what `write_event` writes, in pieces; joined pieces are a joined event."""

import pytest

from assistant.core.wire.events import (
    BlockChanged,
    ConversationChanged,
    ConversationState,
    Delta,
    Event,
    TurnChanged,
    WidgetState,
    write_event,
)
from assistant.eventlogs.entries import SEPARATOR, find_turn, read_entry, write_entry
from tests.support.facts import make_state

HOSTILE = '"}\\ \x1f\x00 \u2028 🚲 ","field":"x'
EVENTS: list[Event] = [
    Delta(turn="t", block="t.0", offset=7, text="plain"),
    Delta(turn="t", block="t.0", offset=0, text=HOSTILE),
    Delta(turn="t", block="t.1", offset=3, text=HOSTILE, field='bo"dy'),
    Delta(turn="t", block="t.0", offset=0, text=""),
    BlockChanged("t", WidgetState(id="t.1", revision=2, state="ready", payload={"a": HOSTILE})),
    TurnChanged(make_state(id="t", message=HOSTILE)),
    ConversationChanged(ConversationState(id="c", title=HOSTILE, leaf=None, revision=1)),
]


@pytest.mark.parametrize("event", EVENTS, ids=range(len(EVENTS)))
def test_an_entry_reads_as_the_event_is_written(event: Event) -> None:
    read = read_entry(b"12-0", write_entry(event))
    assert (read.seq, read.since) == (12, 12)
    assert read.frame == write_event(event, 12)


@pytest.mark.parametrize("event", EVENTS, ids=range(len(EVENTS)))
def test_an_entry_names_its_turn(event: Event) -> None:
    assert write_entry(event).split(SEPARATOR)[0].decode() == find_turn(event)


def test_texts_of_one_place_are_joined_by_joining_them() -> None:
    first, second = (
        write_entry(Delta(turn="t", block="t.1", offset=at, text=text, field="body"))
        for at, text in ((0, "Dear 🚲"), (7, HOSTILE))
    )
    fields, more = first.split(SEPARATOR), second.split(SEPARATOR)
    assert fields[1] == more[1]
    joined = SEPARATOR.join((*fields[:3], fields[3] + more[3], fields[4], b"5"))
    read = read_entry(b"6-0", joined)
    whole = Delta(turn="t", block="t.1", offset=0, text=f"Dear 🚲{HOSTILE}", field="body")
    assert (read.seq, read.since, read.frame) == (6, 5, write_event(whole, 6, 5))


def test_texts_of_other_places_are_not() -> None:
    places = {
        write_entry(Delta(turn="t", block=block, offset=0, text="x", **field)).split(SEPARATOR)[1]
        for block in ("t.0", "t.1")
        for field in ({}, {"field": "body"}, {"field": "subject"})
    }
    assert len(places) == 6

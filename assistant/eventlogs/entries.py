"""Events as entries of a stream, and entries as the frames that go over every socket. No I/O.

An entry is six fields with SEPARATOR between them: turn, place, head, text, tail, since. The frame
is head, text and tail in a row; those of a delta are cut so that two deltas of one place are joined
by joining their texts, which `scripts.py` does without reading JSON. Only a joined one has `since`,
the first number it covers. A conversation's own event has no turn.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from msgspec import UNSET

from assistant.core.wire.events import (
    BlockChanged,
    ConversationChanged,
    Delta,
    Event,
    TurnChanged,
)
from assistant.core.wire.fold import Fold

SEPARATOR = b"\x1f"
"""JSON escapes it, so that it stands in no field."""
BETWEEN = b"\x1e"
"""Stands between entries that go out together."""
END = b"end"
"""The last entry of a stream: its epoch is over."""

_ENCODER = msgspec.json.Encoder()
_DECODER: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


@dataclass(frozen=True, slots=True)
class Numbered:
    """An entry with its number; `since` is the first number it covers."""

    seq: int
    since: int
    frame: str


def find_turn(event: Event) -> str:
    """The turn an event tells of; empty for one of the conversation itself."""
    match event:
        case Delta(turn=turn) | BlockChanged(turn=turn):
            return turn
        case TurnChanged(turn=state):
            return state.id
        case ConversationChanged():
            return ""


def write_entry(event: Event) -> bytes:
    """An event as an entry that has no number yet."""
    frame = _ENCODER.encode(event)[1:]
    place, text, tail = b"", b"", b""
    if isinstance(event, Delta):
        text = _ENCODER.encode(event.text)[1:-1]
        field = b"" if event.field is UNSET else _ENCODER.encode(event.field)
        tail = b'","field":' + field + b"}" if field else b'"}'
        place = event.block.encode() + b"/" + field
        frame = frame[: len(frame) - len(text) - len(tail)]
    return SEPARATOR.join((find_turn(event).encode(), place, frame, text, tail, b""))


def read_entry(number: bytes, entry: bytes) -> Numbered:
    """What a stream has under an id like `12-0`."""
    seq = int(number[: number.index(b"-")])
    _, _, head, text, tail, since = entry.split(SEPARATOR)
    start = b'{"seq":%d,"since":%s,' % (seq, since) if since else b'{"seq":%d,' % seq
    return Numbered(seq, int(since or seq), b"".join((start, head, text, tail)).decode())


def fold_frames(frames: Sequence[str]) -> Fold:
    """What frames tell. Raises LookupError where one is missing."""
    fold = Fold()
    for frame in frames:
        fold.apply(_DECODER.decode(frame))
    return fold

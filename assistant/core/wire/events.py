"""Server to browser: every event and frame, as docs/protocol.md describes them. No I/O.

A delta says what to append; every other event carries the whole new state of one thing, with its
revision, so that hearing it twice changes nothing.
"""

from typing import Any, Final, Literal

import msgspec
from msgspec import UNSET, Struct, UnsetType

PROTOCOL: Final = "weft.v1"

TurnPhase = Literal["running", "waiting", "done", "stopped", "failed", "interrupted"]
BlockPhase = Literal["pending", "ready", "failed"]
CallPhase = Literal["running", "done", "failed", "waiting", "declined"]


class Cursor(Struct, frozen=True, forbid_unknown_fields=True):
    """How far a reader has read one conversation's log."""

    epoch: str
    seq: int


class CallState(Struct, frozen=True):
    """A tool call as the member may see it: never its arguments or result."""

    name: str
    title: str
    state: CallPhase
    handle: str | None = None
    as_of: str | None = None
    """When it came out: of this moment are the figures drawn from its result."""


class Finding(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something an assertion holds against a reply: `start` to `end` of a block of prose, or of
    the string at `pointer` in a widget's payload, in UTF-16 units. No `block`: the whole reply.
    """

    code: str
    notice: str
    block: str | None = None
    pointer: str | None = None
    start: int = 0
    end: int = 0


class SourcedRecord(Struct, frozen=True):
    """A record as its source is told: `title` is what members call it."""

    kind: str
    id: str
    title: str


class Source(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a figure that the model wrote comes from; its place is said as a finding's.

    Exactly one of `record`, `handle` (of a tool result) and `message` (the turn in which the member
    said so, or "now" for the clock) is there. `field` is a JSON pointer into the record's values or
    the result; `as_of` is when that was so.
    """

    block: str
    pointer: str | None = None
    start: int
    end: int
    record: SourcedRecord | None = None
    handle: str | None = None
    message: str | None = None
    field: str | None = None
    as_of: str | None = None


class TurnState(Struct, frozen=True, kw_only=True):
    """Everything of a turn but its blocks. `code` and `notice` say how it ended, if not simply."""

    id: str
    parent: str | None
    message: str
    created: str
    state: TurnPhase
    revision: int
    model: str = ""
    code: str | None = None
    notice: str | None = None
    truncated: bool = False
    calls: tuple[CallState, ...] = ()
    findings: tuple[Finding, ...] = ()
    sources: tuple[Source, ...] = ()


class ProseState(Struct, frozen=True, kw_only=True, tag_field="kind", tag="prose"):
    """A block of Markdown."""

    id: str
    text: str


class WidgetState(Struct, frozen=True, kw_only=True, tag_field="kind", tag="widget"):
    """A widget block; only a ready one has a payload, only a failed one a code.

    `preview` holds streaming fields while the block is pending: plain text, never markup.
    """

    id: str
    revision: int
    state: BlockPhase
    widget: str | None = None
    version: int | None = None
    payload: dict[str, Any] | None = None
    records: tuple[dict[str, Any], ...] = ()
    figures: dict[str, list[list[Any]]] = {}
    as_of: str | None = None
    code: str | None = None
    pointer: str | None = None
    fallback: str | None = None
    preview: dict[str, str] = {}


BlockState = ProseState | WidgetState


class ConversationState(Struct, frozen=True, kw_only=True):
    """A conversation's own fields; `leaf` is the last turn of the branch shown."""

    id: str
    title: str
    leaf: str | None
    revision: int
    archived: bool = False


class Delta(Struct, frozen=True, kw_only=True, tag_field="type", tag="delta"):
    """Append `text` to a prose block, or to the preview of a widget's `field`.

    `offset` is in UTF-16 code units: whoever already holds text beyond it appends only the rest.
    """

    turn: str
    block: str
    offset: int
    text: str
    field: str | UnsetType = UNSET


class BlockChanged(Struct, frozen=True, tag_field="type", tag="block"):
    """The whole new state of one block."""

    turn: str
    block: WidgetState


class TurnChanged(Struct, frozen=True, tag_field="type", tag="turn"):
    """The whole new state of one turn, its blocks apart."""

    turn: TurnState


class ConversationChanged(Struct, frozen=True, tag_field="type", tag="conversation"):
    """The whole new state of the conversation."""

    conversation: ConversationState


Event = Delta | BlockChanged | TurnChanged | ConversationChanged


class TurnSnapshot(Struct, frozen=True, kw_only=True):
    """A turn with its blocks, and the ids of all turns that answer the same parent, in order."""

    turn: TurnState
    blocks: tuple[BlockState, ...]
    siblings: tuple[str, ...]


class Snapshot(Struct, frozen=True, kw_only=True, tag_field="type", tag="snapshot"):
    """The branch shown, as of `seq`: what follows in the log applies on top of it."""

    conversation: ConversationState
    epoch: str
    seq: int
    turns: tuple[TurnSnapshot, ...]


class Reset(Struct, frozen=True, tag_field="type", tag="reset"):
    """The reader's cursor cannot be honoured; a snapshot comes next."""

    conversation: str
    epoch: str


class Welcome(Struct, frozen=True, kw_only=True, tag_field="type", tag="welcome"):
    """The answer to `hello`."""

    protocol: str
    member: str
    model: str
    offline_model: bool


class Answer(Struct, frozen=True, kw_only=True, tag_field="type", tag="answer"):
    """A command was carried out; `repeat` if that was before. `result` depends on the command."""

    id: str
    result: dict[str, Any]
    repeat: bool = False


class Error(Struct, frozen=True, kw_only=True, tag_field="type", tag="error"):
    """A command or frame was refused and changed nothing; `id` is the command's if it has one."""

    code: str
    message: str
    id: str | None = None


Frame = Snapshot | Reset | Welcome | Answer | Error

_ENCODER = msgspec.json.Encoder()


def write_frame(frame: Frame) -> str:
    """A frame outside the log, as it goes over the socket."""
    return _ENCODER.encode(frame).decode()


def write_event(event: Event, seq: int, since: int | None = None) -> str:
    """An event with its number; a merged delta also says the first number it covers."""
    head = f'{{"seq":{seq},' if since is None else f'{{"seq":{seq},"since":{since},'
    return head + _ENCODER.encode(event)[1:].decode()

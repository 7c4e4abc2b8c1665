"""Browser to server: every command, read strictly or refused. No I/O."""

import re
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from assistant.core.wire.events import Cursor
from assistant.errors import BadFrame
from widgets import strict_json
from widgets.errors import BlockFault

LARGEST_FRAME = 64 * 1024
DEEPEST_FRAME = 20
LONGEST_MESSAGE = 8_000
LONGEST_COMMENT = 2_000
MOST_MENTIONS = 20

_ID_AT_START = re.compile(
    r'\s*\{\s*"type"\s*:\s*"\w{1,20}"\s*,\s*"id"\s*:\s*"([A-Za-z0-9_.:-]{1,64})"'
)

Id = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_.:-]+\Z")]
Key = Annotated[
    str, Meta(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z")
]
Text = Annotated[str, Meta(min_length=1, max_length=LONGEST_MESSAGE)]


class Mention(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A record the text names: `label` is how it stands there."""

    kind: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,63}\Z")]
    id: Annotated[str, Meta(min_length=1, max_length=64)]
    label: Annotated[str, Meta(min_length=1, max_length=200)]


class _Command(Struct, frozen=True, kw_only=True, tag_field="type", forbid_unknown_fields=True):
    id: Id


class Hello(_Command, frozen=True, tag="hello"):
    """Opens a socket: everything else is refused until it is answered."""

    protocol: str


class Follow(_Command, frozen=True, tag="follow"):
    """Show a conversation: from `cursor` on where it can be honoured, else from a snapshot."""

    conversation: Key
    cursor: Cursor | None = None


class Send(_Command, frozen=True, tag="send"):
    """Say something after turn `parent`: left out the leaf, null nothing, a first turn's sibling.

    A new `conversation` id makes one.
    """

    conversation: Key
    text: Text
    parent: Key | UnsetType | None = UNSET
    page: Annotated[str, Meta(max_length=300)] | None = None
    mentions: Annotated[tuple[Mention, ...], Meta(max_length=MOST_MENTIONS)] = ()


class Stop(_Command, frozen=True, tag="stop"):
    """End a running or waiting turn; what came is kept."""

    turn: Key


class Retry(_Command, frozen=True, tag="retry"):
    """Ask the same again as a new sibling of `turn`."""

    turn: Key


class Select(_Command, frozen=True, tag="select"):
    """Show the branch that ends below `turn`."""

    conversation: Key
    turn: Key


class Rate(_Command, frozen=True, tag="rate"):
    """Say what one thinks of a reply; null takes it back."""

    turn: Key
    value: Literal["up", "down"] | None
    comment: Annotated[str, Meta(max_length=LONGEST_COMMENT)] = ""


class Act(_Command, frozen=True, tag="act"):
    """Not available yet."""

    block: str
    action: str
    inputs: dict[str, Any]


class Decide(_Command, frozen=True, tag="decide"):
    """Not available yet."""

    approval: str
    approve: bool


Command = Hello | Follow | Send | Stop | Retry | Select | Rate | Act | Decide


def read_command(frame: str) -> Command:
    """Read one text frame. Raises BadFrame, with what is wrong and where."""
    try:
        document = strict_json.decode(frame, max_bytes=LARGEST_FRAME, max_depth=DEEPEST_FRAME)
    except BlockFault as fault:
        # A browser that waits for an answer should get one, also where its text was no good.
        seen = _ID_AT_START.match(frame)
        raise BadFrame(str(fault), seen[1] if seen else None) from fault
    try:
        command: Command = msgspec.convert(document, Command)
    except msgspec.ValidationError as error:
        raise BadFrame(str(error), _find_id(document)) from error
    if isinstance(command, Send) and ("\0" in command.text or not command.text.strip()):
        raise BadFrame("text must say something", command.id)
    return command


def _find_id(document: dict[str, Any]) -> str | None:
    found = document.get("id")
    return found if isinstance(found, str) and len(found) <= 64 else None

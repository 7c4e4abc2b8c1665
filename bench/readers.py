"""Reads one reply each: a bare socket's tokens, or Weft's events, folded as every client does."""

import hashlib
import uuid
from collections.abc import Iterable
from typing import Protocol

import msgspec
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from assistant.core.turn.view import is_ended
from assistant.core.wire.events import (
    PROTOCOL,
    Answer,
    Event,
    ProseState,
    Snapshot,
    TurnChanged,
    Welcome,
    WidgetState,
)
from assistant.core.wire.fold import Fold
from bench.upstream import Order

_decode_event = msgspec.json.Decoder(Event).decode


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one reply: `digest` is of a bare reply's text, or of the prose blocks.

    `messages` counts what came over the socket; `turn`, `state` and `widgets` (the ready ones that
    have records) are Weft's.
    """

    digest: str
    messages: int
    turn: str = ""
    state: str = ""
    widgets: int = 0


class Reader(Protocol):
    """Asks for one reply and reads it."""

    async def read(self, order: Order) -> None:
        """Ask, and read to the end."""

    def sum_up(self) -> Seen:
        """What was read; called once the window is over, so that it costs nobody anything."""


class BareReader:
    """Reads tokens until the server closes."""

    def __init__(self, wire: ClientConnection) -> None:
        self._wire = wire
        self._tokens: list[str] = []

    async def read(self, order: Order) -> None:
        """See `Reader.read`."""
        await self._wire.send(msgspec.json.encode(order).decode())
        try:
            while True:
                self._tokens.append(str(await self._wire.recv()))
        except ConnectionClosed:
            return

    def sum_up(self) -> Seen:
        """See `Reader.sum_up`."""
        text = "".join(self._tokens)
        return Seen(digest=digest_text(text), messages=len(self._tokens))


class MemberReader:
    """Says it in a new conversation, follows that, and folds what comes."""

    def __init__(self, wire: ClientConnection) -> None:
        self._wire = wire
        self._turn = ""
        self._frames: list[str] = []

    async def greet(self) -> None:
        """Say hello."""
        await self._command("hello", protocol=PROTOCOL)
        msgspec.json.decode(await self._wire.recv(), type=Welcome)

    async def read(self, order: Order) -> None:
        """See `Reader.read`."""
        conversation = str(uuid.uuid4())
        text = msgspec.json.encode(order).decode()
        await self._command("send", conversation=conversation, text=text)
        answer = msgspec.json.decode(await self._wire.recv(), type=Answer)
        self._turn = answer.result["turn"]
        await self._command("follow", conversation=conversation)
        msgspec.json.decode(await self._wire.recv(), type=Answer)
        try:
            while True:
                frame = str(await self._wire.recv())
                self._frames.append(frame)
                if '"type":"turn"' in frame[:40] and self._ends(frame):
                    return
        except ConnectionClosed:
            return

    def sum_up(self) -> Seen:
        """See `Reader.sum_up`."""
        fold = fold_frames(self._frames)
        blocks = fold.blocks(self._turn)
        return Seen(
            digest=digest_blocks(each.text for each in blocks if isinstance(each, ProseState)),
            messages=len(self._frames),
            turn=self._turn,
            state=fold.turns[self._turn].state if self._turn in fold.turns else "",
            widgets=sum(
                isinstance(each, WidgetState) and each.state == "ready" and bool(each.records)
                for each in blocks
            ),
        )

    async def _command(self, kind: str, **fields: str) -> None:
        command = {"type": kind, "id": kind, **fields}
        if kind != "hello":
            command["id"] = str(uuid.uuid4())
        await self._wire.send(msgspec.json.encode(command).decode())

    def _ends(self, frame: str) -> bool:
        event = _decode_event(frame)
        return (
            isinstance(event, TurnChanged)
            and event.turn.id == self._turn
            and is_ended(event.turn.state)
        )


def fold_frames(frames: Iterable[str]) -> Fold:
    """A snapshot and the events after it. Raises LookupError where one is missing."""
    fold = Fold()
    for frame in frames:
        if frame.startswith('{"type":"snapshot"'):
            for each in msgspec.json.decode(frame, type=Snapshot).turns:
                fold.hold(each.turn, each.blocks)
        else:
            fold.apply(_decode_event(frame))
    return fold


def digest_text(text: str) -> str:
    """Hex SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def digest_blocks(texts: Iterable[str]) -> str:
    """Hex SHA-256 of a list of blocks: where one ends counts too."""
    return hashlib.sha256(msgspec.json.encode(list(texts))).hexdigest()

"""A browser tab, as far as the socket knows: it asks, listens, and folds what it hears."""

import asyncio
import itertools
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import msgspec
from websockets.asyncio.client import ClientConnection

from assistant.core.turn.view import is_ended
from assistant.core.wire.events import (
    Cursor,
    Event,
    Frame,
    ProseState,
    Reset,
    Snapshot,
    TurnState,
)
from assistant.core.wire.fold import Fold

PATIENCE = 30.0
_EVENTS: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)
_FRAMES: msgspec.json.Decoder[Frame] = msgspec.json.Decoder(Frame)
_ids = itertools.count(1)


def new_id() -> str:
    return f"c{next(_ids)}-{uuid4().hex[:8]}"


def new_conversation() -> str:
    return str(uuid4())


class Tab:
    """One socket. `heard` are all frames so far, as JSON; `fold` is what they come to."""

    def __init__(self, wire: ClientConnection) -> None:
        self.wire = wire
        self.heard: list[dict[str, Any]] = []
        self.fold = Fold()
        self.cursor: Cursor | None = None

    async def ask(self, kind: str, *, id: str | None = None, **fields: Any) -> dict[str, Any]:  # noqa: A002
        """Send a command and return the frame that answers it; what comes before is taken in."""
        command = {"type": kind, "id": id or new_id(), **fields}
        await self.wire.send(msgspec.json.encode(command).decode())
        return await self.hear(lambda frame: frame.get("id") == command["id"] or _is_welcome(frame))

    async def say(self, text: str, conversation: str, **fields: Any) -> str:
        """Send a message that is accepted; returns the turn's id."""
        answer = await self.ask("send", conversation=conversation, text=text, **fields)
        turn: str = answer["result"]["turn"]
        return turn

    async def follow(self, conversation: str, cursor: Cursor | None = None) -> None:
        """Follow from a cursor on, or from a snapshot, which is waited for."""
        await self.ask("follow", conversation=conversation, cursor=cursor)
        self.cursor = cursor
        if cursor is None:
            await self.hear(lambda frame: frame["type"] == "snapshot")

    async def ask_and_see(self, text: str, conversation: str, **fields: Any) -> str:
        """Say something, follow it to its end; returns the turn's id."""
        turn = await self.say(text, conversation, **fields)
        await self.follow(conversation)
        await self.see_end(turn)
        return turn

    async def see_end(self, turn: str) -> TurnState:
        """Listen until the turn has ended."""
        async with asyncio.timeout(PATIENCE):
            while turn not in self.fold.turns or not is_ended(self.fold.turns[turn].state):
                await self._take()
        return self.fold.turns[turn]

    async def see_prose(self, turn: str, length: int) -> None:
        """Listen until that much of the reply's prose has come."""
        async with asyncio.timeout(PATIENCE):
            while len(self.prose(turn)) < length:
                await self._take()

    async def hear(self, wanted: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
        """Listen until a frame comes that is wanted."""
        async with asyncio.timeout(PATIENCE):
            while not wanted(frame := await self._take()):
                pass
        return frame

    async def hear_close(self) -> int:
        """Listen until the server closes; returns its code."""
        async with asyncio.timeout(PATIENCE):
            await self.wire.wait_closed()
        assert self.wire.close_code is not None
        return self.wire.close_code

    def prose(self, turn: str) -> str:
        """The prose of a reply as it stands, all blocks joined."""
        blocks = self.fold.blocks(turn)
        return "".join(each.text for each in blocks if isinstance(each, ProseState))

    async def _take(self) -> dict[str, Any]:
        text = await self.wire.recv()
        assert isinstance(text, str)
        frame: dict[str, Any] = msgspec.json.decode(text)
        self.heard.append(frame)
        if "seq" in frame and frame["type"] != "snapshot":
            self._apply(frame, _EVENTS.decode(text))
        else:
            self._note(_FRAMES.decode(text))
        return frame

    def _apply(self, frame: dict[str, Any], event: Event) -> None:
        assert self.cursor is not None
        # A merged event may begin before what we hold; none may leave a hole.
        assert frame.get("since", frame["seq"]) <= self.cursor.seq + 1, "a hole in the log"
        assert frame["seq"] > self.cursor.seq, "an event came twice"
        self.cursor = Cursor(self.cursor.epoch, frame["seq"])
        self.fold.apply(event)

    def _note(self, frame: Frame) -> None:
        match frame:
            case Snapshot():
                self.fold = hold_snapshot(frame)
                self.cursor = Cursor(frame.epoch, frame.seq)
            case Reset(epoch=epoch):
                self.cursor = Cursor(epoch, 0)
            case _:
                pass


def hold_snapshot(snapshot: Snapshot) -> Fold:
    """A fold that knows what a snapshot tells."""
    fold = Fold()
    fold.conversation = snapshot.conversation
    for each in snapshot.turns:
        fold.hold(each.turn, each.blocks)
    return fold


def _is_welcome(frame: dict[str, Any]) -> bool:
    return frame["type"] == "welcome"

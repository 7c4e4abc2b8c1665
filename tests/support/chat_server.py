"""A websocket server on loopback that speaks weft.v1 and replies what a test tells it to."""

import asyncio
import itertools
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from msgspec import UNSET, structs
from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from assistant.core.wire.commands import (
    Command,
    Follow,
    Hello,
    Retry,
    Select,
    Send,
    Stop,
    read_command,
)
from assistant.core.wire.events import (
    PROTOCOL,
    Answer,
    BlockChanged,
    ConversationChanged,
    ConversationState,
    Cursor,
    Delta,
    Error,
    Event,
    Frame,
    Reset,
    Snapshot,
    TurnChanged,
    TurnSnapshot,
    TurnState,
    Welcome,
    WidgetState,
    write_event,
    write_frame,
)
from assistant.core.wire.fold import Fold
from assistant.core.wire.offsets import utf16_length

CHOICES: dict[str, Any] = {
    "revision": 1,
    "state": "ready",
    "widget": "choices",
    "version": 1,
    "payload": {
        "options": [{"label": "Yes", "reply": "Yes, please"}, {"label": "No", "reply": "No"}]
    },
}


@dataclass
class Log:
    """One conversation: its events as they went out, and what they fold to."""

    epoch: str = "e1"
    fold: Fold = field(default_factory=Fold)
    events: list[Event] = field(default_factory=list)

    def frames_after(self, cursor: Cursor | None, conversation: str) -> list[str]:
        """What a reader at `cursor` is sent, as the protocol says."""
        if cursor and cursor.epoch == self.epoch and cursor.seq <= len(self.events):
            later = itertools.islice(enumerate(self.events, 1), cursor.seq, None)
            return [write_event(event, seq) for seq, event in later]
        reset = [write_frame(Reset(conversation, self.epoch))] if cursor else []
        return [*reset, write_frame(self._snapshot())]

    def _snapshot(self) -> Snapshot:
        assert self.fold.conversation is not None
        path: list[TurnSnapshot] = []
        leaf = self.fold.conversation.leaf
        while leaf is not None:
            turn = self.fold.turns[leaf]
            blocks = self.fold.blocks(leaf)
            siblings = tuple(self._children(turn.parent))
            path.insert(0, TurnSnapshot(turn=turn, blocks=blocks, siblings=siblings))
            leaf = turn.parent
        return Snapshot(
            conversation=self.fold.conversation,
            epoch=self.epoch,
            seq=len(self.events),
            turns=tuple(path),
        )

    def newest_below(self, turn: str) -> str:
        """The turn that a branch through `turn` ends with."""
        while children := self._children(turn):
            turn = children[-1]
        return turn

    def _children(self, parent: str | None) -> list[str]:
        return [turn.id for turn in self.fold.turns.values() if turn.parent == parent]


class ChatServer:
    """Answers commands by itself; `say`, `show` and `change` play the model's half of a turn.

    `refusals` maps a kind of command to the error its next one gets; `cuts_before_answers` carries
    the next command out but hangs up before saying so; while `deaf`, followers are told nothing.
    """

    def __init__(self) -> None:
        self.heard: list[Command] = []
        self.logs: dict[str, Log] = {}
        self.refusals: dict[type, Error] = {}
        self.cuts_before_answers = False
        self.deaf = False
        self._sockets: dict[ServerConnection, str | None] = {}
        self._answers: dict[str, Answer] = {}
        self._news = asyncio.Condition()

    async def hear(self, kind: type, count: int = 1) -> Any:
        """The `count`th command of a kind, waiting for it to come."""

        def found() -> list[Command]:
            return [command for command in self.heard if isinstance(command, kind)]

        async with asyncio.timeout(20), self._news:
            await self._news.wait_for(lambda: len(found()) >= count)
        return found()[count - 1]

    async def tell(self, conversation: str, *events: Event) -> None:
        """Append events to a conversation's log, for all who follow it."""
        log = self.logs[conversation]
        for event in events:
            log.events.append(event)
            log.fold.apply(event)
            frame = write_event(event, len(log.events))
            for socket, followed in list(self._sockets.items()):
                if followed == conversation and not self.deaf:
                    with suppress(ConnectionClosed):
                        await socket.send(frame)

    @property
    def newest(self) -> TurnState:
        """The turn that was begun last."""
        return self._newest()[1]

    async def send_raw(self, frame: str) -> None:
        """Send a frame of no log to whoever listens."""
        for socket in list(self._sockets):
            await socket.send(frame)

    async def say(self, text: str, block: int = 0, field: str | None = None) -> None:
        """Append prose to the newest turn, or to a streaming field of its pending widget."""
        conversation, turn = self._newest()
        name = f"{turn.id}.{block}"
        blocks = {each.id: each for each in self.logs[conversation].fold.blocks(turn.id)}
        held = blocks.get(name)
        known = held.preview.get(field, "") if isinstance(held, WidgetState) and field else ""
        shown = known if field else getattr(held, "text", "")
        delta = Delta(turn=turn.id, block=name, offset=utf16_length(shown), text=text)
        await self.tell(conversation, structs.replace(delta, field=field) if field else delta)

    async def say_after(self, kind: type, text: str) -> None:
        """Wait for a command, and begin the reply it starts."""
        await self.hear(kind)
        await self.say(text)

    async def show(self, block: int, **state: Any) -> None:
        """Give a widget block of the newest turn a new state."""
        conversation, turn = self._newest()
        widget = WidgetState(id=f"{turn.id}.{block}", **state)
        await self.tell(conversation, BlockChanged(turn.id, widget))

    async def change(self, **fields: Any) -> None:
        """Change the newest turn's own fields, e.g. `state="done"`."""
        conversation, turn = self._newest()
        turn = structs.replace(turn, revision=turn.revision + 1, **fields)
        await self.tell(conversation, TurnChanged(turn))

    async def delete(self, conversation: str) -> None:
        """Delete a conversation under its followers."""
        del self.logs[conversation]
        gone = write_frame(Error(code="not_found", message="No such conversation."))
        for socket, followed in list(self._sockets.items()):
            if followed == conversation:
                await socket.send(gone)

    def lose_log(self) -> None:
        """Make every cursor worthless, as a restart without Redis does."""
        for log in self.logs.values():
            log.epoch += "x"

    def cut(self) -> None:
        """Break every link without a goodbye."""
        for socket in list(self._sockets):
            self._hang_up(socket)

    async def talk(self, socket: ServerConnection) -> None:
        """One socket's life."""
        self._sockets[socket] = None
        with suppress(ConnectionClosed):
            async for message in socket:
                assert isinstance(message, str)
                command = read_command(message)
                self.heard.append(command)
                async with self._news:
                    self._news.notify_all()
                for frame in await self._obey(socket, command):
                    await socket.send(frame)
        self._sockets.pop(socket, None)

    def _hang_up(self, socket: ServerConnection) -> None:
        del self._sockets[socket]
        socket.transport.abort()

    async def _obey(self, socket: ServerConnection, command: Command) -> list[str]:
        if refusal := self.refusals.pop(type(command), None):
            return [write_frame(structs.replace(refusal, id=command.id))]
        match command:
            case Hello():
                frame: Frame = Welcome(
                    protocol=PROTOCOL, member="Alice", model="scripted", offline_model=False
                )
            case Follow(conversation=conversation) if conversation not in self.logs:
                frame = Error(code="not_found", message="No such conversation.", id=command.id)
            case Follow(conversation=conversation, cursor=cursor):
                self._sockets[socket] = conversation
                log = self.logs[conversation]
                answer = write_frame(Answer(id=command.id, result={}))
                return [answer, *log.frames_after(cursor, conversation)]
            case _:
                frame = await self._act_once(command)
                if self.cuts_before_answers:
                    self.cuts_before_answers = False
                    self._hang_up(socket)
        return [write_frame(frame)]

    async def _act_once(self, command: Command) -> Frame:
        if command.id in self._answers:
            return structs.replace(self._answers[command.id], repeat=True)
        match command:
            case Send():
                parent = () if command.parent is UNSET else (command.parent,)
                result = {"turn": await self._start(command.conversation, command.text, *parent)}
            case Retry():
                conversation, _ = self._newest()
                turn = self.logs[conversation].fold.turns[command.turn]
                result = {"turn": await self._start(conversation, turn.message, turn.parent)}
            case Select():
                result = {"leaf": await self._choose(command.conversation, command.turn)}
            case Stop():
                result = {"state": self._newest()[1].state}
                await self.change(state="stopped")
            case _:
                return Error(code="not_available", message="Not available yet.", id=command.id)
        self._answers[command.id] = Answer(id=command.id, result=result)
        return self._answers[command.id]

    async def _start(self, conversation: str, message: str, *parent: str | None) -> str:
        log = self.logs.setdefault(conversation, Log())
        state = log.fold.conversation
        turn = TurnState(
            id=str(uuid4()),
            parent=parent[0] if parent else state and state.leaf,
            message=message,
            created="2026-10-05T09:00:00+00:00",
            state="running",
            revision=1,
        )
        revision = state.revision + 1 if state else 1
        shown = ConversationState(id=conversation, title="", leaf=turn.id, revision=revision)
        await self.tell(conversation, TurnChanged(turn), ConversationChanged(shown))
        return turn.id

    async def _choose(self, conversation: str, turn: str) -> str:
        log = self.logs[conversation]
        state = log.fold.conversation
        assert state is not None
        leaf = log.newest_below(turn)
        shown = structs.replace(state, leaf=leaf, revision=state.revision + 1)
        await self.tell(conversation, ConversationChanged(shown))
        return leaf

    def _newest(self) -> tuple[str, TurnState]:
        conversation, log = list(self.logs.items())[-1]
        return conversation, list(log.fold.turns.values())[-1]

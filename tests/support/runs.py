"""Turns from the test's side: a real runtime, database and endpoint, with faster timers.

    async with open_stage(reply("Hello")) as stage:
        ended = await stage.ask("Hi")
        assert ended.end == ("done", None)

Every turn that `finish` returns has been held against what is promised of all turns; see
`tests.support.promises`.
"""

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import msgspec
from asgiref.sync import sync_to_async
from django.conf import settings
from django.test import override_settings

from assistant.core.wire.events import BlockChanged, Cursor, Delta, Event, TurnChanged, TurnSnapshot
from assistant.eventlogs.contract import CursorLost
from assistant.host import Actor
from assistant.llm import load_sdk
from assistant.models import Block, Round, ToolCall, Turn
from assistant.runtime.equipment import equip
from assistant.runtime.runtime import Runtime, open_runtime
from assistant.services.history import find_path
from assistant.services.snapshots import read_snapshot
from assistant.services.turns import Message, send_message
from tests.support import office as office_module
from tests.support.fake_llm import MODEL, FakeLLM, Script
from tests.support.office import ALICE, Office
from tests.support.promises import check_promises

PATIENCE = 30.0
SOON = 10.0  # A second is promised to who has a machine for himself.
FAST: dict[str, Any] = {
    "HOST": "tests.support.office.HOST",
    "MODEL": MODEL,
    "API_KEY": "fake-key",
    "FIRST_CONTENT": 20.0,
    "GAP": 20.0,
    "TURN": 25.0,
    "TOOL": 20.0,
    "BACK_OFF": 0.01,
    "LONGEST_WAIT": 1.0,
    "CHECKPOINT": 0.1,
    "HEARTBEAT": 0.2,
    "SWEEP": 0.2,
    "DEAD_AFTER": 60.0,
    "FORGET_AFTER": 60.0,
}

_EVENTS: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


@dataclass(frozen=True, slots=True)
class Ended:
    """A turn that ended: its rows, what its followers were told, and what a reload shows."""

    row: Turn
    rounds: list[Round]
    calls: list[ToolCall]
    blocks: list[Block]
    events: list[Event]
    shown: TurnSnapshot

    @property
    def end(self) -> tuple[str, str | None]:
        return self.row.state, self.row.code

    @property
    def last(self) -> Any:
        """The turn as its last event tells it."""
        return [event.turn for event in self.events if isinstance(event, TurnChanged)][-1]

    @property
    def told(self) -> str:
        """All prose, as it was told bit by bit."""
        deltas = (each for each in self.events if isinstance(each, Delta))
        return "".join(each.text for each in deltas if each.field is msgspec.UNSET)

    @property
    def widgets(self) -> list[Any]:
        """The widget blocks a reload shows."""
        return [block for block in self.shown.blocks if hasattr(block, "widget")]


class Stage:
    """One process that runs turns against `model`, for the people of `office`."""

    def __init__(self, model: FakeLLM, runtime: Runtime, office: Office) -> None:
        self.model = model
        self.runtime = runtime
        self.office = office
        self.conversation = uuid.uuid4()
        self._tasks: dict[uuid.UUID, asyncio.Task[None]] = {}
        self._since: dict[uuid.UUID, tuple[uuid.UUID, Cursor]] = {}

    async def accept(self, text: str = "Hi", **about: Any) -> uuid.UUID:
        """Store a message and do not answer it. `about` is the rest of a `Message`, and `actor`."""
        actor: Actor = about.pop("actor", ALICE)
        message = Message(**{"conversation": self.conversation, "text": text, **about})
        outcome = await sync_to_async(send_message)(
            actor=actor, command_id=str(uuid.uuid4()), message=message, lease=self.runtime.lease
        )
        turn = uuid.UUID(outcome.answer["turn"])
        cursor = (await self.runtime.logs.look(str(message.conversation))).cursor
        self._since[turn] = (message.conversation, cursor)
        return turn

    async def send(self, text: str = "Hi", **about: Any) -> uuid.UUID:
        """Send a message and begin to answer it."""
        actor = about.get("actor", ALICE)
        turn = await self.accept(text, **about)
        self._tasks[turn] = self.runtime.answer(turn, actor)
        return turn

    async def leave(self, turn: uuid.UUID) -> None:
        """Wait until this process no longer runs a turn, however that came about."""
        async with asyncio.timeout(PATIENCE):
            await asyncio.shield(self._tasks[turn])

    async def finish(self, turn: uuid.UUID) -> Ended:
        """Wait until a turn has ended."""
        await self.leave(turn)
        ended = await self.read(turn)
        check_promises(ended)
        return ended

    async def ask(self, text: str = "Hi", **about: Any) -> Ended:
        """Send a message and wait until it is answered."""
        return await self.finish(await self.send(text, **about))

    async def read(self, turn: uuid.UUID) -> Ended:
        """A turn as it is now."""
        conversation, since = self._since[turn]
        events: list[Event] = []
        if (await self.runtime.logs.look(str(conversation))).cursor.seq > since.seq:
            with suppress(CursorLost):
                frames, _ = await self.runtime.logs.read(str(conversation), since)
                events = [_EVENTS.decode(frame) for frame in frames]
        return await sync_to_async(_read_rows)(turn, events, self.office)

    async def is_lost(self, turn: uuid.UUID) -> bool:
        """Whether who follows a turn from its beginning is told to look again."""
        conversation, since = self._since[turn]
        try:
            await self.runtime.logs.read(str(conversation), since)
        except CursorLost:
            return True
        return False

    async def until(self, turn: uuid.UUID, heard: Callable[[Event], bool]) -> None:
        """Wait until the followers of a turn have been told something."""
        conversation, cursor = self._since[turn]
        async with asyncio.timeout(PATIENCE):
            while True:
                frames, cursor = await self.runtime.logs.read(str(conversation), cursor)
                if any(heard(_EVENTS.decode(frame)) for frame in frames):
                    return


@asynccontextmanager
async def open_stage(
    *scripts: Script, office: Office | None = None, **options: Any
) -> AsyncIterator[Stage]:
    """A stage whose endpoint plays `scripts`. `options` are keys of `settings.WEFT`."""
    office = office or Office()
    load_sdk()
    async with FakeLLM(*scripts) as model:
        weft = {**settings.WEFT, **FAST, "BASE_URL": model.base_url, **options}
        with (
            override_settings(WEFT=weft),
            patch.object(office_module, "HOST", office.host(), create=True),
        ):
            async with open_runtime(kind="serve") as runtime:
                yield Stage(model, runtime, office)


def is_prose(event: Event) -> bool:
    return isinstance(event, Delta)


def is_widget(event: Event) -> bool:
    return isinstance(event, BlockChanged)


def is_calling(event: Event) -> bool:
    """Whether this tells of a tool that runs."""
    return isinstance(event, TurnChanged) and any(
        call.state == "running" for call in event.turn.calls
    )


def _read_rows(turn: uuid.UUID, events: list[Event], office: Office) -> Ended:
    row = find_path(Turn.objects.get(pk=turn))[-1]
    rounds = sorted(row.rounds.all(), key=lambda each: each.number)
    return Ended(
        row=row,
        rounds=rounds,
        calls=[call for each in rounds for call in each.calls.all()],
        blocks=[block for each in rounds for block in each.blocks.all()],
        events=events,
        shown=read_snapshot(row, equip(office.host())),
    )

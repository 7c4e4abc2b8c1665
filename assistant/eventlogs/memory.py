"""The event logs of one process, in its memory."""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.core.turn.view import is_ended
from assistant.core.wire.events import ConversationChanged, Cursor, Event, TurnChanged
from assistant.core.wire.log import ConversationLog, join_deltas
from assistant.eventlogs.contract import CursorLost, Live, Notice


@dataclass(slots=True)
class _Kept:
    log: ConversationLog
    waiting: set[asyncio.Future[None]] = field(default_factory=set)


class MemoryEventLogs:
    """Event logs of one process. Only its event loop may touch them.

    `forget_after` is how many seconds an ended turn stays in its log, for readers who come back.
    """

    def __init__(self, *, forget_after: float = 60.0) -> None:
        self._forget_after = forget_after
        self._kept: dict[str, _Kept] = {}

    def append(self, conversation: str, events: Sequence[Event]) -> None:
        """Number and tell events, in order; neighbouring deltas as one."""
        kept = self._keep(conversation)
        kept.log.append(join_deltas(events))
        _wake(kept)
        for event in events:
            if isinstance(event, TurnChanged) and is_ended(event.turn.state):
                self._later(self._forget, conversation, event.turn.id)
            elif isinstance(event, ConversationChanged):
                self._later(self._drop_idle, conversation)

    def renew(self, conversation: str, turn: str) -> None:
        """Begin a new epoch without `turn`: what was told of it is not what its rows say.

        What is told of another turn meanwhile goes on; its readers take a snapshot first.
        """
        if kept := self._kept.get(conversation):
            kept.log.forget(turn)
            kept.log.epoch = secrets.token_hex(8)
            _wake(kept)
            self._later(self._drop_idle, conversation)

    def drop(self, conversation: str) -> None:
        """Forget a conversation that is gone; its readers' cursors are lost."""
        if kept := self._kept.pop(conversation, None):
            _wake(kept)

    async def look(self, conversation: str) -> Live:
        """The cursor and the live turns at this moment."""
        kept = self._keep(conversation)
        return Live(Cursor(kept.log.epoch, kept.log.seq), kept.log.fold())

    def announce(self, notice: Notice) -> None:
        """There is no other process."""

    def listen(self, hear: Callable[[Notice], None]) -> None:
        """There is no other process."""

    async def check(self) -> str:
        """Memory is always there."""
        return "ok"

    async def read(self, conversation: str, cursor: Cursor) -> tuple[list[str], Cursor]:
        """Wait for frames after `cursor`. Raises CursorLost."""
        while True:
            kept = self._keep(conversation)
            if not kept.log.honours(cursor.epoch, cursor.seq):
                raise CursorLost
            if cursor.seq < kept.log.seq:
                return kept.log.after(cursor.seq), Cursor(kept.log.epoch, kept.log.seq)
            waiting = asyncio.get_running_loop().create_future()
            kept.waiting.add(waiting)
            try:
                await waiting
            except asyncio.CancelledError:
                self._later(self._drop_idle, conversation)
                raise
            finally:
                kept.waiting.discard(waiting)

    def _keep(self, conversation: str) -> _Kept:
        kept = self._kept.get(conversation)
        if kept is None:
            kept = self._kept[conversation] = _Kept(ConversationLog(secrets.token_hex(8)))
            self._later(self._drop_idle, conversation)
        return kept

    def _forget(self, conversation: str, turn: str) -> None:
        if kept := self._kept.get(conversation):
            kept.log.forget(turn)
            self._drop_idle(conversation)

    def _drop_idle(self, conversation: str) -> None:
        kept = self._kept.get(conversation)
        if kept and not kept.log.tells_of_turns and not kept.waiting:
            del self._kept[conversation]

    def _later(self, forget: Callable[..., None], *about: str) -> None:
        asyncio.get_running_loop().call_later(self._forget_after, forget, *about)


def _wake(kept: _Kept) -> None:
    for waiting in kept.waiting:
        if not waiting.done():
            waiting.set_result(None)
    kept.waiting.clear()

"""What every event log promises, and what may come of asking one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from msgspec import Struct

from assistant.core.wire.events import Cursor, Event
from assistant.core.wire.fold import Fold


class CursorLost(Exception):
    """What comes after a cursor can no longer be told; take a snapshot."""


class LogAway(Exception):
    """The log cannot be asked just now; the message says why."""


@dataclass(frozen=True, slots=True)
class Live:
    """What a log knows at one moment: `fold` holds the turns it still tells of."""

    cursor: Cursor
    fold: Fold


class StopAsked(Struct, frozen=True, tag="stop"):
    """Somebody asked for a turn to end; its row says so too."""

    turn: str


Notice = StopAsked
"""What one process has to say to the others: a row first, this second, for whoever cannot wait."""


class EventLogs(Protocol):
    """The one contract of every event log, in memory or not."""

    def append(self, conversation: str, events: Sequence[Event]) -> None:
        """Number and tell events, in order; neighbouring deltas as one."""

    async def look(self, conversation: str) -> Live:
        """The cursor and the live turns at this moment. Raises LogAway."""

    async def read(self, conversation: str, cursor: Cursor) -> tuple[list[str], Cursor]:
        """Wait for frames after `cursor`. Raises CursorLost, LogAway."""

    def renew(self, conversation: str, turn: str) -> None:
        """Begin a new epoch without `turn`: what was told of it is not what its rows say."""

    def drop(self, conversation: str) -> None:
        """Forget a conversation that is gone; its readers' cursors are lost."""

    def announce(self, notice: Notice) -> None:
        """Have every other process hear a notice; there may be none."""

    def listen(self, hear: Callable[[Notice], None]) -> None:
        """Have `hear` called with every notice of another process, from now on."""

    async def check(self) -> str:
        """`ok`, or a short reason why the log cannot be asked. Never raises."""

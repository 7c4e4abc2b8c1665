"""The newest frames of one conversation's log, as one process has read them. No I/O."""

import asyncio
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from assistant.eventlogs.entries import Numbered

KEPT = 512


class Mirror:
    """Frames after `start` up to `seq`; who is behind `start` must ask Redis itself."""

    def __init__(self, epoch: str, seq: int, now: float) -> None:
        self.epoch = epoch
        self.start = self.seq = seq
        self.used = now
        self._entries: list[Numbered] = []
        self._waiting: set[asyncio.Future[None]] = set()

    @property
    def is_followed(self) -> bool:
        """Whether somebody waits for what comes next."""
        return bool(self._waiting)

    def take(self, entries: Sequence[Numbered]) -> bool:
        """Take in what comes next and wake who waits for it; False where something is missing."""
        for entry in entries:
            if entry.since > self.seq + 1:
                return False
            if entry.seq > self.seq:
                self._entries.append(entry)
                self.seq = entry.seq
        if len(self._entries) > 2 * KEPT:
            self.start = self._entries[-KEPT - 1].seq
            del self._entries[:-KEPT]
        self.wake()
        return True

    def after(self, seq: int) -> list[str]:
        """The frames after a number from `start` on."""
        index = bisect_right(self._entries, seq, key=attrgetter("seq"))
        return [entry.frame for entry in self._entries[index:]]

    async def wait(self) -> None:
        """Wait until there is more, or nothing ever again."""
        waiting = asyncio.get_running_loop().create_future()
        self._waiting.add(waiting)
        try:
            await waiting
        finally:
            self._waiting.discard(waiting)

    def wake(self) -> None:
        """Have everybody who waits look again."""
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)
        self._waiting.clear()

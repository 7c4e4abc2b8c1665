"""Paces the replies of a process: under load they are all read together, once a tick."""

import asyncio


class Pace:
    """The tick all replies of a process share. On its event loop only.

    Nobody waits as long as at most `busy` chunks come in `tick` seconds. Under more load what came
    meanwhile is read at the tick, of all replies together: to read, parse, tell and send two chunks
    costs about as much as one, and a timer for each stream more than it saves.
    """

    def __init__(self, *, tick: float = 0.05, busy: int = 36) -> None:
        self._tick = tick
        self._busy = busy
        self._loop = asyncio.get_running_loop()
        self._ticking = False
        self._chunks = 0
        self._counted_from = 0.0
        self._waiting: list[asyncio.Future[None]] = []

    async def wait(self, chunks: int) -> None:
        """Count what was read, and wait until the same reply may be read on."""
        if self._is_busy(chunks):
            waiting = self._loop.create_future()
            self._waiting.append(waiting)
            await waiting

    def _is_busy(self, chunks: int) -> bool:
        if not self._ticking and self._loop.time() - self._counted_from >= self._tick:
            self._counted_from, self._chunks = self._loop.time(), 0
        self._chunks += chunks
        if not self._ticking and self._chunks > self._busy:
            self._start_tick()
        return self._ticking

    def _start_tick(self) -> None:
        self._ticking, self._chunks = True, 0
        self._loop.call_later(self._tick, self._end_tick)

    def _end_tick(self) -> None:
        waiting, self._waiting = self._waiting, []
        self._ticking = False
        # Half, for in the first tick every reply is read once only, whatever came.
        if self._chunks > self._busy / 2:
            self._start_tick()
        for each in waiting:
            # A turn that was stopped waits no more.
            if not each.done():
                each.set_result(None)

"""Commits facts before they are told, whoever is cancelled meanwhile."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from assistant.core.wire.events import Event


class Commits:
    """The commits of one turn; `tell` takes the events of each once it has gone through."""

    def __init__(self, tell: Callable[[Sequence[Event]], None]) -> None:
        self._tell = tell
        self._under_way: set[asyncio.Task[None]] = set()

    async def commit(self, fact: Coroutine[Any, Any, None], *events: Event) -> None:
        """Commit a fact, then tell it: both or neither, even if the caller is cancelled."""
        task = asyncio.create_task(self._store(fact, events))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        await asyncio.shield(task)

    async def see_through(self) -> None:
        """Wait until nothing is under way, also what begins meanwhile."""
        while self._under_way:
            await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _store(self, fact: Coroutine[Any, Any, None], events: Sequence[Event]) -> None:
        await fact
        if events:
            self._tell(events)

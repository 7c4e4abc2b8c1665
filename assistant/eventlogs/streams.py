"""The event logs of many processes, in Redis Streams."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress

import msgspec

from assistant.core.wire.events import Cursor, Event
from assistant.eventlogs.contract import Live, LogAway, Notice
from assistant.eventlogs.entries import Numbered, fold_frames, read_entry
from assistant.eventlogs.keys import CONTROL, Keys, Times, make_epoch
from assistant.eventlogs.link import Link
from assistant.eventlogs.reading import Reader
from assistant.eventlogs.scripts import DROP, LOOK
from assistant.eventlogs.telling import Teller

MOST_NOTICES = 1000


class StreamEventLogs:
    """The logs of all processes, as one of them has them; on its event loop only.

    Made by `open_streams`.
    """

    def __init__(self, link: Link, keys: Keys, teller: Teller, reader: Reader) -> None:
        self._link = link
        self._keys = keys
        self._teller = teller
        self._reader = reader
        self._announcing: set[asyncio.Task[None]] = set()

    def append(self, conversation: str, events: Sequence[Event]) -> None:
        """Number and tell events, in order; neighbouring deltas as one."""
        self._teller.append(conversation, events)

    def renew(self, conversation: str, turn: str) -> None:
        """Begin a new epoch without `turn`: what was told of it is not what its rows say."""
        self._teller.renew(conversation, turn)

    def drop(self, conversation: str) -> None:
        """Forget a conversation that is gone; its readers' cursors are lost."""
        self._teller.drop(conversation)

    async def look(self, conversation: str) -> Live:
        """The cursor and the live turns at this moment. Raises LogAway."""
        head = self._keys.head(conversation)
        while True:
            epoch, seq, floor, found = await self._link.call(
                LOOK, [head], *self._keys.lifetimes, make_epoch()
            )
            entries = [read_entry(id_, fields[1]) for id_, fields in found]
            if _is_whole(entries, floor, seq):
                with suppress(LookupError):
                    fold = fold_frames([entry.frame for entry in entries])
                    return Live(Cursor(epoch.decode(), seq), fold)
            # Redis has thrown some of it away. Whoever writes here finds it gone and tells it anew.
            await self._link.call(DROP, [head])

    async def read(self, conversation: str, cursor: Cursor) -> tuple[list[str], Cursor]:
        """Wait for frames after `cursor`. Raises CursorLost, LogAway."""
        return await self._reader.read(conversation, cursor)

    def announce(self, notice: Notice) -> None:
        """Have every other process hear a notice; its row says the same to who does not."""
        task = asyncio.create_task(self._announce(notice))
        self._announcing.add(task)
        task.add_done_callback(self._announcing.discard)

    def listen(self, hear: Callable[[Notice], None]) -> None:
        """Have `hear` called with every notice of another process, from now on."""
        self._reader.listen(hear)

    async def check(self) -> str:
        """`ok`, or a short reason why Redis does not answer. Never raises."""
        return await self._link.check()

    async def _announce(self, notice: Notice) -> None:
        words = ("s", self._keys.sender, "n", msgspec.json.encode(notice))
        with suppress(LogAway):
            await self._link.ask("XADD", CONTROL, "MAXLEN", "~", MOST_NOTICES, "*", *words)


@asynccontextmanager
async def open_streams(url: str, times: Times) -> AsyncIterator[StreamEventLogs]:
    """The logs in the Redis at `url` until the block is left. Raises LogAway."""
    keys = Keys(secrets.token_hex(8), times)
    async with AsyncExitStack() as stack:
        link, waiting = Link(url), Link(url, blocking=times.block)
        stack.push_async_callback(link.close)
        stack.push_async_callback(waiting.close)
        await link.ask("PING")
        teller = Teller(link, keys)
        reader = Reader(link, waiting, keys)
        for work in (teller.run, reader.run, reader.watch):
            stack.push_async_callback(_end, asyncio.create_task(work()))
        stack.push_async_callback(teller.finish)
        yield StreamEventLogs(link, keys, teller, reader)


async def _end(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.wait({task})


def _is_whole(entries: Sequence[Numbered], floor: int, seq: int) -> bool:
    """Whether every number after `floor` is there."""
    for entry in entries:
        if entry.since > floor + 1 and entry.seq > floor:
            return False
        floor = max(floor, entry.seq)
    return floor == seq

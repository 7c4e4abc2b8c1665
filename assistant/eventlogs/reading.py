"""Reads for all followers of a process: one waiting read over every log they follow."""

import asyncio
import logging
from collections.abc import Callable, Sequence

import msgspec

from assistant.core.wire.events import Cursor
from assistant.eventlogs.contract import CursorLost, LogAway, Notice
from assistant.eventlogs.entries import END, Numbered, read_entry
from assistant.eventlogs.keys import CONTROL, Keys
from assistant.eventlogs.link import Link
from assistant.eventlogs.mirror import Mirror
from assistant.eventlogs.scripts import FOLLOW, READ

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 500
COME_BACK_AFTER = 0.2
_NOTICES: msgspec.json.Decoder[Notice] = msgspec.json.Decoder(Notice)

Entries = Sequence[tuple[bytes, Sequence[bytes]]]


class Reader:
    """The reading half of the logs. On the process's event loop only.

    `waiting` is a link of its own, on which one command waits for news all the time. Logs that are
    followed are kept, again and again; on that occasion is seen which are not what they were, since
    a Redis that was flushed says nothing by itself.
    """

    def __init__(self, link: Link, waiting: Link, keys: Keys) -> None:
        self._link = link
        self._waiting = waiting
        self._keys = keys
        self._times = keys.times
        self._mirrors: dict[str, Mirror] = {}
        self._woken = "0"
        self._controlled = "0"
        self._hear: Callable[[Notice], None] | None = None

    def listen(self, hear: Callable[[Notice], None]) -> None:
        """Have `hear` called with every notice of another process."""
        self._hear = hear

    async def read(self, conversation: str, cursor: Cursor) -> tuple[list[str], Cursor]:
        """Wait for frames after `cursor`. Raises CursorLost, LogAway."""
        known = False
        while True:
            mirror = self._mirrors.get(conversation)
            if mirror and mirror.epoch == cursor.epoch and mirror.start <= cursor.seq:
                mirror.used = asyncio.get_running_loop().time()
                if cursor.seq < mirror.seq:
                    return mirror.after(cursor.seq), Cursor(cursor.epoch, mirror.seq)
                # A snapshot may be newer than what this process has read since.
                if known or cursor.seq == mirror.seq:
                    await mirror.wait()
                    continue
            if entries := await self._ask(conversation, cursor):
                frames = [entry.frame for entry in entries]
                return frames, Cursor(cursor.epoch, entries[-1].seq)
            known = True
            await self._begin(conversation, cursor)

    async def run(self) -> None:
        """Read until cancelled, however often Redis goes away."""
        while True:
            try:
                await self._find_control()
                await self._look_after()
                while True:
                    await self._read_once()
            except LogAway as away:
                logger.warning("Redis is away, followers wait: %s", away)
            except Exception:
                logger.exception("the logs could not be read")
            await asyncio.sleep(COME_BACK_AFTER)

    async def watch(self) -> None:
        """Keep what is followed, and see what is not what it was, until cancelled."""
        while True:
            await asyncio.sleep(self._times.watch)
            try:
                await self._look_after()
            except LogAway:
                # The reader says so.
                continue
            except Exception:
                logger.exception("followed logs could not be looked after")

    async def _ask(self, conversation: str, cursor: Cursor) -> list[Numbered]:
        head = self._keys.head(conversation)
        found = await self._link.call(READ, [head], cursor.epoch, cursor.seq)
        if found is None:
            raise CursorLost
        return [read_entry(id_, fields[1]) for id_, fields in found]

    async def _begin(self, conversation: str, cursor: Cursor) -> None:
        """Follow a log from a cursor on, if it is not followed already."""
        mirror = self._mirrors.get(conversation)
        if mirror and mirror.epoch == cursor.epoch and mirror.start <= cursor.seq:
            return
        if mirror:
            self._lose(conversation)
        now = asyncio.get_running_loop().time()
        self._mirrors[conversation] = Mirror(cursor.epoch, cursor.seq, now)
        await self._link.ask("XADD", self._keys.wake, "MAXLEN", 1, "*", "e", 1)
        await self._look_after()

    def _lose(self, conversation: str) -> None:
        if mirror := self._mirrors.pop(conversation, None):
            mirror.wake()

    async def _find_control(self) -> None:
        last = await self._link.ask("XREVRANGE", CONTROL, "+", "-", "COUNT", 1)
        self._controlled = last[0][0] if last else "0"

    async def _read_once(self) -> None:
        followed = {
            self._keys.stream(name, mirror.epoch).encode(): (name, mirror)
            for name, mirror in self._mirrors.items()
        }
        ids = [f"{mirror.seq}-0" for _, mirror in followed.values()]
        streams: list[str | bytes] = [
            self._keys.wake,
            CONTROL,
            *followed,
            self._woken,
            self._controlled,
            *ids,
        ]
        about = ("COUNT", MOST_AT_ONCE, "BLOCK", int(self._times.block * 1000), "STREAMS")
        for key, entries in await self._waiting.ask("XREAD", *about, *streams) or ():
            if key in followed:
                self._take(*followed[key], entries)
            else:
                self._take_own(key, entries)

    def _take(self, conversation: str, mirror: Mirror, entries: Entries) -> None:
        if self._mirrors.get(conversation) is not mirror:
            return
        is_over = entries[-1][1][1] == END
        if is_over or not mirror.take([read_entry(id_, fields[1]) for id_, fields in entries]):
            self._lose(conversation)

    def _take_own(self, key: bytes, entries: Entries) -> None:
        if key == self._keys.wake.encode():
            self._woken = entries[-1][0].decode()
            return
        self._controlled = entries[-1][0].decode()
        for _, (_, sender, _, notice) in entries:
            if sender.decode() != self._keys.sender and self._hear:
                self._hear(_NOTICES.decode(notice))

    async def _look_after(self) -> None:
        now = asyncio.get_running_loop().time()
        for name, mirror in list(self._mirrors.items()):
            if not mirror.is_followed and now - mirror.used > self._times.follow:
                self._lose(name)
        followed = dict(self._mirrors)
        if not followed:
            return
        heads = {self._keys.head(name): name for name in followed}
        epochs = [mirror.epoch for mirror in followed.values()]
        lost = await self._link.call(FOLLOW, list(heads), int(self._times.follow * 1000), *epochs)
        for head in lost:
            name = heads[head.decode()]
            if self._mirrors.get(name) is followed[name]:
                self._lose(name)

"""Opens the event logs that the settings ask for."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from assistant.conf import Options
from assistant.eventlogs.contract import EventLogs
from assistant.eventlogs.keys import Times
from assistant.eventlogs.memory import MemoryEventLogs


async def check_logs(options: Options) -> str:
    """`ok`, or a short reason why the logs could not be opened. Never raises."""
    if not options.REDIS_URL:
        return "ok"
    from assistant.eventlogs.link import Link  # noqa: PLC0415

    link = Link(options.REDIS_URL)
    try:
        return await link.check()
    finally:
        await link.close()


@asynccontextmanager
async def open_logs(options: Options) -> AsyncIterator[EventLogs]:
    """The logs of this process alone, or with `REDIS_URL` of all. Raises LogAway."""
    if not options.REDIS_URL:
        yield MemoryEventLogs(forget_after=options.FORGET_AFTER)
        return
    # A quarter of a second to load, for whoever uses it.
    from assistant.eventlogs.streams import open_streams  # noqa: PLC0415

    times = Times(forget_after=options.FORGET_AFTER, tick=options.TICK)
    async with open_streams(options.REDIS_URL, times) as logs:
        yield logs

"""The bridge from the event loop to what is sync: the services, and what a host does with rows."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from typing import ParamSpec, TypeVar

from asgiref.sync import ThreadSensitiveContext, sync_to_async
from django.db import connection

P = ParamSpec("P")
R = TypeVar("R")

# A thread of their own: a slow page, or a host's slow tool, holds up no commit and no heartbeat.
_SERVICES = ThreadPoolExecutor(max_workers=1, thread_name_prefix="services")


async def call_service(service: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a service in the services' thread and wait for it."""
    call = partial(_call, partial(service, *args, **kwargs))
    return await asyncio.get_running_loop().run_in_executor(_SERVICES, call)


async def look_up(service: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """The same where hosts' tools look at rows: it may take a while."""
    return await sync_to_async(_call)(partial(service, *args, **kwargs))


def _call(service: Callable[[], R]) -> R:
    _drop_broken_connection()
    try:
        return service()
    finally:
        _give_back_connection()


def _drop_broken_connection() -> None:
    """The thread keeps its connection as long as it works: no request's end ever closes it."""
    if connection.errors_occurred:
        connection.close()


def _give_back_connection() -> None:
    """A pool hands out living connections only: whoever asks anew survives the server's restart."""
    if connection.settings_dict["OPTIONS"].get("pool"):
        connection.close()


@asynccontextmanager
async def own_thread() -> AsyncIterator[None]:
    """What a host does with rows within the block has a thread of its own, on PostgreSQL.

    Otherwise all hosts' work of a process shares one, which is good for SQLite, that lets one write
    at a time, and elsewhere has everybody wait for the slowest query.
    """
    if connection.vendor == "sqlite":
        yield
        return
    executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="host")
    try:
        async with ThreadSensitiveContext(executor=executor):
            yield
    finally:
        # Without waiting: a query of somebody who left may still be under way.
        executor.shutdown(wait=False)

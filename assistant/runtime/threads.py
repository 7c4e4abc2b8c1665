"""The one bridge from the event loop to the services, which are sync."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from asgiref.sync import sync_to_async
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
    return service()


def _drop_broken_connection() -> None:
    """The thread keeps its connection as long as it works: no request's end ever closes it."""
    if connection.errors_occurred:
        connection.close()

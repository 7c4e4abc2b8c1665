"""The one bridge from the event loop to the services, which are sync."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from django.db import connection

P = ParamSpec("P")
R = TypeVar("R")

# A thread of their own: a slow page, or a host's slow tool, holds up no commit and no heartbeat.
_SERVICES = ThreadPoolExecutor(max_workers=1, thread_name_prefix="services")
# Nor does looking something up, in however large a base.
_LOOK_UPS = ThreadPoolExecutor(max_workers=1, thread_name_prefix="look-ups")


async def call_service(service: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a service in the services' thread and wait for it."""
    return await _run_in(_SERVICES, partial(service, *args, **kwargs))


async def look_up(service: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """The same for a service that only reads and may take a while."""
    return await _run_in(_LOOK_UPS, partial(service, *args, **kwargs))


async def _run_in(executor: ThreadPoolExecutor, service: Callable[[], R]) -> R:
    def call() -> R:
        _drop_broken_connection()
        return service()

    return await asyncio.get_running_loop().run_in_executor(executor, call)


def _drop_broken_connection() -> None:
    """The thread keeps its connection as long as it works: no request's end ever closes it."""
    if connection.errors_occurred:
        connection.close()

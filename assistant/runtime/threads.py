"""The one bridge from the event loop to the services, which are sync."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import connection

P = ParamSpec("P")
R = TypeVar("R")

# A thread of their own: a slow page, or a host's slow tool, holds up no commit and no heartbeat.
_SERVICES = ThreadPoolExecutor(max_workers=1, thread_name_prefix="services")


async def call_service(service: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a service in the services' thread and wait for it."""

    def call() -> R:
        _drop_broken_connection()
        return service(*args, **kwargs)

    return await asyncio.get_running_loop().run_in_executor(_SERVICES, call)


def _drop_broken_connection() -> None:
    """The thread keeps its connection as long as it works: no request's end ever closes it."""
    if connection.errors_occurred:
        connection.close()

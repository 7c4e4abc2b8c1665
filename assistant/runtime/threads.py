"""The one bridge from the event loop to the services, which are sync."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from asgiref.sync import sync_to_async
from django.db import close_old_connections, connection

P = ParamSpec("P")
R = TypeVar("R")


async def call_service(service: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a service in the database thread and wait for it."""

    def call() -> R:
        _drop_old_connections()
        try:
            return service(*args, **kwargs)
        finally:
            _drop_old_connections()

    return await sync_to_async(call)()


def _drop_old_connections() -> None:
    """What Django does around a request: we are outside of any."""
    # Within an open transaction (a test's) Django would close it under its owner.
    if not connection.in_atomic_block:
        close_old_connections()

"""The one bridge from the event loop to the services, which are sync."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from asgiref.sync import sync_to_async

P = ParamSpec("P")
R = TypeVar("R")


async def call_service(service: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a service in the database thread and wait for it."""
    return await sync_to_async(service)(*args, **kwargs)

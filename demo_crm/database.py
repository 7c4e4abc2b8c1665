"""The one way from async code to the CRM's rows."""

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from asgiref.sync import sync_to_async
from django.db import close_old_connections, connection

P = ParamSpec("P")
R = TypeVar("R")


def in_database(function: Callable[P, R]) -> Callable[P, Coroutine[Any, Any, R]]:
    """Make a sync function over the ORM awaitable.

    The assistant calls outside any web request, so no signal drops a connection that has aged or
    that the server closed in the meantime: that is done here, before and after each use.
    """

    @wraps(function)
    def use_living_connection(*args: P.args, **kwargs: P.kwargs) -> R:
        _drop_old_connections()
        try:
            return function(*args, **kwargs)
        finally:
            _drop_old_connections()

    return sync_to_async(use_living_connection)


def _drop_old_connections() -> None:
    # Django takes an open transaction for a forgotten one and would close it under its owner.
    if not connection.in_atomic_block:
        close_old_connections()

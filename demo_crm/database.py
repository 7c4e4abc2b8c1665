"""The one way from async code to the CRM's rows."""

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from asgiref.sync import sync_to_async
from django.db import close_old_connections

P = ParamSpec("P")
R = TypeVar("R")


def in_database(function: Callable[P, R]) -> Callable[P, Coroutine[Any, Any, R]]:
    """Make a sync function over the ORM awaitable.

    Assistant calls come outside any web request, so no signal drops a connection that the
    server has closed in the meantime: it is looked at before and after each use.
    """

    @wraps(function)
    def use_fresh_connection(*args: P.args, **kwargs: P.kwargs) -> R:
        close_old_connections()
        try:
            return function(*args, **kwargs)
        finally:
            close_old_connections()

    return sync_to_async(use_fresh_connection)

"""The one way from async code to the CRM's rows."""

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from asgiref.sync import sync_to_async
from django.db import connection

P = ParamSpec("P")
R = TypeVar("R")


def in_database(function: Callable[P, R]) -> Callable[P, Coroutine[Any, Any, R]]:
    """Make a sync function over the ORM awaitable.

    The assistant calls outside any web request, so no signal drops a connection that the server
    closed in the meantime: that is looked at here, before each use. One that works is kept, for to
    open one costs more than most questions.
    """

    @wraps(function)
    def use_living_connection(*args: P.args, **kwargs: P.kwargs) -> R:
        _drop_dead_connection()
        try:
            return function(*args, **kwargs)
        finally:
            _give_back_connection()

    return sync_to_async(use_living_connection)


def _drop_dead_connection() -> None:
    # Within a transaction it is its owner's to close.
    if connection.connection is None or connection.in_atomic_block:
        return
    if connection.errors_occurred or not connection.is_usable():
        connection.close()


def _give_back_connection() -> None:
    """To the pool, if there is one: the thread may end before anybody asks here again."""
    if connection.settings_dict["OPTIONS"].get("pool") and not connection.in_atomic_block:
        connection.close()

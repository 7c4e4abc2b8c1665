"""Locks between processes that PostgreSQL keeps: they end with the connection that holds them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

SERVING = 0x57_65_66_74_01
"""Held by the only process that serves a database without Redis."""
PREPARING = 0x57_65_66_74_02
"""Held while migrations and the like run."""


def connect() -> Any:
    """A connection to the database of its own, in no pool. Raises django.db.Error."""
    wrapper: Any = connection
    with wrapper.wrap_database_errors:
        opened = wrapper.Database.connect(**wrapper.get_connection_params())
        opened.autocommit = True
        return opened


@contextmanager
def try_lock(key: int) -> Iterator[bool]:
    """Hold a lock until the block is left; False where somebody else holds it."""
    with connect() as opened:
        [held] = opened.execute("SELECT pg_try_advisory_lock(%s)", [key]).fetchone()
        yield held


@contextmanager
def wait_for_lock(key: int) -> Iterator[None]:
    """Wait for a lock and hold it until the block is left."""
    with connect() as opened:
        opened.execute("SELECT pg_advisory_lock(%s)", [key])
        yield

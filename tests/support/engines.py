"""The same rows on another database server, for tests that must hold on each."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import environ
from django.core.management import call_command
from django.db import ConnectionHandler, connections, transaction

from tests.support.postgres import start_postgres


@contextmanager
def open_postgres() -> Iterator[Any]:
    """A connection to a migrated PostgreSQL database of the tests' own."""
    with start_postgres() as server:
        database = environ.Env.db_url_config(server.create("knowledge"))
        handler = ConnectionHandler({"default": database})
        with stand_in(handler["default"]):
            call_command("migrate", verbosity=0)
        yield handler["default"]
        handler["default"].close()


@contextmanager
def stand_in(connection: Any) -> Iterator[None]:
    """Have this thread's queries go to `connection`."""
    before = connections["default"]
    connections["default"] = connection
    try:
        yield
    finally:
        connections["default"] = before


@contextmanager
def rolled_back(connection: Any) -> Iterator[None]:
    """The same, with nothing left of it afterwards."""
    with stand_in(connection), transaction.atomic():
        yield
        transaction.set_rollback(True)

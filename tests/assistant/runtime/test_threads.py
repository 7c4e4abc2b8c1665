"""The bridge to the services: one thread for the database, results and faults handed back."""

import threading
import time

import pytest
from django.db import connection

from assistant.runtime.threads import call_service

pytestmark = pytest.mark.django_db(transaction=True)


async def test_services_run_in_one_thread_beside_the_loop():
    names = {await call_service(threading.get_ident) for _ in range(3)}
    assert len(names) == 1
    assert threading.get_ident() not in names


async def test_arguments_and_results_are_handed_on():
    assert await call_service(divmod, 7, 3) == (2, 1)
    assert await call_service(int, "ff", base=16) == 255


async def test_a_fault_is_raised_where_it_was_asked():
    with pytest.raises(ZeroDivisionError):
        await call_service(divmod, 1, 0)


async def test_a_connection_that_grew_old_is_dropped():
    def grow_old() -> object:
        connection.ensure_connection()
        connection.close_at = time.monotonic() - 1
        return connection.connection

    old = await call_service(grow_old)
    assert await call_service(lambda: connection.connection) is not old


async def test_an_open_transaction_keeps_its_connection():
    def begin() -> object:
        connection.set_autocommit(False)
        connection.in_atomic_block = True
        connection.close_at = time.monotonic() - 1
        return connection.connection

    def end() -> object:
        kept = connection.connection
        connection.in_atomic_block = False
        connection.rollback()
        connection.set_autocommit(True)
        return kept

    assert await call_service(begin) is await call_service(end)

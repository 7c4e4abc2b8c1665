"""The bridge to the services: one thread for the database, results and faults handed back."""

import asyncio
import threading

import pytest
from asgiref.sync import sync_to_async
from django.db import connection

from assistant.runtime.threads import call_service, look_up, own_thread

pytestmark = pytest.mark.django_db(transaction=True)


async def test_services_run_in_one_thread_beside_the_loop():
    names = {await call_service(threading.get_ident) for _ in range(3)}
    assert len(names) == 1
    assert threading.get_ident() not in names


async def test_looking_up_holds_up_no_service():
    release = threading.Event()
    slow = asyncio.ensure_future(look_up(release.wait))
    assert await asyncio.wait_for(call_service(int, "7"), timeout=10) == 7
    release.set()
    assert await slow


async def test_arguments_and_results_are_handed_on():
    assert await call_service(divmod, 7, 3) == (2, 1)
    assert await call_service(int, "ff", base=16) == 255


async def test_a_fault_is_raised_where_it_was_asked():
    with pytest.raises(ZeroDivisionError):
        await call_service(divmod, 1, 0)


async def test_the_connection_is_kept_from_service_to_service_or_given_back_to_its_pool():
    def look() -> object:
        connection.ensure_connection()
        return connection.connection

    first = await call_service(look)
    held = await call_service(lambda: connection.connection)
    assert held is (first if connection.vendor == "sqlite" else None)


async def test_a_broken_connection_is_dropped():
    def break_it() -> object:
        connection.ensure_connection()
        broken = connection.connection
        broken.close()
        connection.errors_occurred = True
        return broken

    broken = await call_service(break_it)
    assert await call_service(lambda: connection.connection) is not broken


async def test_a_slow_host_holds_up_no_service():
    release = threading.Event()
    slow = asyncio.ensure_future(sync_to_async(release.wait)())
    assert await asyncio.wait_for(call_service(int, "7"), timeout=20) == 7
    release.set()
    await slow


async def test_where_several_may_write_a_slow_host_holds_up_no_other():
    async def work() -> threading.Thread:
        async with own_thread():
            return await sync_to_async(threading.current_thread)()

    assert (await work() is await work()) == (connection.vendor == "sqlite")


async def test_whoever_leaves_waits_for_no_query():
    release, begun = threading.Event(), threading.Event()

    def query() -> None:
        begun.set()
        release.wait(20)

    async def work() -> None:
        async with own_thread():
            await sync_to_async(query)()

    task = asyncio.create_task(work())
    await asyncio.to_thread(begun.wait, 20)
    task.cancel()
    await asyncio.wait({task}, timeout=20)
    assert task.cancelled()
    release.set()

"""Waits for what happens in other threads and processes, by looking again and again.

row = await see(lambda: find_ended(job))      # the first value that is true
"""

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

from django.db import connection

T = TypeVar("T")
PATIENCE = 60.0


def wait_until(look: Callable[[], T]) -> T:
    """The first value of `look` that is true."""
    give_up = time.monotonic() + PATIENCE
    while not (seen := look()):
        assert time.monotonic() < give_up, "waited in vain"
        time.sleep(0.02)
    return seen


async def see(look: Callable[[], T]) -> T:
    """The first value of `look` that is true; it may read rows, and does not hold up the loop."""

    def wait() -> T:
        try:
            return wait_until(look)
        finally:
            connection.close()

    return await asyncio.to_thread(wait)

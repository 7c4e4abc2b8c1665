"""The worker inside `serve`: Celery in a thread, on a broker in memory."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Event, Thread
from types import ModuleType

from django.db import connection

from assistant.conf import Options
from assistant.runtime.leases import WORKER, hold_lease
from assistant.waking import ask_for_worker

logger = logging.getLogger(__name__)

STOP_WITHIN = 1.0
"""Seconds that a job at hand gets to notice the end; it is done again by the next worker."""


@asynccontextmanager
async def open_worker() -> AsyncIterator[None]:
    """A worker until the block is left, unless the settings leave the work to others."""
    options = Options.read()
    if options.REDIS_URL or not options.WORKER:
        yield
        return
    worker = EmbeddedWorker()
    await asyncio.to_thread(worker.start)
    try:
        yield
    finally:
        await asyncio.to_thread(worker.stop)


class EmbeddedWorker:
    """A Celery worker in a thread of this process; it touches no signal handler."""

    def __init__(self) -> None:
        self._thread = Thread(target=self._work, daemon=True, name="worker")
        self._is_known = Event()
        self._is_stopping = Event()
        self._celery: ModuleType | None = None

    def start(self) -> None:
        """Start, and wait until others can see that there is a worker."""
        self._thread.start()
        self._is_known.wait()

    def stop(self) -> None:
        """Stop soon; a job that does not notice is left behind with the process."""
        self._is_stopping.set()
        if self._celery:
            self._celery.stop_worker()
            # A message ends Celery's wait for messages, of which it has one more before it goes.
            ask_for_worker()
            ask_for_worker()
        self._thread.join(STOP_WITHIN)

    def _work(self) -> None:
        try:
            with hold_lease(kind=WORKER):
                self._is_known.set()
                celery = _load_celery()
                celery.forget_stop()
                self._celery = celery
                if not self._is_stopping.is_set():
                    celery.run_worker()
        except Exception:
            logger.exception("the worker has ended; jobs wait until the next start")
        finally:
            self._is_known.set()
            connection.close()


def _load_celery() -> ModuleType:
    # Half a second that the start of the site should not wait for.
    from config import celery  # noqa: PLC0415

    return celery

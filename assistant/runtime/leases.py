"""Says that a worker lives: a Process row that a thread keeps fresh."""

import logging
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import DatabaseError, connection

from assistant.conf import Options
from assistant.services import processes

logger = logging.getLogger(__name__)

WORKER, AT_WORK = "worker", "job"
"""Kinds of process rows: a worker, for as long as it runs, and a thread of it while it works."""


@contextmanager
def hold_lease(*, kind: str) -> Iterator[uuid.UUID]:
    """A process row with a heartbeat until the block is left; its id is the lease.

    For threads that block. The row goes with the process's heartbeat if the process is killed.
    """
    process = processes.register_process(kind=kind, pid=os.getpid())
    done = Event()
    beating = Thread(target=_beat, args=(process, kind, done), daemon=True, name=f"{kind} lease")
    beating.start()
    try:
        yield process
    finally:
        done.set()
        beating.join()
        processes.remove_process(process=process)


def _beat(process: uuid.UUID, kind: str, done: Event) -> None:
    every = Options.read().HEARTBEAT
    while not done.wait(every):
        try:
            processes.beat(process=process, kind=kind, pid=os.getpid(), running=())
        except DatabaseError:
            logger.exception("a heartbeat failed; it is tried again")
        finally:
            # Held between beats, it would be one connection for each of them.
            connection.close()

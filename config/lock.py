"""Lets one `serve` at a time use a SQLite database, and names the one that does."""

import fcntl
import os
from pathlib import Path
from typing import IO


class AlreadyServed(Exception):
    """Another process serves this database; the message says which and where."""


def take_lock(database: Path) -> IO[str]:
    """Hold the lock beside `database` for as long as the returned file stays open.

    The system drops it with the process, even one that was killed: holding it proves that every
    earlier `serve` is dead. Raises AlreadyServed.
    """
    file = database.resolve().with_suffix(".lock").open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        holder = file.read().strip() or "another process"
        file.close()
        raise AlreadyServed(f"Weft is running already: {holder}.") from None
    return file


def sign_lock(lock: IO[str], address: str) -> None:
    """Say who holds a lock and where they serve, for whoever is refused."""
    lock.truncate(0)
    lock.write(f"{address} (process {os.getpid()})")
    lock.flush()

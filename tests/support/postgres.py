"""A real PostgreSQL server for the tests alone, on a free port, in a folder that goes with it.

with start_postgres() as server:
    ...  # DATABASE_URL=server.url("weft")
"""

import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from tests.support import daemons

MISSING = "PostgreSQL is not installed (Debian: apt-get install postgresql)"
READY_WITHIN = 30.0
USER = "weft"
# Nothing of it is to outlive the tests, so nothing of it is ever waited for on disk.
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@dataclass(frozen=True, slots=True)
class Postgres:
    """A server that runs."""

    port: int

    def url(self, database: str) -> str:
        """How DATABASE_URL names one of its databases."""
        return f"postgres://{USER}@127.0.0.1:{self.port}/{database}"

    def create(self, database: str) -> str:
        """Make an empty database; returns its URL."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {database}")
        return self.url(database)


def find_binaries() -> Path | None:
    """Where the server's programs are; None where there are none."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    # Debian keeps them off the PATH, a folder for each version.
    folders = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(folders, key=lambda path: float(path.parts[-3]), default=None)
    return newest.parent if newest else None


def write_flush(operations: Any, _style: Any, tables: Iterable[str], **_: Any) -> list[str]:
    """Empties tables between tests: a TRUNCATE makes new files for each of them, full or not."""
    deletes = [f"DELETE FROM {operations.quote_name(table)}" for table in tables]
    keys_off, keys_on = (f"SET session_replication_role = {role}" for role in ("replica", "origin"))
    return ["; ".join([keys_off, *deletes, keys_on])]


@contextmanager
def start_postgres() -> Iterator[Postgres]:
    """Run a server until the block is left."""
    binaries = find_binaries()
    assert binaries, MISSING
    with daemons.own_folder("postgres") as folder:
        data = folder / "data"
        make = ["--auth=trust", f"--username={USER}", "--no-sync", "--encoding=UTF8", "--locale=C"]
        daemons.run([binaries / "initdb", *make, "--pgdata", data], folder)
        port = daemons.find_free_port()
        options = [f"port={port}", "listen_addresses=127.0.0.1", *CARELESS]
        options += [f"unix_socket_directories={folder}", "max_connections=60"]
        command = [binaries / "postgres", "-D", data]
        process = daemons.start([*command, *(f"--{option}" for option in options)], folder)
        try:
            server = Postgres(port)
            _wait(server, folder / "log")
            yield server
        finally:
            daemons.stop(process)


def _wait(server: Postgres, log: Path) -> None:
    give_up = time.monotonic() + READY_WITHIN
    while True:
        try:
            psycopg.connect(server.url("postgres")).close()
        except psycopg.OperationalError as error:
            if time.monotonic() > give_up:
                raise RuntimeError(f"PostgreSQL did not start: {log.read_text()}") from error
            time.sleep(0.05)
        else:
            return

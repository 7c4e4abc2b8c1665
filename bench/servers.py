"""Starts what is measured, each server in a process of its own that the block's end takes down."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.upstream import MODEL

ROOT = Path(__file__).resolve().parents[1]
STOP_WITHIN = 10.0


@dataclass(frozen=True, slots=True)
class Server:
    """A server that listens at `address`; `database` is its SQLite file, if it has one."""

    address: str
    pid: int
    database: Path | None = None


Start = Callable[[str], AbstractContextManager[Server]]
"""Starts a server that asks the upstream at an address."""


@contextmanager
def start_upstream() -> Iterator[str]:
    """Start the scripted model; its address, which ends in a slash."""
    with tempfile.TemporaryDirectory() as folder, _run("-m", "bench.upstream", folder=folder) as up:
        yield up.address


@contextmanager
def start_application(path: str, upstream: str) -> Iterator[Server]:
    """Serve the ASGI application at an import path like `bench.relay:app`."""
    with (
        tempfile.TemporaryDirectory() as folder,
        _run("-m", "bench.serving", path, folder=folder, env=_name_model(upstream)) as server,
    ):
        yield server


@contextmanager
def start_weft(upstream: str, seeded: Path, redis: str = "") -> Iterator[Server]:
    """Serve the site in earnest (`WEFT_DEBUG` off), on a copy of a seeded database.

    With the address of a Redis its event log is there.
    """
    with tempfile.TemporaryDirectory() as folder:
        database = Path(shutil.copy(seeded, folder))
        env = _name_model(upstream) | _name_database(database) | {"REDIS_URL": redis}
        with _run("manage.py", "serve", "--port=0", folder=folder, env=env) as server:
            yield Server(server.address, server.pid, database)


def seed_database(folder: str) -> Path:
    """Make a database with the demo's people and homes, once for all rounds."""
    database = Path(folder) / "weft.sqlite3"
    for command in ("migrate", "seed_demo"):
        subprocess.run(
            [sys.executable, "manage.py", command, "--verbosity=0"],
            cwd=ROOT,
            env=_clean_environment() | _name_database(database),
            check=True,
        )
    return database


@contextmanager
def _run(*command: str, folder: str, env: dict[str, str] | None = None) -> Iterator[Server]:
    log = Path(folder) / "stderr"
    with (
        log.open("wb") as stderr,
        subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=_clean_environment() | (env or {}),
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
        ) as process,
    ):
        try:
            yield Server(_read_address(process, log), process.pid)
        finally:
            process.terminate()
            try:
                process.wait(STOP_WITHIN)
            except subprocess.TimeoutExpired:
                process.kill()


def _read_address(process: subprocess.Popen[str], log: Path) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        for word in line.split():
            if word.startswith("http://"):
                return word
    raise RuntimeError(f"{process.args} did not start: {log.read_text()}")


def _clean_environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("OPENAI", "WEFT", "DATABASE_URL", "DJANGO"))
    }
    return kept | {"PYTHONUNBUFFERED": "1"}


def _name_model(upstream: str) -> dict[str, str]:
    return {
        "OPENAI_BASE_URL": f"{upstream}v1",
        "OPENAI_API_KEY": "scripted",
        "WEFT_MODEL": MODEL,
    }


def _name_database(database: Path) -> dict[str, str]:
    return {
        "DATABASE_URL": f"sqlite:///{database}",
        "WEFT_DEBUG": "off",
        "WEFT_SECRET_KEY": "only-for-a-benchmark-and-not-a-secret-at-all-0123456789",
    }

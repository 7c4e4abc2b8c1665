"""A real Redis server for the tests alone, on a free port, with nothing on disk.

with start_redis() as server:
    ...  # REDIS_URL=server.url
"""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redis import Redis
from redis.exceptions import ConnectionError as NoConnection

from tests.support import daemons

MISSING = "Redis is not installed (Debian: apt-get install redis-server)"
READY_WITHIN = 20.0


class RedisServer:
    """A server that runs; it can be flushed and restarted under its users."""

    def __init__(self, folder: Path) -> None:
        self.port = daemons.find_free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Run, empty, and wait until it answers."""
        careless = ["--save", "", "--appendonly", "no", "--bind", "127.0.0.1"]
        command = ["redis-server", "--port", str(self.port), *careless]
        self._process = daemons.start(command, self._folder)
        give_up = time.monotonic() + READY_WITHIN
        while not self._answers():
            assert time.monotonic() < give_up, (self._folder / "log").read_text()
            time.sleep(0.02)

    def stop(self) -> None:
        """Be gone, and everything with it."""
        assert self._process
        daemons.stop(self._process)

    def flush(self) -> None:
        """Forget everything, in mid-flight."""
        with Redis.from_url(self.url) as client:
            client.flushall()

    def find_keys(self) -> set[str]:
        """The names of all that is there."""
        with Redis.from_url(self.url) as client:
            return {key.decode() for key in client.keys("*")}

    def delete(self, key: str) -> None:
        """Throw one key away, as a Redis that is short of memory may."""
        with Redis.from_url(self.url) as client:
            assert client.delete(key)

    def count_entries(self, key: str) -> int:
        """How long a stream is."""
        with Redis.from_url(self.url) as client:
            length: int = client.xlen(key)
            return length

    def stays(self, key: str) -> bool:
        """Whether a key is there until somebody deletes it."""
        with Redis.from_url(self.url) as client:
            return client.ttl(key) == -1

    def _answers(self) -> bool:
        try:
            with Redis.from_url(self.url) as client:
                return bool(client.ping())
        except NoConnection:
            return False


def is_installed() -> bool:
    return shutil.which("redis-server") is not None


@contextmanager
def start_redis() -> Iterator[RedisServer]:
    """Run a server until the block is left."""
    with daemons.own_folder("redis") as folder:
        server = RedisServer(folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()

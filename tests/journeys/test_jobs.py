"""Background work outlives whoever does it: workers killed and stopped, messages and Redis lost."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.support import redis_server
from tests.support.redis_server import RedisServer, start_redis
from tests.support.served import ROOT, environment
from tests.support.waiting import wait_until

pytestmark = pytest.mark.timeout(240)

PAGE = ROOT / "docs" / "operations.md"
STEPS = '{{"folder": "{}", "hold": 1}}'
LEAVE_WITHIN = 30


class House:
    """A site's database in `folder`, and the processes that tests start on it."""

    def __init__(self, folder: Path, **more: str) -> None:
        self.folder = folder
        self.made = folder / "made"
        self.made.mkdir()
        self._more = {"DJANGO_SETTINGS_MODULE": "tests.support.job_settings", **more}

    def start(self) -> str:
        """Start the job that holds before its second step, from a process of its own; its id."""
        wait_until(lambda: "http://" in (self.folder / "log").read_text())
        arguments = f"--arguments={STEPS.format(self.made)}"
        command = [sys.executable, "manage.py", "jobs", "start", "steps", arguments]
        return subprocess.check_output(command, env=self._env(), cwd=ROOT, text=True).strip()

    def look(self, job: str) -> tuple[str, int, int]:
        """State, attempts and progress, as the file has them."""
        with closing(sqlite3.connect(self.folder / "weft.sqlite3", timeout=20)) as database:
            query = "SELECT state, attempts, done FROM assistant_job WHERE id = ?"
            return database.execute(query, [job.replace("-", "")]).fetchone()

    def is_ready(self) -> bool:
        """Whether `/readyz` names a worker."""
        [address] = re.findall(r"http://[\d.:]+/readyz", (self.folder / "log").read_text())
        with urllib.request.urlopen(address, timeout=60) as answer:
            return json.load(answer)["worker"] == "ok"

    def wait_for_hold(self) -> None:
        wait_until(lambda: (self.made / "held").exists())
        (self.made / "held").unlink()

    def release(self) -> None:
        (self.made / "go").touch()

    def read_steps(self) -> list[str]:
        """Which attempt made each step."""
        return [path.read_text() for path in sorted(self.made.glob("step-*"))]

    @contextmanager
    def run(self, *words: str) -> Iterator[subprocess.Popen[bytes]]:
        """A process of the house until the block is left."""
        log = (self.folder / "log").open("ab")
        process = subprocess.Popen(
            [sys.executable, *words], env=self._env(), cwd=ROOT, stdout=log, stderr=log
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()
            log.close()

    def serve(self):
        return self.run("manage.py", "serve", "--port=0")

    def work(self):
        """A worker of its own, by the command of the docs."""
        [line] = re.findall(r"^ +\.venv/bin/celery (-A .*?) +#", PAGE.read_text(), re.MULTILINE)
        return self.run("-m", "celery", *line.split())

    def _env(self) -> dict[str, str]:
        return environment(self.folder, **self._more) | {"PYTHONPATH": str(ROOT)}


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    if not redis_server.is_installed():
        pytest.skip(redis_server.MISSING)
    with start_redis() as server:
        yield server


def stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    process.wait(LEAVE_WITHIN)


def test_a_killed_site_loses_no_job_and_does_no_step_twice(tmp_path):
    house = House(tmp_path)
    with house.serve() as site:
        # Sent from another process, the message reaches nobody.
        job = house.start()
        house.wait_for_hold()
        assert house.look(job) == ("running", 1, 1)
        os.kill(site.pid, signal.SIGKILL)
        site.wait()
    with house.serve() as site:
        house.wait_for_hold()
        assert house.look(job)[:2] == ("running", 2)
        house.release()
        wait_until(lambda: house.look(job) == ("done", 2, 3))
        stop(site)
    assert house.read_steps() == ["1", "2", "2"]
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_workers_on_redis_take_over_from_one_that_was_killed(tmp_path, redis):
    house = House(tmp_path, REDIS_URL=redis.url)
    with house.serve(), house.work() as first:
        job = house.start()
        house.wait_for_hold()
        assert house.look(job) == ("running", 1, 1)
        wait_until(house.is_ready)
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
        # Its queue and who listens to it are forgotten; Redis is told anew.
        redis.flush()
        with house.work() as second:
            house.wait_for_hold()
            assert house.look(job)[:2] == ("running", 2)
            stop(second)
        assert house.look(job)[:2] == ("queued", 1)
        wait_until(lambda: not house.is_ready())
        house.release()
        with house.work():
            wait_until(lambda: house.look(job) == ("done", 2, 3))
    assert house.read_steps() == ["1", "2", "2"]
    assert "Traceback" not in (tmp_path / "log").read_text()

"""A worker of its own, by the command of the docs: refused with a reason where it cannot work."""

import re
import subprocess
import sys
from pathlib import Path

from tests.support.daemons import find_free_port
from tests.support.served import environment

ROOT = Path(__file__).resolve().parents[2]


def run(folder: Path, **more: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "celery", "-A", "config", "worker"]
    env = {key: value for key, value in environment(folder).items() if key != "REDIS_URL"} | more
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=100)
    return done.returncode, done.stderr


def test_without_redis_a_worker_of_its_own_is_refused(tmp_path):
    code, said = run(tmp_path)
    assert (code, "Traceback" in said) == (1, False)
    assert "needs REDIS_URL" in said


def test_a_redis_that_is_away_is_named_without_its_password(tmp_path):
    port = find_free_port()
    code, said = run(tmp_path, REDIS_URL=f"redis://:hunter2@127.0.0.1:{port}/0")
    assert (code, "Traceback" in said) == (1, False)
    assert re.search(rf"Redis cannot be reached \(127\.0\.0\.1:{port}\).*", said)
    assert "correct REDIS_URL" in said
    assert "hunter2" not in said


def test_the_site_is_imported_without_celery():
    program = "import sys, config.asgi; sys.exit(bool({'celery', 'kombu'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0

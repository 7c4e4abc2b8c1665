"""`manage.py serve`: from nothing to a site that answers, and out again."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).resolve().parents[4]
BOOT_WITHIN, LEAVE_WITHIN = 90, 30


@pytest.mark.parametrize("port", ["eighty", "-1", "65536", "8000.0", "٨٠"])
def test_a_port_that_is_none_is_refused_by_name(port):
    with pytest.raises(CommandError, match=f"PORT must be a number.*{re.escape(port)}"):
        call_command("serve", f"--port={port}")


@pytest.mark.django_db
def test_a_port_that_is_taken_is_refused_with_a_way_out():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"port {port}.*PORT={port + 1} make run"):
            call_command("serve", f"--port={port}")


def start(folder: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/weft.sqlite3"}
    environment |= {"DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        [sys.executable, ROOT / "manage.py", "serve", "--port=0"],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def served(tmp_path) -> Iterator[tuple[subprocess.Popen[str], str, Path]]:
    """A site started on an empty folder, and its address."""
    process = start(tmp_path)
    assert process.stdout
    address = next(
        found[0] for line in process.stdout if (found := re.search(r"http://[\d.:]+/", line))
    )
    yield process, address, tmp_path
    process.kill()
    process.communicate()


@pytest.mark.timeout(2 * BOOT_WITHIN)
def test_one_command_serves_and_one_key_ends_it(served):
    process, address, folder = served
    with urllib.request.urlopen(f"{address}readyz", timeout=60) as answer:
        assert answer.status == 200
    with urllib.request.urlopen(f"{address}login/", timeout=60) as answer:
        assert b"alice" in answer.read()
    second = start(folder)
    _, refusal = second.communicate(timeout=BOOT_WITHIN)
    assert second.returncode == 1
    assert address in refusal
    assert "Traceback" not in refusal
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=LEAVE_WITHIN)
    assert "Traceback" not in said
    assert process.returncode in (0, -signal.SIGINT)

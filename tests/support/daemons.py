"""Runs servers that belong to the tests alone: without root's rights, gone when the tests are."""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

STOP_WITHIN = 10.0


def find_free_port() -> int:
    """A port of loopback that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def own_folder(name: str) -> Iterator[Path]:
    """A folder for a server's files, that whoever `run` makes of us may write in."""
    with TemporaryDirectory(prefix=f"weft-{name}-") as folder:
        if user := _find_user():
            shutil.chown(folder, user, user)
        yield Path(folder)


def run(command: Sequence[str | Path], folder: Path) -> None:
    """Run a command to its end. Raises RuntimeError with what it said."""
    done = subprocess.run([*_as_nobody(), *command], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stdout}{done.stderr}")


def start(command: Sequence[str | Path], folder: Path) -> subprocess.Popen[bytes]:
    """Start a server that says what it has to say in `folder`/log."""
    with (folder / "log").open("ab") as log:
        return subprocess.Popen([*_as_nobody(), *command], cwd=folder, stdout=log, stderr=log)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server, politely first."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(STOP_WITHIN)
    process.kill()
    process.wait()


def _as_nobody() -> list[str]:
    """What makes a command die with us, and run as somebody else if we are root."""
    if not shutil.which("setpriv"):
        return []
    fate = ["setpriv", "--pdeathsig=TERM"]
    if user := _find_user():
        group = str(pwd.getpwnam(user).pw_gid)
        fate += [f"--reuid={user}", f"--regid={group}", "--clear-groups"]
    return fate


def _find_user() -> str | None:
    """PostgreSQL refuses to run as root, so nothing here does."""
    if os.geteuid() != 0:
        return None
    names = {each.pw_name for each in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"

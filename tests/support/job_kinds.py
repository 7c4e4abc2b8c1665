"""Kinds of jobs for tests, and the settings that name them.

`steps` touches one file per step in `folder`, each only once whoever runs it; with `hold` it waits
before that step until the file `go` is there, or until it is told to end.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.test import override_settings

from assistant.errors import Refusal
from assistant.services.job_runs import JobRun

KINDS = {
    name: f"{__name__}.{name}" for name in ("steps", "break_down", "refuse", "echo", "stay_deaf")
}
DEADLINE = 60.0


def steps(job: JobRun) -> dict:
    """Write which attempt made each step; the result says how many there are."""
    folder = Path(job.arguments["folder"])
    total = job.arguments.get("steps", 3)
    for step in range(total):
        if job.is_cancelled or (step == job.arguments.get("hold") and not _wait(job, folder)):
            break
        made = folder / f"step-{step}"
        if not made.exists():
            made.write_text(f"{job.attempt}")
        job.report(step + 1, total, words=f"step {step}")
    return {"steps": len(list(folder.glob("step-*")))}


def _wait(job: JobRun, folder: Path) -> bool:
    (folder / "held").write_text(str(os.getpid()))
    give_up = time.monotonic() + DEADLINE
    while not (folder / "go").exists():
        if job.is_cancelled or time.monotonic() > give_up:
            return False
        time.sleep(0.02)
    return True


def stay_deaf(job: JobRun) -> None:
    """Never ask whether to end."""
    folder = Path(job.arguments["folder"])
    (folder / "held").write_text(str(os.getpid()))
    give_up = time.monotonic() + DEADLINE
    while not (folder / "go").exists() and time.monotonic() < give_up:
        time.sleep(0.02)


def break_down(job: JobRun) -> None:
    raise RuntimeError("secret=hunter2")


def refuse(job: JobRun) -> None:
    raise Refusal("bad_arguments", "Say it otherwise.")


def echo(job: JobRun) -> dict:
    return dict(job.arguments)


@contextmanager
def known_kinds(**weft) -> Iterator[None]:
    """These kinds besides the site's, and `weft` of its settings."""
    jobs = {**settings.WEFT["JOBS"], **KINDS}
    with override_settings(WEFT={**settings.WEFT, "JOBS": jobs, **weft}):
        yield

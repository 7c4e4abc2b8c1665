"""One run of a job: what its work is handed, and how its end is stored."""

import logging
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.db import InterfaceError, OperationalError
from django.db.models.functions import Now
from django.utils.module_loading import import_string

from assistant.conf import Options
from assistant.errors import AssistantError, Fenced, Refusal
from assistant.models import Job
from assistant.services.jobs import Hold, read_json, requeue_job

logger = logging.getLogger(__name__)

UNTOLD = "The work failed; the worker's log says why."
LONGEST_WORDS = 200
LONGEST_MESSAGE = 2000


class JobRun:
    """What the work of a job is handed: its arguments, and a way to tell and to ask.

    The work may be run again after a crash, from the beginning: it must find what it has done.
    What it returns, a JSON object or nothing, is the job's result.
    """

    def __init__(self, job: Job, is_stopping: Callable[[], bool]) -> None:
        self.id: uuid.UUID = job.pk
        self.arguments: Mapping[str, Any] = job.arguments
        self.attempt: int = job.attempts
        self.hold = Hold(job.pk, job.fence)
        self.was_told: str = ""
        self._is_stopping = is_stopping

    def report(self, done: int, total: int | None = None, words: str = "") -> None:
        """Say how far the work is. Raises Fenced once another worker has the job."""
        about = {"done": done, "total": total, "words": words[:LONGEST_WORDS]}
        if not Job.objects.owned(self.id, self.hold.fence).update(**about):
            raise Fenced(f"job {self.id} has another worker now")

    @property
    def is_cancelled(self) -> bool:
        """Whether to return now: somebody asked for it, or this process ends.

        It asks the database. After the end of the process the job is run again elsewhere.
        Raises Fenced once another worker has the job.
        """
        mine = Job.objects.owned(self.id, self.hold.fence)
        asked = mine.values_list("cancel_asked", flat=True).first()
        if asked is None:
            raise Fenced(f"job {self.id} has another worker now")
        self.was_told = "cancelled" if asked else "stopping" if self._is_stopping() else ""
        return bool(self.was_told)


Work = Callable[[JobRun], dict[str, Any] | None]


def find_work(kind: str) -> Work:
    """The function that `settings.WEFT["JOBS"]` names. Raises Refusal `unknown_job`."""
    path = Options.read().JOBS.get(kind)
    if path is None:
        raise Refusal("unknown_job", f"There is no kind of job called {kind!r}.")
    work: Work = import_string(path)
    return work


def run_job(*, job: Job, is_stopping: Callable[[], bool]) -> None:
    """Do the work of a claimed job and store its end; what the work raises is that end."""
    run = JobRun(job, is_stopping)
    try:
        made = find_work(job.kind)(run)
        result = None if made is None else read_json(made)
    except Fenced:
        logger.warning("job %s was taken by another worker", job.pk)
    except (OperationalError, InterfaceError):
        # A database that was away for a moment: the sweeper gives the job to somebody.
        logger.exception("job %s lost its database", job.pk)
        Job.objects.owned(run.id, run.hold.fence).update(process=None)
    except AssistantError as fault:
        logger.warning("job %s failed: %s", job.pk, fault)
        _end(run, state="failed", code=fault.code, message=str(fault)[:LONGEST_MESSAGE])
    except Exception:
        # What a library says is for the log alone: it may quote anything.
        logger.exception("job %s failed", job.pk)
        _end(run, state="failed", code="work_failed", message=UNTOLD)
    else:
        match run.was_told:
            case "stopping":
                requeue_job(hold=run.hold, is_counted=False)
            case "cancelled":
                _end(run, state="cancelled", result=result)
            case _:
                _end(run, state="done", result=result)


def _end(run: JobRun, **about: Any) -> None:
    if not Job.objects.owned(run.id, run.hold.fence).update(**about, process=None, ended=Now()):
        logger.warning("the end of job %s came too late: another worker has it", run.id)

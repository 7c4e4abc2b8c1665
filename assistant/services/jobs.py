"""Starts, claims, cancels and repairs jobs: rows first, wake-ups after the commit."""

import json
import logging
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Now

from assistant.conf import Options
from assistant.errors import Refusal
from assistant.host import Actor
from assistant.models import Job, Tenant
from assistant.waking import ask_for_worker

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 3
LONGEST_KEY = 128
DIED = "Its worker died at every one of its attempts."


@dataclass(frozen=True, slots=True)
class Hold:
    """A claimed job: whoever works on it may write under this fence, and nobody else."""

    job: uuid.UUID
    fence: int


def start_job(
    *,
    kind: str,
    arguments: Mapping[str, Any] | None = None,
    key: str = "",
    by: Actor | AbstractBaseUser | None = None,
) -> Job:
    """A job that a worker will take up; with a `key` that was used before, the job of that time.

    The worker is asked once the row is committed. Raises Refusal `unknown_job`, `bad_arguments`
    (no JSON, or a key too long), `id_reuse` where the key stands for other arguments.
    """
    given = _read_arguments(arguments or {})
    if kind not in Options.read().JOBS:
        raise Refusal("unknown_job", f"There is no kind of job called {kind!r}.")
    if len(key) > LONGEST_KEY or "\0" in key:
        raise Refusal("bad_arguments", f"A key has at most {LONGEST_KEY} characters.")
    try:
        with transaction.atomic():
            if key and (known := Job.objects.filter(kind=kind, key=key).first()):
                return _repeat(known, given)
            job = Job.objects.create(kind=kind, key=key or None, arguments=given, **_name(by))
            transaction.on_commit(ask_for_worker)
            return job
    except IntegrityError:
        # Somebody was faster with the same key; now their row can be seen.
        return _repeat(Job.objects.get(kind=kind, key=key), given)


def claim_job(*, kinds: Collection[str], process: uuid.UUID) -> Job | None:
    """The job that waited longest, which is now this process's; None if none waits."""
    with transaction.atomic():
        # SQLite knows no row locks and needs none: whoever writes is alone.
        waiting = Job.objects.queued(kinds).select_for_update(skip_locked=True)
        job = waiting.first()
        if job is None:
            return None
        Job.objects.filter(pk=job.pk, state="queued").update(
            state="running",
            process=process,
            fence=F("fence") + 1,
            attempts=F("attempts") + 1,
            started=Now(),
        )
        job.refresh_from_db()
        return job


def cancel_job(*, job: uuid.UUID) -> Job:
    """Ask a job to end. One that waits ends at once, one that runs when it next looks.

    One that has ended stays as it is. Raises Refusal `not_found`.
    """
    if not Job.objects.filter(pk=job).exists():
        raise Refusal("not_found", "There is no such job.")
    Job.objects.filter(pk=job, state__in=("queued", "running")).update(cancel_asked=True)
    Job.objects.filter(pk=job, state="queued").update(state="cancelled", ended=Now())
    return Job.objects.get(pk=job)


def sweep_jobs(*, dead_after: float) -> int:
    """Queue the jobs of dead workers once more, or end them where that was tried enough.

    Returns how many jobs wait for a worker now.
    """
    orphaned = Job.objects.orphaned(dead_after=dead_after)
    for job in orphaned:
        requeue_job(hold=Hold(job.pk, job.fence))
    return Job.objects.queued(Options.read().JOBS).count()


def requeue_job(*, hold: Hold, is_counted: bool = True) -> None:
    """Let go of a job that somebody else is to take up.

    One that was asked to end ends; so does one that was tried often enough. `is_counted` says
    whether this was an attempt, or a worker that left in good order.
    """
    mine = Job.objects.owned(hold.job, hold.fence)
    if mine.filter(cancel_asked=True).update(state="cancelled", process=None, ended=Now()):
        return
    if not is_counted:
        mine.update(state="queued", process=None, attempts=F("attempts") - 1)
        return
    ended = {"state": "failed", "code": "worker_died", "message": DIED, "ended": Now()}
    if mine.filter(attempts__gte=MOST_ATTEMPTS).update(process=None, **ended):
        logger.error("job %s was given up: %s", hold.job, DIED)
    else:
        mine.update(state="queued", process=None)


def read_json(given: Mapping[str, Any]) -> dict[str, Any]:
    """A JSON object as any database gives it back. Raises ValueError."""
    try:
        text = json.dumps(given, allow_nan=False, ensure_ascii=False)
    except TypeError as fault:
        raise ValueError(str(fault)) from fault
    text.encode()
    # A backslash that is escaped begins no escape.
    if "\\u0000" in text.replace("\\\\", ""):
        raise ValueError("there is a NUL in it")
    read: dict[str, Any] = json.loads(text)
    return read


def _repeat(known: Job, arguments: dict[str, Any]) -> Job:
    if known.arguments != arguments:
        raise Refusal("id_reuse", "This key was used for a job with other arguments.")
    return known


def _read_arguments(given: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return read_json(given)
    except ValueError as fault:
        raise Refusal("bad_arguments", f"The arguments are no JSON: {fault}.") from fault


def _name(by: Actor | AbstractBaseUser | None) -> dict[str, Any]:
    match by:
        case None:
            return {}
        case Actor():
            tenant, _ = Tenant.objects.get_or_create(slug=by.tenant)
            return {"tenant": tenant, "member": by.id}
        case AbstractBaseUser():
            return {"staff_id": by.pk, "username": by.get_username()}

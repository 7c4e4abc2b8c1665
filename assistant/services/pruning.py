"""The job that throws away what nobody asks for again: old commands, ended jobs and the like."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Now

from assistant.errors import Refusal
from assistant.models import Command, DeletedConversation, Job, Process
from assistant.services.job_runs import JobRun

KEEP_DAYS = 30
KEEP_TOMBSTONES = 365
"""Days for which the id of a deleted conversation stays taken, however old a tab is."""
DEAD_FOR = 3600.0
"""Seconds without a heartbeat after which nobody can mean a process any more."""
BATCH = 500


def prune(job: JobRun) -> dict[str, Any]:
    """Delete in batches; `arguments` may say `days`. The result counts rows by what they were.

    Raises Refusal `bad_arguments`.
    """
    days = _read_days(job.arguments.get("days", KEEP_DAYS))
    gone = {name: 0 for name, _ in _find_rows(days)}
    total = sum(rows.count() for _, rows in _find_rows(days))
    for name, rows in _find_rows(days):
        while not job.is_cancelled:
            batch = list(rows.values_list("pk", flat=True)[:BATCH])
            rows.filter(pk__in=batch).delete()
            gone[name] += len(batch)
            job.report(sum(gone.values()), max(total, sum(gone.values())), words=name)
            if len(batch) < BATCH:
                break
    return {"deleted": gone}


def _find_rows(days: int) -> Iterator[tuple[str, QuerySet[Any]]]:
    """What may go, by the database's clock."""
    before = Now() - timedelta(days=days)
    yield "commands", Command.objects.filter(created__lt=before)
    yield "jobs", Job.objects.ended().filter(ended__lt=before)
    tombstones = Now() - timedelta(days=max(days, KEEP_TOMBSTONES))
    yield "deleted conversations", DeletedConversation.objects.filter(deleted__lt=tombstones)
    # Those that turns still name are the sweeper's.
    yield "processes", Process.objects.dead(after=DEAD_FOR).filter(turn=None)


def _read_days(given: Any) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or not 1 <= given <= 36_500:
        raise Refusal("bad_arguments", f"`days` must be a number from 1 to 36500, not {given!r}.")
    return given

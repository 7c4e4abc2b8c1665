"""Works off the jobs that wait: what a worker does when it is woken."""

from collections.abc import Callable

from django.db import close_old_connections

from assistant.conf import Options
from assistant.models import Job
from assistant.runtime.leases import AT_WORK, hold_lease
from assistant.services.job_runs import run_job
from assistant.services.jobs import claim_job


def work_off(is_stopping: Callable[[], bool]) -> int:
    """Claim and run one job after the other until none waits; returns how many.

    `is_stopping` tells when this process is about to end: the job at hand is then told so.
    """
    close_old_connections()
    kinds = tuple(Options.read().JOBS)
    count = 0
    try:
        if not Job.objects.queued(kinds).exists():
            return count
        with hold_lease(kind=AT_WORK) as process:
            while not is_stopping() and (job := claim_job(kinds=kinds, process=process)):
                run_job(job=job, is_stopping=is_stopping)
                count += 1
        return count
    finally:
        close_old_connections()

"""Looks after the jobs: those nobody took, and those whose worker died."""

from assistant.conf import Options
from assistant.runtime.threads import call_service
from assistant.services.jobs import sweep_jobs
from assistant.waking import ask_for_worker


async def tend_jobs() -> None:
    """Queue what dead workers held, and ask for a worker where anything waits.

    A wake-up is lost with its broker, or was sent from a process whose worker is elsewhere.
    """
    if await call_service(sweep_jobs, dead_after=Options.read().DEAD_AFTER):
        ask_for_worker()

"""What a worker runs: one task, which looks for jobs and works them off."""

from celery import shared_task
from celery.worker import state

from assistant.runtime.working import work_off
from assistant.waking import WAKE_UP


@shared_task(name=WAKE_UP)  # type: ignore[untyped-decorator] # Celery has no types
def wake_up() -> None:
    """Work off every job that waits. A second wake-up for the same jobs finds none and is done."""
    if not is_stopping():
        work_off(is_stopping)


def is_stopping() -> bool:
    """Whether this worker was told to end, by a signal or by the process around it."""
    return state.should_stop is not None or state.should_terminate is not None

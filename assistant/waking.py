"""The door to Celery for whoever starts work: asks some worker to look at the rows."""

import logging
from concurrent.futures import ThreadPoolExecutor

from django.utils.module_loading import import_string

from assistant.conf import Options

logger = logging.getLogger(__name__)

WAKE_UP = "assistant.wake_up"

# A thread of its own: loading Celery takes a moment, and a broker that is away takes longer.
_SENDER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="wake-ups")


def ask_for_worker() -> None:
    """Send a wake-up, soon and without waiting. It may be lost: the sweeper sends another."""
    if path := Options.read().CELERY:
        _SENDER.submit(_send, path)


def _send(path: str) -> None:
    try:
        app = import_string(path)
        # A connection of its own declares the queue anew, whatever the broker has forgotten.
        with app.connection_for_write() as connection:
            app.send_task(WAKE_UP, connection=connection, retry=False)
    except Exception as error:  # noqa: BLE001 - whatever a broker raises, the row is there
        logger.warning("no worker could be woken; the sweeper tries again: %r", error)

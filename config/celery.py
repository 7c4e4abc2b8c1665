"""The site's Celery app: in memory for the worker in `serve`, on Redis for workers of their own.

With REDIS_URL set, `celery -A config worker` runs one.
"""

import os
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlsplit

import django
from celery import Celery
from celery.signals import celeryd_init, worker_ready, worker_shutdown
from celery.worker import state
from django.apps import apps
from kombu.exceptions import OperationalError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
if not apps.ready:
    django.setup()

# These need the apps that the lines above have loaded.
from assistant.conf import Options
from assistant.runtime.leases import WORKER, hold_lease

POLL = 0.1
"""Seconds between two looks at the memory broker: how long a job may wait for its worker."""
GIVE_UP = 5.0
"""Seconds to wait for Redis."""
VISIBLE_AGAIN = 3600
"""Seconds after which Redis offers a message again; the second one finds the job taken."""

redis_url = Options.read().REDIS_URL
app = Celery("weft", include=["assistant.tasks"], fixups=[])
app.conf.update(
    broker_url=redis_url or "memory://",
    broker_transport_options={
        "socket_connect_timeout": GIVE_UP,
        "visibility_timeout": VISIBLE_AGAIN,
    }
    if redis_url
    else {"polling_interval": POLL},
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    task_default_queue="weft",
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_ignore_result=True,
    task_store_errors_even_if_ignored=False,
    worker_prefetch_multiplier=1,
    # Threads: jobs wait for databases and models, and one row stands for the process.
    worker_pool="threads",
    worker_concurrency=2,
    worker_send_task_events=False,
    enable_utc=True,
    timezone="UTC",
)

_presence = ExitStack()


def run_worker() -> None:
    """Work in this thread until `stop_worker`; no signal handler is touched."""
    app.WorkController(
        app=app,
        pool_cls="solo",
        concurrency=1,
        without_mingle=True,
        without_gossip=True,
        without_heartbeat=True,
    ).start()


def stop_worker() -> None:
    """Have the worker of this process end, and the job at hand hear of it."""
    state.should_stop = 0


def forget_stop() -> None:
    """Celery remembers it beyond the worker that was stopped."""
    state.should_stop = None


@celeryd_init.connect  # type: ignore[untyped-decorator] # Celery has no types
def check_broker(**_: Any) -> None:
    """Refuse to start without a Redis that answers; says which, and what to do."""
    if not redis_url:
        message = "A worker of its own needs REDIS_URL. Without it `serve` does the work itself."
        raise SystemExit(message)
    try:
        with app.connection_for_read() as connection:
            connection.ensure_connection(max_retries=1, timeout=GIVE_UP)
    except OperationalError as error:
        parts = urlsplit(redis_url)
        where = f"{parts.hostname}:{parts.port or 6379}"
        message = f"Redis cannot be reached ({where}): {error}\nStart it, or correct REDIS_URL."
        raise SystemExit(message) from error


@worker_ready.connect  # type: ignore[untyped-decorator] # likewise
def appear(**_: Any) -> None:
    """Be seen by `/readyz`."""
    # A worker that lost Redis for a moment gets ready again.
    _presence.close()
    _presence.enter_context(hold_lease(kind=WORKER))


@worker_shutdown.connect  # type: ignore[untyped-decorator] # likewise
def disappear(**_: Any) -> None:
    """Be gone in good order."""
    _presence.close()

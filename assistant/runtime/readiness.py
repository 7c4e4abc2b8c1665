"""Checks everything a reply needs, each under its name."""

import asyncio
from collections.abc import Callable

from django.db import DatabaseError, connection

from assistant.conf import Options
from assistant.models import Process
from assistant.runtime.leases import WORKER
from assistant.runtime.runtime import Runtime
from assistant.runtime.threads import call_service

ASK_WITHIN = 2.0


async def check_readiness(runtime: Runtime) -> dict[str, str]:
    """`database`, `log`, `model`, `worker`: each `ok` or a short reason why not. Never raises."""
    return {
        "database": await _ask(_ask_database),
        "log": await runtime.logs.check(),
        "model": await runtime.llm.check(),
        WORKER: await _ask(_look_for_worker),
    }


async def _ask(question: Callable[[], str]) -> str:
    try:
        async with asyncio.timeout(ASK_WITHIN):
            return await call_service(question)
    except DatabaseError as error:
        return f"unavailable: {type(error).__name__}"
    except TimeoutError:
        return f"no answer within {ASK_WITHIN:g} s"


def _ask_database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def _look_for_worker() -> str:
    options = Options.read()
    workers = Process.objects.filter(kind=WORKER)
    silent = workers.dead(after=options.DEAD_AFTER)
    if workers.exclude(pk__in=silent).exists():
        return "ok"
    if silent.exists():
        return f"no heartbeat for {options.DEAD_AFTER:g} s"
    if options.REDIS_URL or not options.WORKER:
        return "not running: start `celery -A config worker`"
    return "not running: the log of `serve` says why"

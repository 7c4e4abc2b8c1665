"""What every command of ours begins with: what it stands on answers, and the rows are there."""

import asyncio
from contextlib import nullcontext
from urllib.parse import urlsplit

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import Error, connection

from assistant.conf import Options
from assistant.eventlogs.opening import check_logs
from assistant.services.locks import PREPARING, connect, wait_for_lock


def check_servers() -> None:
    """Ask database and Redis. Raises CommandError: which one does not answer, and what to do."""
    try:
        if connection.vendor == "postgresql":
            # Not by way of the pool, which would go on trying.
            connect().close()
        else:
            connection.ensure_connection()
    except Error as error:
        raise CommandError(
            f"The database cannot be reached ({_name_database()}): {_first_line(error)}\n"
            "Start it, or correct DATABASE_URL."
        ) from error
    options = Options.read()
    state = asyncio.run(check_logs(options))
    if state != "ok":
        raise CommandError(
            f"Redis cannot be reached ({_name_redis(options.REDIS_URL)}): {state}\n"
            "Start it, or correct REDIS_URL; without REDIS_URL one process serves by itself."
        )


def prepare() -> None:
    """Run what `PREPARE` names, one process at a time."""
    by_many = connection.vendor == "postgresql"
    with wait_for_lock(PREPARING) if by_many else nullcontext():
        for command in Options.read().PREPARE:
            call_command(command, verbosity=0)


def _name_database() -> str:
    about = connection.settings_dict
    if connection.vendor != "postgresql":
        return str(about["NAME"])
    return f"PostgreSQL, {about['HOST'] or 'localhost'}:{about['PORT'] or 5432}"


def _name_redis(url: str) -> str:
    """The address without its password."""
    parts = urlsplit(url)
    return f"{parts.hostname or url}:{parts.port or 6379}"


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]

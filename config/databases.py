"""Makes of DATABASE_URL what Django is told, each kind of database used the way it likes."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

WAIT = 5
"""Seconds to wait for a connection: who is away that long is away."""


def tune_database(database: dict[str, Any], *, pool: int) -> dict[str, Any]:
    """A database as DATABASE_URL names it, with options that suit it.

    `pool` is how many connections to PostgreSQL one process may hold. Raises ImproperlyConfigured.
    """
    given = database.get("OPTIONS", {})
    match database.get("ENGINE"):
        case "django.db.backends.sqlite3":
            Path(database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
            return database | {"OPTIONS": _tune_sqlite() | given}
        case "django.db.backends.postgresql":
            # A pooled connection may have died while nobody used it.
            health = {"CONN_HEALTH_CHECKS": True}
            return database | health | {"OPTIONS": _tune_postgresql(pool) | given}
        case _:
            message = "DATABASE_URL must be like sqlite:///path or postgres://user@host/name."
            raise ImproperlyConfigured(message)


def _tune_sqlite() -> dict[str, Any]:
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }


def _tune_postgresql(pool: int) -> dict[str, Any]:
    return {
        "connect_timeout": WAIT,
        "pool": {"min_size": 1, "max_size": pool, "timeout": WAIT},
    }

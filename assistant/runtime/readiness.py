"""Checks everything a reply needs, each under its name."""

import asyncio

from django.db import DatabaseError, connection

from assistant.runtime.runtime import Runtime
from assistant.runtime.threads import call_service

ASK_WITHIN = 2.0


async def check_readiness(runtime: Runtime) -> dict[str, str]:
    """`{"database", "log", "model"}`: each `ok` or a short reason why not. Never raises."""
    return {
        "database": await _check_database(),
        "log": await runtime.logs.check(),
        "model": await runtime.llm.check(),
    }


async def _check_database() -> str:
    try:
        async with asyncio.timeout(ASK_WITHIN):
            await call_service(_ask_database)
    except DatabaseError as error:
        return f"unavailable: {type(error).__name__}"
    except TimeoutError:
        return f"no answer within {ASK_WITHIN:g} s"
    return "ok"


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")

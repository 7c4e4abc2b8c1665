"""Runs a checked query in the host: read-only, as the member, within bounds."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from assistant.conf import Options
from assistant.core.query.language import Query
from assistant.engine.cancellation import was_cancelled
from assistant.errors import ToolFault
from assistant.host import Actor, QueryResult, Search, Searchable

logger = logging.getLogger(__name__)

LARGEST_RESULT = 512 * 1024


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found. `cut` says that the host gave more rows than may be shown."""

    rows: Sequence[Mapping[str, Any]] = ()
    total: int | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class NotFound:
    """Why nothing could be looked up: a code, and a sentence for the member."""

    code: str
    message: str


async def run_query(
    searchable: Searchable, actor: Actor, query: Query, *, now: datetime, options: Options
) -> Found | NotFound:
    """The rows of a query; a host's fault is told, never raised."""
    limit = min(query.limit or options.QUERY_ROWS, options.QUERY_ROWS)
    search = Search(actor=actor, query=query, limit=limit, now=now)
    try:
        async with asyncio.timeout(options.QUERY_RUN):
            result = await searchable.run(search)
        return _read_result(result, limit)
    except ToolFault as fault:
        return NotFound(fault.code, fault.message)
    except TimeoutError:
        return NotFound("timed_out", "The search took too long; narrow it down.")
    except (Exception, asyncio.CancelledError):
        if was_cancelled():
            raise
        logger.exception("a query to %s failed", searchable.collection.name)
        return NotFound("tool_error", "The search could not be run just now.")


def _read_result(result: QueryResult, limit: int) -> Found | NotFound:
    """The result as JSON: a host may well hand out decimals and dates."""
    encoded = msgspec.json.encode(list(result.rows[:limit]))
    if len(encoded) > LARGEST_RESULT:
        return NotFound("too_large", "Too much was found to be shown; ask for fewer rows.")
    return Found(msgspec.json.decode(encoded), result.total, cut=len(result.rows) > limit)

"""A query runs in the host within bounds, and whatever the host does is told."""

import asyncio
from datetime import date
from decimal import Decimal

import pytest

from assistant.conf import Options
from assistant.core.query.language import EVERYTHING, Query
from assistant.engine.searching import Found, NotFound, run_query
from assistant.errors import ToolFault
from assistant.host import QueryResult, Searchable
from tests.support.bike_collection import BIKES, NOW
from tests.support.office import ALICE

OPTIONS = Options(HOST="", QUERY_RUN=10.0, QUERY_ROWS=3)


async def search(run, query=EVERYTHING, options=OPTIONS):
    searchable = Searchable(collection=BIKES, run=run)
    return await run_query(searchable, ALICE, query, now=NOW, options=options)


def answer_with(rows, total=None):
    async def run(search):
        return QueryResult(rows=rows, total=total)

    return run


async def test_the_host_is_told_who_asks_what_and_when():
    asked = []

    async def run(search):
        asked.append((search.actor, search.query, search.limit, search.now))
        return QueryResult(rows=[])

    await search(run, Query(limit=2))
    await search(run, Query(limit=50))
    await search(run)
    assert [limit for *_, limit, _ in asked] == [2, 3, 3]
    assert asked[0] == (ALICE, Query(limit=2), 2, NOW)


async def test_rows_become_json_and_no_more_than_the_limit():
    rows = [{"price": Decimal("9.50"), "built": date(2026, 1, 2)}] * 5
    found = await search(answer_with(rows, total=5))
    assert found == Found([{"price": "9.50", "built": "2026-01-02"}] * 3, 5, cut=True)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (ToolFault("not_allowed", "You may not."), "not_allowed"),
        (RuntimeError("secret"), "tool_error"),
        (asyncio.CancelledError(), "tool_error"),
    ],
)
async def test_a_hosts_fault_is_told(fault, code):
    async def run(search):
        raise fault

    outcome = await search(run)
    assert isinstance(outcome, NotFound)
    assert outcome.code == code
    assert "secret" not in outcome.message


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([{"note": "x" * 300_000}] * 3, "too_large"),
        ([{"note": object()}], "tool_error"),
        ([{"note": "\ud800"}], "tool_error"),
    ],
)
async def test_rows_that_cannot_be_shown_are_refused(rows, code):
    assert (await search(answer_with(rows))).code == code


async def test_a_slow_host_is_not_waited_for():
    async def run(search):
        await asyncio.Event().wait()

    slow = Options(HOST="", QUERY_RUN=0.05)
    assert (await search(run, options=slow)).code == "timed_out"


async def test_our_own_cancelling_is_not_swallowed():
    begun = asyncio.Event()

    async def run(search):
        begun.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(search(run))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

"""Facts first: nothing is told that was not committed, and what was committed is told."""

import asyncio

import pytest

from assistant.core.wire.events import ConversationChanged, ConversationState
from assistant.engine.commits import Commits

NEWS = ConversationChanged(ConversationState(id="c", title="t", leaf=None, revision=1))


@pytest.fixture
def told() -> list:
    return []


@pytest.fixture
def commits(told) -> Commits:
    return Commits(told.extend)


async def test_what_is_committed_is_told_afterwards(commits, told):
    async def fact() -> None:
        assert told == []

    await commits.commit(fact(), NEWS)
    assert told == [NEWS]


async def test_what_could_not_be_committed_is_not_told(commits, told):
    async def fact() -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await commits.commit(fact(), NEWS)
    assert told == []


async def test_a_caller_who_is_cancelled_undoes_nothing(commits, told):
    gate = asyncio.Event()

    async def fact() -> None:
        await gate.wait()

    caller = asyncio.create_task(commits.commit(fact(), NEWS))
    await asyncio.sleep(0)
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    gate.set()
    await commits.see_through()
    assert told == [NEWS]


async def test_seeing_through_waits_also_for_what_fails(commits, told):
    async def fail() -> None:
        await asyncio.sleep(0)
        raise ConnectionError

    caller = asyncio.create_task(commits.commit(fail(), NEWS))
    await asyncio.sleep(0)
    await commits.see_through()
    with pytest.raises(ConnectionError):
        await caller
    assert told == []

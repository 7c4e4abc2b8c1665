"""Replies are read on at once; under load all together, once a tick."""

import asyncio

import pytest

from assistant.engine.pace import Pace
from tests.support.fake_llm import HANG, payload, sse, stream
from tests.support.runs import is_prose, open_stage

TICK = 0.25
SOON = 20.0


@pytest.fixture
async def pace() -> Pace:
    """A pace that is busy with its third chunk; two have been read."""
    pace = Pace(tick=TICK, busy=2)
    for _ in range(2):
        assert await is_read_on(pace, 1)
    return pace


async def is_read_on(pace: Pace, chunks: int) -> bool:
    """Whether a reply is read on at once."""
    reading = asyncio.create_task(pace.wait(chunks))
    await asyncio.sleep(0)
    return reading.done() or not reading.cancel()


async def test_while_few_chunks_come_no_reply_waits(pace):
    await asyncio.sleep(TICK * 1.1)
    assert await is_read_on(pace, 2)


async def test_under_load_all_replies_wait_for_one_tick(pace):
    waiting = [asyncio.create_task(pace.wait(1)) for _ in range(3)]
    await asyncio.sleep(0)
    assert not any(each.done() for each in waiting)
    await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED, timeout=SOON)
    await asyncio.sleep(0)
    assert all(each.done() for each in waiting)


async def test_as_long_as_the_load_lasts_the_next_tick_follows(pace):
    for _ in range(3):
        assert not await is_read_on(pace, 2)
        await asyncio.wait_for(pace.wait(2), SOON)


async def test_after_a_silence_a_reply_is_read_on_at_once_again(pace):
    await asyncio.wait_for(pace.wait(1), SOON)
    # Timers of one loop run in the order they are due: after two ticks nothing ticks any more.
    await asyncio.sleep(TICK * 2.1)
    assert await is_read_on(pace, 1)


async def test_a_reply_that_is_stopped_holds_up_no_other(pace):
    stopped, waiting = (asyncio.create_task(pace.wait(1)) for _ in range(2))
    await asyncio.sleep(0)
    stopped.cancel()
    await asyncio.wait_for(waiting, SOON)
    assert stopped.cancelled()


@pytest.mark.django_db(transaction=True)
async def test_the_first_words_wait_for_no_tick_and_a_stop_neither():
    script = stream(sse(payload({"content": "Hello"})), HANG)
    async with open_stage(script, TICK=30.0, BUSY=0) as stage:
        turn = await stage.send()
        await stage.until(turn, is_prose)
        stage.runtime.stop(turn)
        ended = await stage.finish(turn)
        assert (ended.end, ended.row.raw) == (("stopped", "stopped"), "Hello")

"""One process: it runs turns, tells how far they are, takes over from the dead, and leaves well."""

import asyncio
import uuid
from functools import partial
from unittest.mock import patch

import pytest
from asgiref.sync import sync_to_async
from django.db import DatabaseError

from assistant.models import Process, Round, Turn
from assistant.services import journal, processes
from assistant.services.processes import register_process, sweep
from tests.support.blocks import GOOD
from tests.support.fake_llm import (
    HANG,
    call_chunks,
    calls,
    ending,
    reply,
    sse,
    stream,
    text_chunks,
)
from tests.support.office import Office
from tests.support.positions import IN_A_WIDGET, IN_PROSE, OPEN_WIDGET
from tests.support.rows import age
from tests.support.runs import SOON, is_calling, is_prose, open_stage

pytestmark = pytest.mark.django_db(transaction=True)

DIED = ("interrupted", "process_died")
SHUTDOWN = ("interrupted", "shutdown")
in_rows = sync_to_async


def sweep_everything() -> list[Turn]:
    """What another process does that takes all the others for dead."""
    process = register_process(kind="serve", pid=2)
    return sweep(host=Office().host(), dead_after=0, process=process, running=())


async def eventually(is_so) -> None:
    async with asyncio.timeout(SOON):
        while not await is_so():  # noqa: ASYNC110 - a row tells nobody that it changed
            await asyncio.sleep(0.02)


async def test_s12_who_lost_a_turn_to_a_sweep_writes_no_more():
    async with open_stage(IN_PROSE.then(HANG)) as stage:
        turn = await stage.send()
        await stage.until(turn, is_prose)
        await stage.runtime.checkpoint()
        assert [each.pk for each in await in_rows(sweep_everything)()] == [turn]
        before = await in_rows(lambda: list(Turn.objects.values()))()
        stage.runtime.stop(turn)
        await stage.leave(turn)
        assert await in_rows(lambda: list(Turn.objects.values()))() == before
        assert (before[0]["state"], before[0]["raw"]) == ("interrupted", IN_PROSE.raw)
        assert await stage.is_lost(turn)
        await stage.model.see_leave()


async def test_s12_a_turn_lost_in_mid_reply_is_let_go_at_its_next_fact():
    gate = asyncio.Event()
    rest = sse(*text_chunks(f"\n\n{GOOD}\n\nMore"))
    async with open_stage(IN_PROSE.then(gate, rest)) as stage:
        turn = await stage.send()
        await stage.until(turn, is_prose)
        await in_rows(sweep_everything)()
        gate.set()
        await stage.leave(turn)
        assert (await in_rows(Turn.objects.get)()).code == "process_died"
        assert not await in_rows(Round.objects.filter(blocks__isnull=False).exists)()


async def test_s12_a_process_taken_for_dead_serves_on():
    async with open_stage(reply("Hello")) as stage:
        await in_rows(sweep_everything)()
        await stage.runtime.beat()
        assert (await stage.ask()).end == ("done", None)


async def test_s11_a_sweep_keeps_text_and_ready_blocks():
    written = f"Two:\n\n{GOOD}\n\n{OPEN_WIDGET}"
    async with open_stage(stream(sse(*text_chunks(written, finish=None)), HANG)) as stage:
        turn = await stage.send()
        await stage.until(turn, is_ready)
        await stage.runtime.checkpoint()
        await in_rows(sweep_everything)()
        left = await stage.read(turn)
        assert (left.end, left.row.raw) == (DIED, written)
        assert [block.state for block in left.widgets] == ["ready", "failed"]
        assert left.row.text == f"Two:\n\n{GOOD}\n\nLook here:\n\nA note belongs here."


async def test_s11_a_ready_block_is_kept_with_its_text_though_no_checkpoint_came():
    written = f"Look:\n\n{GOOD}\n\nAnd"
    async with open_stage(
        stream(sse(*text_chunks(written, finish=None)), HANG), CHECKPOINT=60
    ) as stage:
        turn = await stage.send()
        await stage.until(turn, is_ready)
        await in_rows(sweep_everything)()
        left = await stage.read(turn)
        assert (left.end, left.row.raw) == (DIED, written)
        assert [block.state for block in left.widgets] == ["ready"]


def is_ready(event) -> bool:
    return getattr(getattr(event, "block", None), "state", None) == "ready"


async def test_a_turn_in_a_tool_is_swept_and_its_outcome_not_written():
    office = Office()
    office.gates["write_note"] = asyncio.Event()
    draft = calls(("write_note", '{"title": "Attic"}'))
    async with open_stage(draft, office=office) as stage:
        turn = await stage.send()
        await stage.until(turn, is_calling)
        await in_rows(sweep_everything)()
        office.gates["write_note"].set()
        await stage.leave(turn)
        left = await stage.read(turn)
        assert (left.end, [call.state for call in left.calls]) == (DIED, ["failed"])
        assert [call.state for call in left.shown.turn.calls] == ["failed"]


async def test_our_own_turn_that_nobody_runs_is_ended_and_its_followers_look_again():
    async with open_stage(reply("Good."), DEAD_AFTER=60, SWEEP=60) as stage:
        turn = await stage.accept()
        await stage.runtime.sweep()
        assert (await stage.read(turn)).end == ("running", None)
        await in_rows(age)(await in_rows(Turn.objects.get)(pk=turn), seconds=61)
        await stage.runtime.sweep()
        assert (await stage.read(turn)).end == DIED
        assert (await stage.ask()).end == ("done", None)


async def test_a_database_that_fails_at_the_end_leaves_the_turn_to_the_sweep():
    async with open_stage(reply("Hello"), DEAD_AFTER=0.1, SWEEP=0.1) as stage:
        with patch.object(journal, "end_turn", side_effect=DatabaseError("disk full")):
            turn = await stage.send()
            await stage.leave(turn)
        await eventually(partial(stage.is_lost, turn))
        left = await stage.read(turn)
        assert (left.end, left.row.raw) == (DIED, "Hello")


SERVICES = ("begin_turn", "begin_round", "settle_block", "end_round", "settle_call")


@pytest.mark.parametrize("service", SERVICES)
async def test_a_database_that_fails_once_ends_the_turn_as_our_fault(service):
    both = sse(*text_chunks(f"{GOOD}\n", finish=None), *call_chunks("find_notes"), *ending("stop"))
    async with open_stage(stream(both), reply("Good.")) as stage:
        with patch.object(journal, service, side_effect=DatabaseError("locked")):
            ended = await stage.ask()
        assert ended.end == ("failed", "internal")
        assert (await stage.ask()).end == ("done", None)


@pytest.mark.parametrize("name", ["instructions", "may"])
async def test_a_host_that_fails_ends_the_turn_as_our_fault(name):
    def explode(*_):
        raise RuntimeError("the CRM is down")

    office = Office()
    office.answers[name] = explode
    async with open_stage(reply("Hello"), office=office) as stage:
        ended = await stage.ask()
        assert (ended.end, stage.model.requests) == (("failed", "internal"), [])
        assert "CRM is down" not in str(ended.last)


async def test_open_rounds_are_checkpointed():
    async with open_stage(IN_A_WIDGET.then(HANG), CHECKPOINT=0.05) as stage:
        turn = await stage.send()
        await eventually(in_rows(Round.objects.filter(raw=IN_A_WIDGET.raw).exists))
        stage.runtime.stop(turn)
        await stage.finish(turn)


async def test_turns_of_many_conversations_run_side_by_side():
    scripts = [IN_PROSE.then(HANG) for _ in range(8)]
    async with open_stage(*scripts) as stage:
        turns = [await stage.send(conversation=uuid.uuid4()) for _ in range(8)]
        for turn in turns:
            await stage.until(turn, is_prose)
            stage.runtime.stop(turn)
        ends = [(await stage.finish(turn)).end for turn in turns]
        assert ends == [("stopped", "stopped")] * 8


@pytest.mark.parametrize("begun", [True, False])
async def test_closing_interrupts_what_runs_and_leaves_no_row(begun):
    async with open_stage(IN_PROSE.then(HANG)) as stage:
        turn = await stage.send()
        if begun:
            await stage.until(turn, is_prose)
        async with asyncio.timeout(SOON):
            await stage.runtime.close()
        ended = await stage.finish(turn)
        assert (ended.end, ended.row.raw) == (SHUTDOWN, IN_PROSE.raw if begun else "")
        assert not await in_rows(Process.objects.exists)()


async def test_a_failing_beat_is_tried_again():
    async with open_stage(HEARTBEAT=0.05):
        with patch.object(processes, "beat", side_effect=DatabaseError("away")):
            await asyncio.sleep(0.15)
        before = (await in_rows(Process.objects.get)()).heartbeat
        await eventually(in_rows(lambda: Process.objects.get().heartbeat > before))

"""A member stops a turn: once, soon, at any moment; what came is kept."""

import asyncio
import uuid

import pytest
from asgiref.sync import sync_to_async

from assistant.errors import Refusal
from assistant.services.turns import stop_turn
from tests.support.blocks import FAULTY
from tests.support.fake_llm import HANG, calls, payload, reply, sse, stream
from tests.support.office import ALICE, BOB, CHARLIE, Office
from tests.support.positions import IN_A_CALL, IN_A_WIDGET, IN_PROSE
from tests.support.runs import SOON, Stage, is_calling, is_prose, is_widget, open_stage
from widgets.manual import write_block

pytestmark = pytest.mark.django_db(transaction=True)

STOPPED = ("stopped", "stopped")


async def ask_to_stop(turn, *, actor=ALICE, command_id=None):
    outcome = await sync_to_async(stop_turn)(
        actor=actor, command_id=command_id or str(uuid.uuid4()), turn=turn
    )
    return outcome.answer["state"], outcome.repeat


async def stop(stage: Stage, turn: uuid.UUID):
    """Stop it as a socket does, and see that it ends soon."""
    assert await ask_to_stop(turn) == ("running", False)
    async with asyncio.timeout(SOON):
        stage.runtime.stop(turn)
        return await stage.finish(turn)


async def test_before_it_has_begun():
    async with open_stage(reply("Hello")) as stage:
        turn = await stage.send()
        ended = await stop(stage, turn)
        assert (ended.end, ended.row.raw, stage.model.requests) == (STOPPED, "", [])


async def test_before_the_first_content():
    async with open_stage(stream(HANG), reply("Good.")) as stage:
        turn = await stage.send()
        await stage.model.requested.wait()
        assert (await stop(stage, turn)).end == STOPPED
        await stage.model.see_leave()
        assert (await stage.ask()).end == ("done", None)


@pytest.mark.parametrize(
    ("position", "heard"), [(IN_PROSE, is_prose), (IN_A_WIDGET, is_widget)], ids=str
)
async def test_in_mid_reply(position, heard):
    async with open_stage(position.then(HANG), reply("Good.")) as stage:
        turn = await stage.send()
        await stage.until(turn, heard)
        ended = await stop(stage, turn)
        assert ended.end == STOPPED
        position.check_kept(ended)
        await stage.model.see_leave()
        assert (await stage.ask()).end == ("done", None)


async def test_in_a_tool_call_that_is_not_complete():
    office = Office()
    words = IN_PROSE.begun + IN_A_CALL.begun
    async with open_stage(stream(words, HANG), office=office) as stage:
        turn = await stage.send()
        await stage.until(turn, is_prose)
        ended = await stop(stage, turn)
        assert (ended.end, office.begun) == (STOPPED, [])
        assert {call.state for call in ended.calls} <= {"failed"}


async def test_while_a_read_tool_runs():
    office = Office()
    office.gates["find_notes"] = asyncio.Event()
    async with open_stage(calls(("find_notes", "{}")), office=office) as stage:
        turn = await stage.send()
        await stage.until(turn, is_calling)
        ended = await stop(stage, turn)
        assert (ended.end, office.ended) == (STOPPED, [])
        assert [call.state for call in ended.last.calls] == ["failed"]


async def test_a_draft_tool_that_has_begun_is_seen_through():
    office = Office()
    office.gates["write_note"] = asyncio.Event()
    drafts = calls(("write_note", '{"title": "Attic"}'), ("write_note", '{"title": "Barn"}'))
    async with open_stage(drafts, office=office) as stage:
        turn = await stage.send()
        await stage.until(turn, is_calling)
        stage.runtime.stop(turn)
        office.gates["write_note"].set()
        ended = await stage.finish(turn)
        assert ended.end == STOPPED
        assert [call.state for call in ended.last.calls] == ["done", "failed"]
        assert ended.calls[0].result["note"]["title"] == "Attic"
        assert office.names(office.ended) == ["write_note"]


async def test_while_a_widget_waits_for_its_records():
    office = Office()
    office.gates["records"] = asyncio.Event()
    whole = f"Look:\n\n{write_block('note_card', {'note': 'N-1'})}\n"
    async with open_stage(reply(whole), office=office) as stage:
        turn = await stage.send()
        await stage.until(turn, is_widget)
        ended = await stop(stage, turn)
        assert (ended.end, ended.row.raw) == (STOPPED, whole)
        assert [(block.state, block.code) for block in ended.blocks] == [("failed", "interrupted")]


async def test_while_a_repair_is_under_way():
    office = Office()
    office.gates["records"] = asyncio.Event()
    async with open_stage(reply(f"Look:\n\n{FAULTY}"), stream(HANG), office=office) as stage:
        turn = await stage.send()
        await stage.until(turn, is_widget)
        stage.model.requested.clear()
        office.gates["records"].set()
        await stage.model.requested.wait()
        ended = await stop(stage, turn)
        assert (ended.end, ended.row.text) == (STOPPED, "Look:\n\nA note belongs here.")
        await stage.model.see_leave()


async def test_twice_is_once():
    async with open_stage(IN_PROSE.then(HANG), HEARTBEAT=60) as stage:
        turn = await stage.send()
        await stage.until(turn, is_prose)
        assert await ask_to_stop(turn, command_id="x1") == ("running", False)
        assert await ask_to_stop(turn, command_id="x1") == ("running", True)
        assert await ask_to_stop(turn, command_id="x2") == ("running", False)
        stage.runtime.stop(turn)
        stage.runtime.stop(turn)
        assert (await stage.finish(turn)).end == STOPPED


async def test_after_the_end_changes_nothing():
    async with open_stage(reply("Hello")) as stage:
        ended = await stage.ask()
        assert await ask_to_stop(ended.row.pk) == ("done", False)
        stage.runtime.stop(ended.row.pk)
        again = await stage.read(ended.row.pk)
        assert (again.end, again.events) == (("done", None), ended.events)


async def test_racing_the_end_gives_one_end():
    for _ in range(10):
        gate = asyncio.Event()
        async with open_stage(IN_PROSE.then(gate, sse(payload({}, "stop")))) as stage:
            turn = await stage.send()
            await stage.until(turn, is_prose)
            gate.set()
            await asyncio.sleep(0)
            stage.runtime.stop(turn)
            assert (await stage.finish(turn)).end in (STOPPED, ("done", None))


async def test_from_another_process_is_heard_at_the_next_heartbeat():
    async with open_stage(IN_PROSE.then(HANG), HEARTBEAT=0.1) as stage:
        turn = await stage.send()
        await stage.until(turn, is_prose)
        assert await ask_to_stop(turn) == ("running", False)
        async with asyncio.timeout(SOON):
            assert (await stage.finish(turn)).end == STOPPED


@pytest.mark.parametrize("actor", [BOB, CHARLIE])
async def test_of_another_member_is_not_found(actor):
    async with open_stage(IN_PROSE.then(HANG)) as stage:
        turn = await stage.send()
        with pytest.raises(Refusal) as foreign:
            await ask_to_stop(turn, actor=actor)
        with pytest.raises(Refusal) as unknown:
            await ask_to_stop(uuid.uuid4(), actor=actor)
        assert foreign.value.args == unknown.value.args
        assert foreign.value.code == "not_found"
        await stop(stage, turn)

"""Deadlines count content only, and each ends the turn in its own way (L5)."""

import asyncio

import pytest

from tests.support.blocks import FAULTY
from tests.support.fake_llm import HANG, Pause, calls, payload, reply, sse, stream, text_chunks
from tests.support.office import Office
from tests.support.runs import open_stage

pytestmark = pytest.mark.django_db(transaction=True)

HELLO = sse(payload({"content": "Hello"}))
COMMENTS = (b": ping\n\n", Pause(0.05)) * 200


@pytest.mark.parametrize("steps", [(HANG,), COMMENTS, (sse(payload({"role": "assistant"})), HANG)])
async def test_l5_silence_before_the_first_content_fails_the_turn(steps):
    async with open_stage(stream(*steps), FIRST_CONTENT=1.5) as stage:
        ended = await stage.ask()
        assert ended.end == ("failed", "no_first_token")
        await stage.model.see_leave()


@pytest.mark.parametrize("steps", [(HANG,), COMMENTS, (sse(payload({"role": "assistant"})), HANG)])
async def test_l5_silence_in_mid_reply_interrupts_it_and_keeps_what_came(steps):
    async with open_stage(stream(HELLO, *steps), GAP=1.5) as stage:
        ended = await stage.ask()
        assert (ended.end, ended.row.raw) == (("interrupted", "gap"), "Hello")
        await stage.model.see_leave()


async def test_l5_silence_in_the_second_round_is_heard_as_soon_as_in_the_first():
    scripts = calls(("find_notes", "{}")), stream(HANG)
    async with open_stage(*scripts, FIRST_CONTENT=2.5) as stage:
        assert (await stage.ask()).end == ("failed", "no_first_token")
        await stage.model.see_leave()


async def test_l5_a_reply_that_never_ends_meets_the_deadline_of_the_turn():
    dripping = stream(*(HELLO, Pause(0.05)) * 200)
    async with open_stage(dripping, TURN=3) as stage:
        ended = await stage.ask()
        assert ended.end == ("interrupted", "deadline")
        assert ended.row.raw.startswith("HelloHello")
        await stage.model.see_leave()


@pytest.mark.parametrize("steps", [(HANG,), COMMENTS])
async def test_an_endpoint_that_lingers_after_its_finish_costs_nothing(steps):
    whole = sse(*text_chunks("Hello"))
    async with open_stage(stream(whole, *steps), GAP=1.5, TAIL=0.1) as stage:
        assert (await stage.ask()).end == ("done", None)
        await stage.model.see_leave()


async def test_the_deadline_of_the_turn_holds_while_a_tool_blocks():
    office = Office()
    office.gates["find_notes"] = asyncio.Event()
    async with open_stage(calls(("find_notes", "{}")), office=office, TURN=3) as stage:
        ended = await stage.ask()
        assert ended.end == ("interrupted", "deadline")
        assert [call.state for call in ended.last.calls] == ["failed"]
        assert office.names(office.ended) == []


@pytest.mark.parametrize("name", ["instructions", "may"])
async def test_the_deadline_of_the_turn_holds_while_the_host_is_silent(name):
    office = Office()
    office.gates[name] = asyncio.Event()
    async with open_stage(reply("Hello"), office=office, TURN=0.4) as stage:
        assert (await stage.ask()).end == ("interrupted", "deadline")


async def test_a_host_that_does_not_say_who_may_call_holds_a_draft_up_for_a_while_only():
    office = Office()
    draft = calls(("write_note", '{"title": "Attic"}'))
    async with open_stage(draft, reply("Sorry."), office=office, TOOL=0.3) as stage:
        office.gates["may write_note"] = asyncio.Event()
        ended = await stage.ask()
        assert ended.end == ("done", None)
        assert ended.calls[0].fault["code"] == "timed_out"


@pytest.mark.parametrize("deadline", [{"FIRST_CONTENT": 2.5}, {"TURN": 4}])
async def test_a_late_repair_costs_its_block_and_not_the_reply(deadline):
    async with open_stage(reply(f"See:\n\n{FAULTY}"), stream(HANG), **deadline) as stage:
        ended = await stage.ask()
        assert ended.end == ("done", None)
        assert ended.row.text == "See:\n\nA note belongs here."
        await stage.model.see_leave()


async def test_a_repair_that_stalls_costs_its_block_and_not_the_reply():
    stalls = stream(sse(payload({"content": "```widget note"})), HANG)
    async with open_stage(reply(FAULTY), stalls, GAP=2.5) as stage:
        ended = await stage.ask()
        assert (ended.end, ended.row.text) == (("done", None), "A note belongs here.")
        await stage.model.see_leave()

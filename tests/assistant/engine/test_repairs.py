"""Faulty widgets are asked for again, once and together; what stays faulty gets its fallback."""

import pytest

from assistant.core.wire.events import BlockChanged
from tests.support.blocks import FALLBACK, FAULTY, GOOD, around, fenced
from tests.support.fake_llm import (
    CLOSE,
    calls,
    failure,
    payload,
    reply,
    sse,
    stream,
    text_chunks,
)
from tests.support.office import Office
from tests.support.runs import open_stage
from widgets.manual import write_block

pytestmark = pytest.mark.django_db(transaction=True)


async def test_a_repair_mends_all_faulty_widgets_together():
    whole = around(f"{FAULTY}\n\n{GOOD}\n\n{fenced('note_card', '{}')}")
    mended = [write_block("note_card", {"note": name}) for name in ("N-1", "N-2")]
    async with open_stage(reply(whole), reply(f"Sorry.\n{mended[0]}\n{mended[1]}")) as stage:
        ended = await stage.ask()
        assert (ended.end, ended.row.raw) == (("done", None), whole)
        assert [block.state for block in ended.widgets] == ["ready"] * 3
        assert ended.row.text == around(f"{mended[0]}\n\n{GOOD}\n\n{mended[1]}")
        assert "Sorry" not in ended.told
        assert [round_.kind for round_ in ended.rounds] == ["reply", "repair"]
        assert ended.row.usage == {"input": 14, "output": 6}


async def test_a_repair_request_names_each_fault():
    whole = around(f"{FAULTY}\n\n{fenced('note_card', '{}')}")
    async with open_stage(reply(whole), reply("No.")) as stage:
        await stage.ask()
        first, second = stage.model.requests
        asked = second.body["messages"][-1]
        assert (asked["role"], second.body["tool_choice"]) == ("user", "none")
        assert asked["content"].startswith("Repair: 2 widget blocks")
        assert "unknown_reference at /note" in asked["content"]
        assert second.body["messages"][:-2] == first.body["messages"]
        assert second.body["messages"][-2] == {"role": "assistant", "content": whole}


REPAIRS = {
    "nothing": reply("I cannot."),
    "too many": reply(f"{GOOD}\n{GOOD}"),
    "a second fault": reply(write_block("note_card", {"note": "N-98"})),
    "bad JSON again": reply(fenced("note_card", "{")),
    "a failure": failure(401),
    "a cut": stream(sse(payload({"content": "```widget"})), CLOSE),
    "an error within": stream(sse(payload({"content": "Well"}), {"error": "no"})),
    "no finish": stream(sse(*text_chunks("```widget note_card\n", finish=None))),
    "endless": stream(*[sse(payload({"content": "x" * 10_000}))] * 25),
    "a tool call": calls(("write_note", '{"title": "Attic"}')),
}


@pytest.mark.parametrize("repair", REPAIRS)
async def test_a_repair_that_fails_costs_the_block_and_not_the_reply(repair):
    office = Office()
    async with open_stage(reply(around(FAULTY)), REPAIRS[repair], office=office) as stage:
        ended = await stage.ask()
        assert (ended.end, ended.row.text) == (("done", None), around(FALLBACK))
        assert (len(stage.model.requests), office.begun) == (2, [])


async def test_a_transient_failure_of_a_repair_is_asked_again():
    async with open_stage(reply(FAULTY), failure(503), reply(GOOD)) as stage:
        ended = await stage.ask()
        assert ended.widgets[0].state == "ready"


async def test_a_pending_widget_is_not_failed_before_its_repair():
    async with open_stage(reply(around(FAULTY)), reply(GOOD)) as stage:
        ended = await stage.ask()
        states = [event.block.state for event in ended.events if isinstance(event, BlockChanged)]
        assert states == ["pending", "ready"]

"""Tools run as the member, with the member's rights; whatever they do, the turn goes on."""

import asyncio
import json

import pytest

from assistant.errors import ToolFault
from assistant.host import Effect
from tests.support.fake_llm import calls, reply
from tests.support.office import ALICE, Office
from tests.support.runs import is_calling, open_stage

pytestmark = pytest.mark.django_db(transaction=True)

DRAFT = ("write_note", '{"title": "Attic"}')
READ = ("find_notes", "{}")


def told(stage, number=1):
    """The results the model reads in a request, in order."""
    messages = stage.model.requests[number].body["messages"]
    return [message["content"] for message in messages if message["role"] == "tool"]


async def run_one(office: Office, *call: str, **options):
    """One call and the answer after it: the turn, and what the model was told of the call."""
    async with open_stage(calls(call), reply("So."), office=office, **options) as stage:
        ended = await stage.ask()
        assert (ended.end, ended.row.raw) == (("done", None), "So.")
        return ended, told(stage)[0]


async def test_a_result_reaches_the_model_with_its_handle():
    ended, content = await run_one(Office(), "find_notes", '{"text": "Roof"}')
    roof = {"id": "N-1", "title": "Roof", "pages": 3}
    assert json.loads(content) == {"handle": "r1", "result": {"count": 1, "notes": [roof]}}
    assert [(call.name, call.title, call.state, call.handle) for call in ended.last.calls] == [
        ("find_notes", "Doing find_notes", "done", "r1")
    ]


async def test_a_tool_runs_as_the_member_under_a_key_of_its_own():
    office = Office()
    async with open_stage(calls(DRAFT, READ), calls(READ), reply("So."), office=office) as stage:
        turn = (await stage.ask()).row.pk
        ran = [call for _, call in office.begun]
        assert [call.actor for call in ran] == [ALICE] * 3
        assert [call.key for call in ran] == [f"{turn}.1.0", f"{turn}.1.1", f"{turn}.2.0"]


async def test_reads_run_side_by_side():
    office = Office()
    office.gates["find_notes"] = asyncio.Barrier(3)
    async with open_stage(calls(READ, READ, READ), reply("So."), office=office) as stage:
        ended = await stage.ask()
        assert [call.handle for call in ended.calls] == ["r1", "r2", "r3"]


async def test_a_draft_runs_alone_and_in_its_place():
    office = Office()
    async with open_stage(calls(READ, DRAFT, READ, READ), reply("So."), office=office) as stage:
        ended = await stage.ask()
        names = ["find_notes", "write_note", "find_notes", "find_notes"]
        assert office.names(office.begun) == names
        assert [call.handle for call in ended.calls] == ["r1", "r2", "r3", "r4"]
        found = [call.result["count"] for call in ended.calls if call.name == "find_notes"]
        assert found == [2, 3, 3]


async def test_a_call_that_waits_for_its_place_is_never_told_as_failed():
    async with open_stage(calls(READ, DRAFT, READ), reply("So.")) as stage:
        ended = await stage.ask()
        states = [
            call.state
            for event in ended.events
            if hasattr(event, "turn")
            if hasattr(event.turn, "calls")
            for call in event.turn.calls
        ]
        assert set(states) == {"running", "done"}


async def test_handles_count_on_over_rounds_and_turns():
    async with open_stage(
        calls(READ, ("find_note", "{}")), calls(READ), reply("So."), calls(READ), reply("So.")
    ) as stage:
        first, second = await stage.ask(), await stage.ask()
        assert [call.handle for call in first.calls] == ["r1", None, "r2"]
        assert [call.handle for call in second.calls] == ["r3"]


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (("find_homes", "{}"), "not_found"),
        (("find_notes", '{"text": 1}'), "bad_arguments"),
        (("find_notes", '{"title": "Roof"}'), "bad_arguments"),
        (("rename_note", '{"title": "Roof"}'), "needs_member"),
        (("mail_note", '{"note": "N-1"}'), "needs_member"),
    ],
)
async def test_a_call_that_may_not_run_does_not(call, code):
    office = Office()
    ended, content = await run_one(office, *call)
    assert (office.begun, ended.last.calls[0].state) == ([], "failed")
    assert json.loads(content)["error"]["code"] == code


async def test_a_tool_that_is_not_allowed_and_one_that_is_not_there_are_told_alike():
    office = Office()
    office.forbidden.add("find_notes")
    _, forbidden = await run_one(office, "find_notes", "{}")
    _, unknown = await run_one(Office(), "find_homes", "{}")
    assert forbidden.replace("'find_notes'", "X") == unknown.replace("'find_homes'", "X")


async def test_rights_lost_in_mid_turn_end_it():
    office = Office()
    office.answers["find_notes"] = lambda _: office.forbidden.add("chat")
    async with open_stage(calls(READ), reply("So."), office=office) as stage:
        ended = await stage.ask()
        assert (ended.end, len(stage.model.requests)) == (("failed", "not_allowed"), 1)


def raise_fault(_call):
    raise ToolFault("not_found", "There is no such note.")


def raise_timeout(_call):
    raise TimeoutError("the search engine")


def explode(_call):
    raise RuntimeError("the password is swordfish")


def lose_a_task(_call):
    raise asyncio.CancelledError


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (raise_fault, "not_found"),
        (raise_timeout, "timed_out"),
        (explode, "tool_error"),
        (lose_a_task, "tool_error"),
        (lambda _: object(), "tool_error"),
        (lambda _: {"text": "\ud800"}, "tool_error"),
        (lambda _: "x" * 70_000, "too_large"),
    ],
)
@pytest.mark.parametrize("call", [READ, DRAFT])
async def test_a_tool_that_fails_is_told_to_the_model(answer, code, call):
    office = Office()
    office.answers[call[0]] = answer
    ended, content = await run_one(office, *call)
    assert json.loads(content)["error"]["code"] == code
    assert "swordfish" not in content
    assert ended.last.calls[0].state == "failed"


@pytest.mark.parametrize("call", [READ, DRAFT])
async def test_a_tool_that_hangs_is_given_up(call):
    office = Office()
    office.gates[call[0]] = asyncio.Event()
    _, content = await run_one(office, *call, TOOL=0.2)
    assert json.loads(content)["error"]["code"] == "timed_out"
    assert office.ended == []


@pytest.mark.parametrize("result", [None, [], "", 0, {"none": float("nan")}, {1: "one"}])
async def test_any_json_is_a_result(result):
    office = Office()
    office.answers["find_notes"] = lambda _: result
    ended, _ = await run_one(office, *READ)
    assert ended.calls[0].state == "done"


async def test_a_result_too_many_is_not_run():
    office = Office()
    async with open_stage(calls(READ, READ, READ), reply("So."), office=office, CALLS=2) as stage:
        ended = await stage.ask()
        assert len(office.begun) == 2
        assert ended.calls[2].fault["code"] == "too_many_calls"
        assert stage.model.requests[1].body["tool_choice"] == "none"


@pytest.mark.parametrize(
    ("options", "code"), [({"ROUNDS": 3}, "too_many_rounds"), ({"TOKENS": 15}, "too_many_tokens")]
)
async def test_a_model_that_does_not_come_to_an_end_is_ended(options, code):
    async with open_stage(*[calls(READ)] * 5, **options) as stage:
        ended = await stage.ask()
        assert ended.end == ("failed", code)
        assert len(stage.model.requests) <= 3


async def test_every_tool_has_an_effect_here():
    assert {tool.effect for tool in Office().host().tools} == set(Effect)


async def test_the_member_reads_what_is_being_done():
    office = Office()
    office.gates["find_notes"] = asyncio.Event()
    async with open_stage(calls(READ), reply("So."), office=office) as stage:
        turn = await stage.send()
        await stage.until(turn, is_calling)
        shown = (await stage.read(turn)).shown.turn
        assert [(call.title, call.state) for call in shown.calls] == [
            ("Doing find_notes", "running")
        ]
        office.gates["find_notes"].set()
        await stage.finish(turn)

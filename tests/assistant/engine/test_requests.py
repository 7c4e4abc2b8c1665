"""What the endpoint receives, and that rows render it again to the byte."""

import json
from dataclasses import replace

import pytest
from asgiref.sync import sync_to_async

from assistant.core.requests import Prompt, digest, write_request
from assistant.core.turn.machine import TurnMachine
from assistant.core.turn.steps import Limits
from assistant.models import Turn
from assistant.services.history import find_path, read_turn
from tests.support.blocks import FAULTY, GOOD, around
from tests.support.fake_llm import HANG, calls, reply, sse, stream, text_chunks
from tests.support.office import CATALOG
from tests.support.runs import is_prose, open_stage

pytestmark = pytest.mark.django_db(transaction=True)

READ = ("find_notes", "{}")
DRAFT = ("write_note", '{"title": "Attic"}')


def messages(stage, number):
    """The messages of a request but for the system's, the contexts cut to their member."""
    told = []
    for message in stage.model.requests[number].body["messages"][1:]:
        if message["role"] == "system":
            head, _, context = message["content"].partition("\n")
            message = {**message, "content": f"{head} {json.loads(context)['member']}"}
        told.append(message)
    return told


async def test_a_request_is_a_chat_completion():
    async with open_stage(reply("Hello")) as stage:
        await stage.ask("Hi", page="/notes/")
        body = stage.model.requests[0].body
        assert (body["stream"], body["stream_options"]) == (True, {"include_usage": True})
        names = [tool["function"]["name"] for tool in body["tools"]]
        assert names == ["find_notes", "write_note", "rename_note", "mail_note"]
        context = json.loads(body["messages"][1]["content"].removeprefix("Context:\n"))
        assert (context["zone"], context["page"]) == ("America/New_York", "/notes/")
        assert context["now"].endswith(("-04:00", "-05:00"))


async def test_the_prompt_is_the_same_for_every_turn():
    async with open_stage(reply("Hello"), reply("Hello")) as stage:
        rows = [(await stage.ask()).row, (await stage.ask()).row]
        first, second = (request.body for request in stage.model.requests)
        assert first["messages"][0] == second["messages"][0]
        assert first["tools"] == second["tools"]
        assert rows[0].prompt_id == rows[1].prompt_id


async def test_an_earlier_turn_is_told_by_its_text_and_the_present_one_by_its_raw():
    office_says = "Before.\n\nA note belongs here.\n\nAfter."
    scripts = reply(around(FAULTY)), reply("No."), reply(around(FAULTY)), reply(GOOD)
    async with open_stage(*scripts) as stage:
        await stage.ask("One")
        await stage.ask("Two")
        context = {"role": "system", "content": "Context: Alice"}
        earlier = [
            context,
            {"role": "user", "content": "One"},
            {"role": "assistant", "content": office_says},
        ]
        now = [context, {"role": "user", "content": "Two"}]
        assert messages(stage, 2) == [*earlier, *now]
        raw = {"role": "assistant", "content": around(FAULTY)}
        assert messages(stage, 3)[:-1] == [*earlier, *now, raw]


async def test_an_earlier_turn_is_told_with_its_calls():
    scripts = calls(READ, ("find_homes", "{}")), reply("Two."), reply("Yes.")
    async with open_stage(*scripts) as stage:
        await stage.ask("How many?")
        await stage.ask("Really?")
        second, third = messages(stage, 1), messages(stage, 2)
        assert third[: len(second)] == second
        assert [message["role"] for message in third] == [
            "system",
            "user",
            "assistant",
            "tool",
            "tool",
            "assistant",
            "system",
            "user",
        ]
        assert third[2]["tool_calls"][0]["id"] == third[3]["tool_call_id"]


async def test_a_stopped_turn_is_told_as_far_as_it_came():
    half = stream(sse(*text_chunks("Half a", finish=None)), HANG)
    async with open_stage(half, reply("Good.")) as stage:
        turn = await stage.send("One")
        await stage.until(turn, is_prose)
        stage.runtime.stop(turn)
        await stage.finish(turn)
        await stage.ask("Two")
        assert [message["content"] for message in messages(stage, 1)] == [
            "Context: Alice",
            "One",
            "Half a",
            "Context: Alice",
            "Two",
        ]


async def test_only_the_branch_asked_on_is_told():
    async with open_stage(reply("A."), reply("B."), reply("C.")) as stage:
        root = await stage.ask("One")
        await stage.ask("Two")
        await stage.ask("Three", parent=root.row.pk)
        said = [message["content"] for message in messages(stage, 2) if message["role"] == "user"]
        assert said == ["One", "Three"]


def render_round(prompt, history, turn, number):
    """The request of one round, rendered from rows alone."""
    so_far = replace(turn, rounds=turn.rounds[:number])
    if turn.rounds[number].kind == "repair":
        return write_request(prompt, history, so_far, repair=turn.rounds[number].asked)
    step = TurnMachine("", CATALOG, Limits(), rounds=so_far.rounds).due()
    return write_request(prompt, history, so_far, may_call=step.may_call)


def render_turn(row: Turn) -> list[str]:
    *history, turn = [read_turn(each, CATALOG) for each in find_path(row)]
    prompt = Prompt(row.prompt.instructions, row.prompt.manual, tuple(row.prompt.tools))
    rounds = range(len(turn.rounds))
    return [digest(render_round(prompt, history, turn, number)) for number in rounds]


def digest_sent(request) -> str:
    body = request.body
    return digest({key: body[key] for key in ("messages", "tools", "tool_choice") if key in body})


async def test_rows_render_every_request_again():
    scripts = (
        calls(READ, DRAFT),
        calls(("find_notes", '{"text": "x"'), READ),
        reply(around(FAULTY)),
        reply(GOOD),
        reply(f"{GOOD}\nSo."),
    )
    async with open_stage(*scripts) as stage:
        turns = [await stage.ask("Größe?"), await stage.ask("And?")]
        sent = [digest_sent(request) for request in stage.model.requests]
        stored = [round_.request for ended in turns for round_ in ended.rounds]
        assert stored == sent
        again = [await sync_to_async(render_turn)(ended.row) for ended in turns]
        assert [*again[0], *again[1]] == sent

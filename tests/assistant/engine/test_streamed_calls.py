"""Tool calls as vendors really stream them: what is ambiguous is never run (L15)."""

import json

import pytest

from tests.support.fake_llm import (
    DONE,
    HANG,
    Script,
    call_chunks,
    calls,
    ending,
    payload,
    reply,
    sse,
    stream,
)
from tests.support.office import Office
from tests.support.runs import open_stage

pytestmark = pytest.mark.django_db(transaction=True)

ATTIC, BARN = '{"title": "Attic"}', '{"title": "Barn"}'


def fragment(index=0, id=None, name=None, arguments=None):  # noqa: A002
    """One fragment; what is None or "" is left out."""
    function = {"name": name, "arguments": arguments}
    call = {"index": index, "id": id, "function": {k: v for k, v in function.items() if v}}
    return payload({"tool_calls": [{k: v for k, v in call.items() if v not in ("", None)}]})


def whole(*fragments, finish="tool_calls") -> Script:
    return stream(sse(*fragments, *ending(finish), DONE))


async def titles_written(*scripts: Script, **options):
    """What the drafts of a turn were called, and the turn."""
    office = Office()
    async with open_stage(*scripts, reply("So."), office=office, **options) as stage:
        ended = await stage.ask()
        return [call.arguments.get("title") for _, call in office.ended], ended, stage


RUN = {
    "an index for two calls": [
        fragment(0, "a", "write_note", ATTIC),
        fragment(0, "b", "write_note", BARN),
    ],
    "no index": [
        payload(
            {"tool_calls": [{"id": "a", "function": {"name": "write_note", "arguments": ATTIC}}]}
        ),
        payload(
            {"tool_calls": [{"id": "b", "function": {"name": "write_note", "arguments": BARN}}]}
        ),
    ],
    "no ids": [fragment(0, "", "write_note", ATTIC), fragment(1, "", "write_note", BARN)],
    "a name that comes late": [
        fragment(0, "a", "", ATTIC),
        fragment(0, "", "write_note"),
        fragment(1, "b", "write_note", BARN),
    ],
    "the id with each fragment": [
        fragment(0, "a", "write_note", ATTIC[:5]),
        fragment(0, "a", "", ATTIC[5:]),
        fragment(1, "b", "write_note", BARN),
    ],
    "mixed up": [
        fragment(1, "b", "write_note", BARN[:5]),
        fragment(0, "a", "write_note", ATTIC),
        fragment(1, "", "", BARN[5:]),
    ],
}


@pytest.mark.parametrize("case", RUN)
async def test_l15_what_can_mean_one_thing_only_is_run(case):
    titles, ended, _ = await titles_written(whole(*RUN[case]))
    assert (ended.end, sorted(titles)) == (("done", None), ["Attic", "Barn"])
    assert len({call.call_id for call in ended.calls}) == 2


@pytest.mark.parametrize("arguments", ["", " ", "{}", '{}""'])
async def test_l15_no_arguments_are_an_empty_object(arguments):
    _, ended, _ = await titles_written(whole(fragment(0, "a", "find_notes", arguments)))
    assert (ended.end, ended.calls[0].state) == (("done", None), "done")


async def test_calls_that_finish_with_stop_are_run():
    titles, ended, _ = await titles_written(
        whole(fragment(0, "a", "write_note", ATTIC), finish="stop")
    )
    assert (ended.end, titles) == (("done", None), ["Attic"])


GARBLED = {
    "an id for two calls": [
        fragment(0, "a", "write_note", ATTIC),
        fragment(1, "a", "write_note", BARN),
    ],
    "an id that changes": [fragment(0, "a", "write_note"), fragment(0, "b", "", ATTIC)],
    "a name that changes": [
        fragment(0, "a", "write_note", "{"),
        fragment(0, "a", "find_notes", "}"),
    ],
    "no name": [fragment(0, "a", "", ATTIC)],
    "no JSON": [fragment(0, "a", "write_note", "title: Attic")],
    "two objects": [fragment(0, "a", "write_note", ATTIC + ATTIC)],
    "trailing quotes": [fragment(0, "a", "write_note", ATTIC + '""')],
    "a list": [fragment(0, "a", "write_note", "[]")],
    "a double key": [fragment(0, "a", "write_note", '{"title": "Attic", "title": "Barn"}')],
    "cut off": [fragment(0, "a", "write_note", '{"title": "At')],
    "1 MB": [fragment(0, "a", "write_note", "x" * 200_000)] * 5,
    "too deep": [fragment(0, "a", "write_note", '{"title": ' + "[" * 1000 + "]" * 1000 + "}")],
    "too many": [fragment(n, f"c{n}", "write_note", ATTIC) for n in range(70)],
}


@pytest.mark.parametrize("case", GARBLED)
async def test_l15_what_is_ambiguous_is_asked_for_again(case):
    garbled = whole(fragment(7, "z", "write_note", BARN), *GARBLED[case])
    titles, ended, stage = await titles_written(garbled, calls(("write_note", ATTIC)), CALLS=99)
    assert (ended.end, titles) == (("done", None), ["Attic"])
    messages = stage.model.requests[1].body["messages"]
    told = [json.loads(each["content"]) for each in messages if each["role"] == "tool"]
    assert {each["error"]["code"] for each in told} <= {"bad_arguments", "not_run"}


async def test_l15_a_model_that_stays_garbled_is_ended_after_two_more_rounds():
    garbled = whole(fragment(0, "a", "write_note", "{"))
    titles, ended, stage = await titles_written(*[garbled] * 4)
    assert (ended.end, titles) == (("failed", "bad_calls"), [])
    assert len(stage.model.requests) == 3


async def test_l15_names_and_ids_of_any_length_read_the_same_from_rows():
    long = whole(fragment(0, "i" * 500, "n" * 500, "{}"))
    async with open_stage(long, reply("So."), reply("Well.")) as stage:
        await stage.ask()
        await stage.ask()
        second, third = (request.body["messages"] for request in stage.model.requests[1:])
        assert third[: len(second)] == second


async def test_l17_endless_arguments_end_with_the_turn():
    endless = stream(*[sse(fragment(0, "a", "write_note", "x" * 50_000))] * 20, HANG)
    titles, ended, _ = await titles_written(endless, GAP=1.5)
    assert (ended.end, titles) == (("interrupted", "gap"), [])
    assert len(ended.calls[0].source) <= 512 * 1024


async def test_a_call_beside_prose_keeps_both():
    words = payload({"content": "Let me write that."})
    written = whole(words, *call_chunks("write_note", ATTIC))
    titles, ended, stage = await titles_written(written)
    assert (titles, ended.row.raw) == (["Attic"], "Let me write that.\n\nSo.")
    said = stage.model.requests[1].body["messages"][-2]
    assert (said["role"], said["content"]) == ("assistant", "Let me write that.")

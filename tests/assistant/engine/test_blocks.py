"""Widgets in a reply: shown once they are checked, replaced by their fallback otherwise."""

import json

import pytest

from assistant.core.wire.events import Delta
from tests.support.blocks import FALLBACK, FAULTY, GOOD, TABLE, around, fenced
from tests.support.fake_llm import (
    calls,
    failure,
    reply,
)
from tests.support.office import AS_OF, Office
from tests.support.runs import open_stage
from widgets.manual import write_block

pytestmark = pytest.mark.django_db(transaction=True)

UNKNOWN = "Something belongs here that could not be shown."


async def test_a_widget_is_shown_with_its_record():
    async with open_stage(reply(around(GOOD))) as stage:
        ended = await stage.ask()
        assert (ended.end, ended.row.text, ended.told) == (
            ("done", None),
            around(GOOD),
            "Before.\n\n\n\nAfter.",
        )
        shown = ended.widgets[0]
        assert (shown.state, shown.payload, shown.as_of) == (
            "ready",
            {"note": "N-1"},
            AS_OF.isoformat(),
        )
        assert shown.records[0]["values"] == {"title": "Roof", "pages": 3}
        assert ended.blocks[0].version == 1


async def test_all_references_of_a_block_are_asked_for_at_once_and_as_the_member():
    office = Office()
    async with open_stage(reply(around(GOOD)), office=office) as stage:
        await stage.ask()
        assert [[ref.id for ref in refs] for refs in office.asked_for] == [["N-1"]]


DEEP = '{"note": ' + "[" * 1000 + "]" * 1000 + "}"
FAULTS = {
    "an unknown widget": (fenced("hologram", "{}"), "unknown_widget", "", UNKNOWN),
    "bad JSON": (fenced("note_card", "{note: 1}"), "bad_json", "", FALLBACK),
    "no JSON at all": (fenced("note_card", ""), "bad_json", "", FALLBACK),
    "a double key": (fenced("note_card", '{"note":"N-1","note":"N-2"}'), "bad_json", "", FALLBACK),
    "a field of the wrong type": (fenced("note_card", '{"note": 1}'), "schema", "/note", FALLBACK),
    "a missing field": (fenced("note_card", "{}"), "schema", "", FALLBACK),
    "an unknown reference": (FAULTY, "unknown_reference", "/note", FALLBACK),
    "100 KB": (fenced("note_card", '{"note": "%s"}' % ("x" * 100_000)), "too_large", "", FALLBACK),
    "a depth of 1,000": (fenced("note_card", DEEP), "too_deep", "", FALLBACK),
    "a figure from nowhere": (TABLE, "unknown_figure", "/from", None),
    "a bad opener": ("```widget note_card {}\n{}\n```", "bad_opener", "", UNKNOWN),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_l18_a_faulty_widget_costs_itself_and_no_more(fault):
    block, code, pointer, fallback = FAULTS[fault]
    async with open_stage(reply(around(block)), failure(400)) as stage:
        ended = await stage.ask()
        assert (ended.end, ended.row.raw) == (("done", None), around(block))
        assert ended.told.replace("\n", "") == "Before.After."
        shown = ended.widgets[0]
        fallback = fallback or stage.runtime.host.catalog.fallback("table")
        assert (shown.state, shown.code, shown.pointer) == ("failed", code, pointer)
        assert shown.fallback == fallback
        assert ended.row.text == around(fallback)


async def test_l18_a_widget_never_closed_is_asked_for_again():
    async with open_stage(reply(f"Look:\n\n{GOOD[:-4]}"), reply(GOOD)) as stage:
        ended = await stage.ask()
        assert (ended.end, ended.row.text) == (("done", None), f"Look:\n\n{GOOD}")
        assert ended.widgets[0].state == "ready"


@pytest.mark.parametrize(
    ("reply_text", "states"),
    [
        (f"{GOOD}\n```", ["ready"]),
        (f"{GOOD}\n{GOOD}\n", ["ready", "ready"]),
        (write_block("note_card", {"note": "N-1", "remark": "a ``` fence"}), ["ready"]),
    ],
    ids=["closed twice", "two in one chunk", "a fence in a string"],
)
async def test_l18_odd_but_right(reply_text, states):
    async with open_stage(reply(reply_text)) as stage:
        ended = await stage.ask()
        assert ended.end == ("done", None)
        assert [block.state for block in ended.widgets] == states


def mask(ended, name: str) -> str:
    """All that was told of a turn, with every id of its own made alike."""
    told = json.dumps([str(event) for event in ended.events[2:]])
    for own in (str(ended.row.pk), str(ended.row.parent_id), ended.row.created.isoformat(), name):
        told = told.replace(own, "ID")
    return told


async def test_l19_unknown_and_foreign_references_are_told_alike():
    told, asked = [], []
    for name in ("N-9", "N-7"):
        block = write_block("note_card", {"note": name})
        async with open_stage(reply(around(block)), reply(block)) as stage:
            told.append(mask(await stage.ask(), name))
            repair = stage.model.requests[1].body["messages"][-1]["content"]
            asked.append(repair.replace(name, "ID"))
    assert told[0] == told[1]
    assert asked[0] == asked[1]


async def test_figures_come_from_a_tool_result():
    async with open_stage(calls(("find_notes", "{}")), reply(TABLE)) as stage:
        ended = await stage.ask()
        assert ended.widgets[0].figures == {"": [[3], [12]]}


async def test_figures_may_come_from_an_earlier_turn():
    async with open_stage(calls(("find_notes", "{}")), reply("Two."), reply(TABLE)) as stage:
        await stage.ask()
        ended = await stage.ask("As a table?")
        assert ended.widgets[0].figures == {"": [[3], [12]]}


async def test_figures_of_another_branch_are_not_there():
    async with open_stage(
        reply("Hi."), calls(("find_notes", "{}")), reply("Two."), reply(TABLE), reply("No.")
    ) as stage:
        root = await stage.ask()
        await stage.ask("How many?")
        ended = await stage.ask("As a table?", parent=root.row.pk)
        assert ended.widgets[0].code == "unknown_figure"


async def test_a_streaming_field_is_shown_as_it_arrives():
    letter = write_block("letter", {"note": "N-1", "body": "Dear Roof,\nall is well."})
    async with open_stage(reply("To send:\n\n", *letter), TICK=0.0) as stage:
        ended = await stage.ask()
        shown = [each for each in ended.events if isinstance(each, Delta) and each.field == "body"]
        assert "".join(each.text for each in shown) == "Dear Roof,\nall is well."
        assert len(shown) > 10
        assert ended.widgets[0].state == "ready"


async def test_a_preview_of_a_widget_that_fails_is_gone():
    letter = write_block("letter", {"note": "N-7", "body": "Dear Boiler"})
    async with open_stage(reply(letter), reply("No.")) as stage:
        ended = await stage.ask()
        assert (ended.widgets[0].state, ended.widgets[0].preview) == ("failed", {})

"""A host that cannot give records, or gives wrong ones, costs a block and nothing else."""

import asyncio
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.support.blocks import FALLBACK, GOOD, around
from tests.support.fake_llm import (
    reply,
)
from tests.support.office import AS_OF, Office
from tests.support.runs import open_stage
from widgets.records import Record

pytestmark = pytest.mark.django_db(transaction=True)


def explode(*_):
    raise RuntimeError("the CRM is down")


def lose_a_task(*_):
    raise asyncio.CancelledError


@pytest.mark.parametrize(
    "answer",
    [explode, lose_a_task, lambda *_: None, lambda _, refs: dict.fromkeys(refs)],
    ids=["raises", "cancels", "none", "no record"],
)
async def test_a_host_that_fails_costs_the_block_and_no_repair(answer):
    office = Office()
    office.answers["records"] = answer
    async with open_stage(reply(around(GOOD)), reply("Hello"), office=office) as stage:
        ended = await stage.ask()
        assert (ended.end, ended.widgets[0].code) == (("done", None), "no_records")
        assert ended.row.text == around(FALLBACK)
        assert len(stage.model.requests) == 1


async def test_a_host_that_hangs_costs_the_block():
    office = Office()
    office.gates["records"] = asyncio.Event()
    async with open_stage(reply(around(GOOD)), office=office, TOOL=0.2) as stage:
        ended = await stage.ask()
        assert (ended.end, ended.widgets[0].code) == (("done", None), "no_records")


BAD_RECORDS = {
    "a value of the wrong type": ({"values": {"title": 1, "pages": 3}}, "bad_record"),
    "a value missing": ({"values": {"title": "Roof"}}, "bad_record"),
    "no values": ({"values": None}, "bad_record"),
    "values that are no JSON": ({"values": {"title": object(), "pages": 3}}, "no_records"),
    "a time without zone": ({"as_of": AS_OF.replace(tzinfo=None)}, "no_records"),
    "no time": ({"as_of": None}, "no_records"),
}


@pytest.mark.parametrize("fault", BAD_RECORDS)
async def test_a_record_not_as_declared_is_not_shown(fault):
    changes, code = BAD_RECORDS[fault]
    office = Office()

    def answer(_actor, refs):
        good = Record(refs[0], {"title": "Roof", "pages": 3}, AS_OF)
        return {refs[0]: replace(good, **changes)}

    office.answers["records"] = answer
    async with open_stage(reply(around(GOOD)), reply("Hello"), office=office) as stage:
        ended = await stage.ask()
        assert (ended.end, ended.widgets[0].code) == (("done", None), code)
        assert len(stage.model.requests) == 1


async def test_values_that_the_schema_does_not_name_are_not_told():
    office = Office()
    office.answers["records"] = lambda _, refs: {
        refs[0]: Record(refs[0], {"title": "Roof", "pages": 3, "price": Decimal("9.5")}, AS_OF)
    }
    async with open_stage(reply(around(GOOD)), office=office) as stage:
        ended = await stage.ask()
        assert ended.widgets[0].records[0]["values"] == {"title": "Roof", "pages": 3}

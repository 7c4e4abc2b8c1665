"""What a message mentions is checked as the member, and called what the host calls it."""

import pytest

from assistant.core.wire.commands import Mention
from assistant.errors import Refusal
from assistant.runtime.mentions import check_mentions
from tests.support.office import ALICE, Office

ROOF = Mention(kind="note", id="N-1", label="the roof")


async def check(office: Office, *mentions: Mention):
    return await check_mentions(office.host(), ALICE, mentions, within=5)


async def test_a_mention_gets_the_records_own_title():
    assert await check(Office(), ROOF, ROOF) == ({"kind": "note", "id": "N-1", "label": "Roof"},)


async def test_without_mentions_nobody_is_asked():
    office = Office()
    assert await check(office) == ()
    assert office.asked_for == []


@pytest.mark.parametrize(
    "lost",
    [
        Mention(kind="note", id="N-7", label="Boiler"),
        Mention(kind="note", id="N-99", label="Boiler"),
        Mention(kind="yacht", id="N-1", label="Roof"),
    ],
    ids=str,
)
async def test_foreign_unknown_and_of_no_kind_are_refused_alike(lost):
    with pytest.raises(Refusal) as refusal:
        await check(Office(), ROOF, lost)
    assert (refusal.value.code, refusal.value.message) == (
        "not_found",
        "Something you mention is not there.",
    )


async def test_a_host_that_fails_costs_the_message_only():
    office = Office()

    def explode(*_: object) -> None:
        raise RuntimeError("the CRM is down")

    office.answers["records"] = explode
    with pytest.raises(Refusal) as refusal:
        await check(office, ROOF)
    assert refusal.value.code == "server_error"

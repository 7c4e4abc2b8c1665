"""Another trade: a whole turn in a bike shop, with nothing but a Host value of its own."""

import uuid

import pytest

from assistant.core.wire.events import WidgetState
from assistant.services.undo import undo_call
from tests.support import bike_shop
from tests.support.fake_llm import calls, reply
from tests.support.live_site import open_site
from tests.support.members import in_rows, sign_in_as
from tests.support.tab import Tab, new_conversation

SAYING = "A bike under 500 for Ms Fern, please."
TABLE = '{"from": "r1", "rows": "/bikes", "columns": [{"path": "/price", "label": "Price"}]}'
ROUNDS = (
    calls(("find_bikes", '{"max_price": 500}')),
    calls(("reserve_bike", '{"bike": "B-2", "customer": "Ms Fern"}')),
    reply(
        "Kept:\n```widget bike_card\n", '{"bike": "B-2"}\n```\n', f"```widget table\n{TABLE}\n```"
    ),
)


@pytest.fixture
async def shop(transactional_db):
    async with open_site(HOST="tests.support.bike_shop.HOST") as site:
        site.model.expect(SAYING, *ROUNDS)
        async with site.open_tab("robin", tenant="spokes") as tab:
            turn = await tab.ask_and_see(SAYING, new_conversation())
            yield site, tab, turn
    bike_shop.RESERVED.clear()


async def test_the_shop_is_answered_with_its_own_widgets(shop):
    _, tab, turn = shop
    assert tab.fold.turns[turn].state == "done"
    titles = [call.title for call in tab.fold.turns[turn].calls]
    assert titles == ["Looking for bikes", "Reserving a bike"]
    prose, card, table = tab.fold.blocks(turn)
    assert prose.text == "Kept:\n"
    assert isinstance(card, WidgetState)
    assert (card.state, card.widget, card.payload) == ("ready", "bike_card", {"bike": "B-2"})
    assert card.records[0]["title"] == "Wren"
    assert card.records[0]["values"]["reserved_for"] == "Ms Fern"
    assert table.figures == {"": [[450]]}


async def test_the_model_is_told_of_the_shop_alone(shop):
    site, _, _ = shop
    body = site.model.requests[0].body
    assert body["messages"][0]["content"].startswith("You help the people behind the counter")
    assert "## bike_card" in body["messages"][0]["content"]
    names = [each["function"]["name"] for each in body["tools"]]
    assert names == ["find_bikes", "reserve_bike"]
    assert "listing" not in str(body)


async def test_what_was_made_is_undone_once(shop):
    _, _, turn = shop
    assert bike_shop.RESERVED

    def undo():
        robin = bike_shop.STAFF["robin"]
        undo_call(host=bike_shop.HOST, actor=robin, turn=uuid.UUID(turn), handle="r2")

    await in_rows(undo)
    assert not bike_shop.RESERVED


async def test_what_the_shop_forbids_is_found_in_its_replies(transactional_db):
    async with open_site(HOST="tests.support.bike_shop.HOST") as site:
        site.model.expect("Any warranty?", reply("Yes: a 🚲 lifetime ", "guarantee, [Name]."))
        async with site.open_tab("robin", tenant="spokes") as tab:
            turn = await tab.ask_and_see("Any warranty?", new_conversation())
    promise, gap = tab.fold.turns[turn].findings
    assert (promise.code, promise.start, promise.end) == ("promise", 10, 28)
    assert promise.notice == "Our guarantee is two years."
    assert (gap.code, gap.start, gap.end) == ("placeholder", 30, 36)


async def test_people_of_another_house_are_nobody_here(shop):
    site, _, _ = shop
    async with site.connect(cookie=await sign_in_as("alice")) as wire:
        answer = await Tab(wire).ask("hello", protocol="weft.v1")
        assert answer["code"] == "not_signed_in"

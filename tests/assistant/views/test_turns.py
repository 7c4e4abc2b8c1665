"""Single turns over REST: as on the wire, as they may still be seen, and rated."""

import asyncio
import uuid

import pytest
from msgspec import to_builtins

from assistant.models import Rating
from demo_crm.models import Task
from tests.support.fake_llm import reply
from tests.support.live_model import hold
from tests.support.members import add_task, card, in_rows
from tests.support.rest import LIST, open_rest
from tests.support.tab import new_conversation

NOT_FOUND = {"code": "not_found", "message": "There is no such turn."}


@pytest.fixture
async def alice(site):
    async with open_rest(site, "alice") as rest:
        yield rest


def address(turn: object, below: str = "") -> str:
    return f"/api/turns/{turn}/{below}"


async def ask(site, *texts: str) -> str:
    """The id of a turn of Alice's that has ended."""
    site.model.expect("Show it", reply(*texts or ("Here",)))
    async with site.open_tab("alice") as tab:
        return await tab.ask_and_see("Show it", new_conversation())


async def test_a_turn_is_what_a_snapshot_says_of_it(site, alice):
    task = await in_rows(lambda: add_task("alice"))
    site.model.expect("Show it", reply("Here:\n", card(task)))
    conversation = new_conversation()
    async with site.open_tab("alice") as tab:
        turn = await tab.ask_and_see("Show it", conversation)
        await tab.follow(conversation)
        (snapshot,) = [frame for frame in tab.heard if frame["type"] == "snapshot"][-1]["turns"]
    status, body = await alice.ask("GET", address(turn))
    assert status == 200
    assert body == {**snapshot, "rating": None}
    assert body["blocks"][1]["records"][0]["id"] == task


async def test_a_right_that_was_lost_shows_the_fallback(site, alice):
    task = await in_rows(lambda: add_task("alice"))
    turn = await ask(site, "Here:\n", card(task))
    await in_rows(lambda: Task.objects.all().delete())
    _, body = await alice.ask("GET", address(turn))
    assert body["blocks"][1]["state"] == "failed"
    assert "plumber" not in str(body)


async def test_a_rating_is_kept_changed_and_taken_back(site, alice):
    turn = await ask(site)
    first = await alice.ask("PUT", address(turn, "rating/"), {"value": "up"})
    assert (first[0], first[1]["value"], first[1]["comment"]) == (200, "up", "")
    said = {"value": "down", "comment": "The wrong task."}
    _, body = await alice.ask("PUT", address(turn, "rating/"), said)
    assert {name: body[name] for name in said} == said
    assert (await alice.ask("GET", address(turn)))[1]["rating"] == body
    row = await in_rows(Rating.objects.get)
    assert (row.member, row.value, row.comment) == ("alice", "down", "The wrong task.")
    assert await alice.ask("DELETE", address(turn, "rating/")) == (204, None)
    assert (await alice.ask("GET", address(turn)))[1]["rating"] is None


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"value": "sideways"},
        {"value": None},
        {"value": 1},
        {"value": ["up"]},
        {"value": "up", "comment": 1},
        {"value": "up", "comment": None},
        {"value": "up", "comment": "x" * 2001},
        {"value": "up", "member": "bob"},
        [],
    ],
    ids=lambda body: str(body)[:30],
)
async def test_a_rating_that_makes_no_sense(site, alice, body):
    turn = await ask(site)
    status, said = await alice.ask("PUT", address(turn, "rating/"), body)
    assert (status, said["code"]) == (400, "bad_input")
    assert not await in_rows(Rating.objects.exists)


async def test_a_reply_that_is_written_cannot_be_rated_yet(site, alice):
    gate = asyncio.Event()
    site.model.expect("Tell", hold(gate, "One ", "two"))
    async with site.open_tab("alice") as tab:
        conversation = new_conversation()
        turn = await tab.say("Tell", conversation)
        for method, body in (("PUT", {"value": "up"}), ("DELETE", None)):
            status, said = await alice.ask(method, address(turn, "rating/"), body)
            assert (status, said["code"]) == (409, "busy")
        assert (await tab.ask("rate", turn=turn, value="up"))["code"] == "busy"
        gate.set()
        await tab.follow(conversation)
        await tab.see_end(turn)


async def test_the_socket_rates_too_and_once_for_each_command(site, alice):
    turn = await ask(site)
    async with site.open_tab("alice") as tab:
        said = {"id": "r1", "turn": turn, "value": "up", "comment": "Good."}
        first = await tab.ask("rate", **said)
        assert first["result"] == {"value": "up"}
        await tab.ask("rate", turn=turn, value=None)
        assert await tab.ask("rate", **said) == {**first, "repeat": True}
        assert (await alice.ask("GET", address(turn)))[1]["rating"] is None
        for value, comment in (("sideways", ""), ("up", "x" * 2001), (1, "")):
            answer = await tab.ask("rate", turn=turn, value=value, comment=comment)
            assert answer["code"] == "bad_frame"


@pytest.mark.parametrize("login", ["bob", "charlie"])
async def test_somebody_elses_reads_like_an_unknown_one(site, login):
    turn = await ask(site)
    async with open_rest(site, login) as rest:
        for named in (turn, uuid.uuid4(), "nonsense", "%00"):
            assert await rest.ask("GET", address(named)) == (404, NOT_FOUND)
            for method, body in (("PUT", {"value": "up"}), ("DELETE", None)):
                assert await rest.ask(method, address(named, "rating/"), body) == (404, NOT_FOUND)
    assert not await in_rows(Rating.objects.exists)


# The turns of a conversation


async def test_a_conversation_is_read_page_by_page(site, alice, monkeypatch):
    monkeypatch.setattr("assistant.views.conversations.TURNS_A_PAGE", 2)
    conversation, turns = new_conversation(), []
    async with site.open_tab("alice") as tab:
        for number in range(5):
            site.model.expect(f"Say {number}", reply(str(number)))
            turns.append(await tab.ask_and_see(f"Say {number}", conversation))
        site.model.expect("Elsewhere", reply("there"))
        elsewhere = await tab.ask_and_see("Elsewhere", conversation, parent=turns[2])
        await tab.ask("select", conversation=conversation, turn=turns[4])
        state = to_builtins(tab.fold.conversation)
    following, seen = f"{LIST}{conversation}/", []
    while following:
        status, body = await alice.ask("GET", following)
        assert status == 200
        assert len(body["turns"]) <= 2
        assert body["conversation"]["title"] == state["title"] == "Say 0"
        assert body["conversation"]["leaf"] == turns[4]
        seen += [each["turn"]["id"] for each in body["turns"]]
        following = body["next"]
    assert seen == turns
    for after, expected in (
        (elsewhere, (404, "not_found")),
        (uuid.uuid4(), (404, "not_found")),
        ("x", (400, "bad_input")),
        ("", (400, "bad_input")),
    ):
        status, body = await alice.ask("GET", f"{LIST}{conversation}/?after={after}")
        assert (status, body["code"]) == expected

"""Own conversations over REST: listed, renamed, archived, deleted; every open tab hears of it."""

import asyncio
import uuid
from base64 import b64encode
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone

from assistant.models import Conversation, Tenant, Turn
from tests.support.fake_llm import reply
from tests.support.live_model import hold
from tests.support.members import in_rows
from tests.support.rest import LIST, open_rest
from tests.support.tab import new_conversation

NOT_FOUND = {"code": "not_found", "message": "There is no such conversation."}


@pytest.fixture
async def alice(site):
    async with open_rest(site, "alice") as rest:
        yield rest


@pytest.fixture
def gate() -> asyncio.Event:
    return asyncio.Event()


def address(conversation: object) -> str:
    return f"{LIST}{conversation}/"


async def make(*titles: str, member: str = "alice", archived: bool = False) -> list[str]:
    """Conversations, each active a minute before the one named before it."""

    def write() -> list[str]:
        tenant, _ = Tenant.objects.get_or_create(slug="lantern-row")
        now = timezone.now()
        return [
            str(
                Conversation.objects.create(
                    tenant=tenant,
                    member=member,
                    title=title,
                    active=now - timedelta(minutes=minutes),
                    archived=now if archived else None,
                ).pk
            )
            for minutes, title in enumerate(titles)
        ]

    return await in_rows(write)


# List


async def test_what_is_listed(site, alice):
    site.model.expect("Find homes, please!", reply("Here"))
    conversation = new_conversation()
    async with site.open_tab("alice") as tab:
        await tab.ask_and_see("Find homes, please!", conversation)
    status, body = await alice.ask("GET", LIST)
    row = await in_rows(Conversation.objects.get)
    assert (status, body["next"]) == (200, None)
    (told,) = body["conversations"]
    assert told.pop("active").startswith(f"{row.active:%Y-%m-%dT%H:%M}")
    assert told.pop("created").endswith("Z")
    assert told == {
        "id": conversation,
        "title": "Find homes, please",
        "archived": False,
        "revision": row.revision,
    }
    assert alice.headers["Cache-Control"] == "no-store"


async def test_the_newest_activity_comes_first(site, alice):
    _, old = await make("New", "Old")
    assert await alice.list_titles() == ["New", "Old"]
    site.model.expect("Again", reply("Yes"))
    async with site.open_tab("alice") as tab:
        await tab.ask_and_see("Again", old)
    assert await alice.list_titles() == ["Old", "New"]


async def test_archived_ones_stand_apart(site, alice):
    await make("Here")
    await make("Away", archived=True)
    assert await alice.list_titles() == ["Here"]
    assert await alice.list_titles("?archived=true") == ["Away"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("homes", ["Homes in Alderton", "Two homes"]),
        ("ALDERTON homes", ["Homes in Alderton"]),
        ("100%", ["Up 100%"]),
        ("_", []),
        ("", ["Homes in Alderton", "Two homes", "Up 100%"]),
        (" ".join("abcdefghij" * 10), []),
    ],
)
async def test_titles_are_searched_word_by_word(site, alice, search, found):
    await make("Homes in Alderton", "Two homes", "Up 100%")
    assert await alice.list_titles(f"?search={quote(search)}") == found


async def test_pages_have_every_conversation_once(site, alice):
    titles = [f"Number {number}" for number in range(70)]
    await make(*titles)
    # Many in one moment: a cursor that counted on the moment alone would lose some.
    await in_rows(lambda: Conversation.objects.update(active=timezone.now()))
    seen, following = [], LIST
    while following:
        assert following.startswith("/")
        _, body = await alice.ask("GET", following)
        assert len(body["conversations"]) <= 30
        seen += [each["title"] for each in body["conversations"]]
        following = body["next"]
    assert sorted(seen) == sorted(titles)


async def test_a_page_keeps_to_what_was_searched(site, alice):
    await make(*[f"Homes {number}" for number in range(40)], "People")
    _, body = await alice.ask("GET", f"{LIST}?search=homes")
    _, rest = await alice.ask("GET", body["next"])
    assert len(rest["conversations"]) == 10


def cursor(said: str) -> str:
    return "?cursor=" + quote(b64encode(said.encode()).decode())


@pytest.mark.parametrize(
    "query",
    [
        "?archived=perhaps",
        "?archived=yes",
        "?archived=1",
        "?archived=true&archived=false",
        "?archvied=true",
        "?cursor=%00",
        "?cursor=",
        "?cursor=%3D",
        "?search=%00",
        "?search=" + "x" * 201,
        "?cursor=ä",
        cursor("p=yesterday"),
        cursor("p=2026-02-31 00:00:00"),
        cursor("p=2026-02-01 00:00:00"),
        cursor("o=-1"),
        cursor("o=5000"),
        cursor("x=1"),
    ],
)
async def test_a_question_that_makes_no_sense(site, alice, query):
    status, body = await alice.ask("GET", LIST + query)
    assert (status, body["code"]) == (400, "bad_input")
    assert body["message"]


# Rename, archive


async def test_a_rename_is_heard_by_everyone_who_follows(site, alice):
    site.model.expect("Find homes", reply("Here"))
    conversation = new_conversation()
    async with site.open_tab("alice") as tab, site.open_tab("alice") as other:
        await tab.ask_and_see("Find homes", conversation)
        await other.follow(conversation)
        status, body = await alice.ask("PATCH", address(conversation), {"title": " My\n homes "})
        assert (status, body["title"]) == (200, "My homes")
        for each in (tab, other):
            told = await each.hear(lambda frame: frame["type"] == "conversation")
            assert told["conversation"]["title"] == "My homes"
            assert told["conversation"]["revision"] == body["revision"]
            assert each.fold.conversation.title == "My homes"
    assert (await site.tell(conversation)).conversation.title == "My homes"


async def test_while_a_reply_is_written_it_goes_on(site, alice, gate):
    site.model.expect("Tell", hold(gate, "One ", "two"))
    conversation = new_conversation()
    async with site.open_tab("alice") as tab:
        turn = await tab.say("Tell", conversation)
        await tab.follow(conversation)
        status, _ = await alice.ask(
            "PATCH", address(conversation), {"title": "Told", "archived": True}
        )
        assert status == 200
        gate.set()
        assert (await tab.see_end(turn)).state == "done"
        state = tab.fold.conversation
        assert (state.title, state.archived, state.leaf) == ("Told", True, turn)


async def test_archived_can_be_followed_and_a_message_brings_it_back(site, alice):
    site.model.expect("One", reply("1"))
    site.model.expect("Two", reply("2"))
    conversation = new_conversation()
    async with site.open_tab("alice") as tab:
        await tab.ask_and_see("One", conversation)
        _, body = await alice.ask("PATCH", address(conversation), {"archived": True})
        assert body["archived"] is True
        await tab.follow(conversation)
        assert tab.fold.conversation.archived is True
        turn = await tab.say("Two", conversation)
        await tab.see_end(turn)
        assert tab.fold.conversation.archived is False
    assert await alice.list_titles() == ["One"]


async def test_nothing_new_is_not_told(site, alice):
    (conversation,) = await make("Same")
    async with site.open_tab("alice") as tab:
        await tab.follow(conversation)
        _, before = await alice.ask("PATCH", address(conversation), {"title": "Same"})
        _, after = await alice.ask("PATCH", address(conversation), {"archived": False})
        assert before == after
        assert tab.cursor == tab.cursor.__class__(tab.cursor.epoch, 0)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"title": ""},
        {"title": "\u200b \n"},
        {"title": "x" * 121},
        {"title": None},
        {"title": ["x"]},
        {"title": 1},
        {"title": True},
        {"title": "a\0b"},
        '{"title": "\\ud800"}',
        {"archived": "perhaps"},
        {"archived": None},
        {"archived": "yes"},
        {"archived": "true"},
        {"archived": 1},
        {"archived": 1.0},
        {"title": "Fine", "member": "bob"},
        {"leaf": None},
        [],
        "5",
        "{",
        b"\xff",
        '{"title": NaN}',
        '{"title": ' + "[" * 100_000,
        '{"title": "' + "x" * 300_000 + '"}',
    ],
    ids=lambda body: str(body)[:24],
)
async def test_a_change_that_makes_no_sense(site, alice, body):
    (conversation,) = await make("Mine")
    status, said = await alice.ask("PATCH", address(conversation), body)
    assert (status, said["code"]) == (400, "bad_input")
    assert said["message"]
    assert await alice.list_titles() == ["Mine"]


# Delete


async def test_deleted_is_heard_by_every_tab_and_their_sockets_live_on(site, alice):
    site.model.expect("Find homes", reply("Here"))
    site.model.expect("Elsewhere", reply("There"))
    conversation = new_conversation()
    async with site.open_tab("alice") as tab, site.open_tab("alice") as other:
        await tab.ask_and_see("Find homes", conversation)
        await other.follow(conversation)
        assert await alice.ask("DELETE", address(conversation)) == (204, None)
        for each in (tab, other):
            told = await each.hear(lambda frame: frame["type"] == "error")
            assert told == {"type": "error", "id": None, **NOT_FOUND}
        elsewhere = await other.ask_and_see("Elsewhere", new_conversation())
        assert other.prose(elsewhere) == "There"
        for kind, fields in (
            ("follow", {"conversation": conversation}),
            ("send", {"conversation": conversation, "text": "Back?"}),
        ):
            assert (await tab.ask(kind, **fields))["code"] == "not_found"
    assert await alice.list_titles() == ["Elsewhere"]
    assert (await site.runtime.logs.look(conversation)).cursor.seq == 0


async def test_a_message_sent_again_after_it_was_deleted(site, alice):
    site.model.expect("Hello", reply("Hi"))
    conversation = new_conversation()
    said = {"id": "s1", "conversation": conversation, "text": "Hello"}
    async with site.open_tab("alice") as tab:
        first = await tab.ask("send", **said)
        await tab.follow(conversation)
        await tab.see_end(first["result"]["turn"])
        await alice.ask("DELETE", address(conversation))
        again = await tab.ask("send", **said)
        assert again == {**first, "repeat": True}
        assert (await tab.ask("follow", conversation=conversation))["code"] == "not_found"
    assert not await in_rows(Turn.objects.exists)


async def test_a_running_reply_is_not_deleted_under_its_reader(site, alice, gate):
    site.model.expect("Tell", hold(gate, "One ", "two"))
    conversation = new_conversation()
    async with site.open_tab("alice") as tab:
        turn = await tab.say("Tell", conversation)
        await tab.follow(conversation)
        status, body = await alice.ask("DELETE", address(conversation))
        assert (status, body["code"]) == (409, "busy")
        assert "Stop it" in body["message"]
        await tab.ask("stop", turn=turn)
        await tab.see_end(turn)
        assert (await alice.ask("DELETE", address(conversation)))[0] == 204
        await tab.hear(lambda frame: frame.get("code") == "not_found")


async def test_a_reader_who_has_gone_elsewhere_hears_nothing(site, alice):
    one, two = await make("One", "Two")
    async with site.open_tab("alice") as tab:
        await tab.follow(one)
        await tab.follow(two)
        await alice.ask("DELETE", address(one))
        await alice.ask("PATCH", address(two), {"title": "Three"})
        await tab.hear(lambda frame: frame["type"] == "conversation")
        assert [frame for frame in tab.heard if frame["type"] == "error"] == []


# Whose they are


@pytest.mark.parametrize("login", ["bob", "charlie"])
async def test_somebody_elses_reads_like_an_unknown_one(site, login):
    (conversation,) = await make("Mine")
    async with open_rest(site, login) as rest:
        assert await rest.list_titles() == []
        for named in (conversation, uuid.uuid4(), "nonsense", "%00"):
            for method, body in (("PATCH", {"title": "Stolen"}), ("DELETE", None)):
                assert await rest.ask(method, address(named), body) == (404, NOT_FOUND)
    assert await in_rows(lambda: Conversation.objects.get().title) == "Mine"

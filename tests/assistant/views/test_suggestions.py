"""What a member may begin with, over REST: starters by page, and records to mention."""

import pytest

from demo_crm.models import Contact
from tests.support.alices import PRIVATE, make_alices
from tests.support.fake_llm import reply
from tests.support.members import in_rows
from tests.support.rest import open_rest
from tests.support.tab import new_conversation


@pytest.fixture
async def alices(site):
    return await in_rows(make_alices)


async def ask(site, login: str, path: str):
    async with open_rest(site, login) as rest:
        status, body = await rest.ask("GET", path)
        return status, body


async def test_a_member_finds_what_they_may_mention(site, alices):
    status, body = await ask(site, "alice", f"/api/mentions/?q={PRIVATE[:4].lower()}")
    assert status == 200
    [found] = body["mentions"]
    assert found == {"kind": "contact", "id": alices.contact, "label": PRIVATE, "detail": ""}


async def test_nobody_finds_what_is_anothers(site, alices):
    for login in ("bob", "charlie"):
        assert await ask(site, login, f"/api/mentions/?q={PRIVATE}") == (200, {"mentions": []})


async def test_kinds_narrow_the_search(site, alices):
    status, body = await ask(site, "alice", "/api/mentions/?kind=listing")
    assert (status, [each["kind"] for each in body["mentions"]]) == (200, ["listing"])


@pytest.mark.parametrize("query", ["kind=yacht", f"q={'a' * 121}", "q=%00"])
async def test_a_question_that_makes_no_sense_is_refused(site, query):
    status, body = await ask(site, "alice", f"/api/mentions/?{query}")
    assert (status, body["code"]) == (400, "bad_input")


async def test_starters_fit_the_page(site, alices):
    _, usual = await ask(site, "alice", "/api/starters/")
    _, here = await ask(site, "alice", f"/api/starters/?page=/crm/contacts/{alices.contact}/")
    assert here["groups"][1:] == usual["groups"]
    assert here["groups"][0]["title"] == PRIVATE
    assert {"label", "message"} == set(here["groups"][0]["starters"][0])


async def test_a_page_one_may_not_see_tells_nothing(site, alices):
    page = f"/api/starters/?page=/crm/contacts/{alices.contact}/"
    assert PRIVATE not in str(await ask(site, "bob", page))


async def test_the_model_is_told_what_a_message_mentions(site, alices):
    async with site.open_tab("alice") as tab:
        mention = {"kind": "contact", "id": alices.contact, "label": "Zan"}
        site.model.expect("Hello @Zan", reply("Hi"))
        conversation = new_conversation()
        answer = await tab.ask(
            "send", conversation=conversation, text="Hello @Zan", mentions=[mention]
        )
        await tab.follow(conversation)
        await tab.see_end(answer["result"]["turn"])
    told = site.model.requests[-1].body["messages"][-2]["content"]
    assert f'"mentions":[{{"id":"{alices.contact}","kind":"contact","label":"{PRIVATE}"}}]' in told


async def test_a_message_that_was_accepted_stays_so_when_what_it_mentions_goes(site, alices):
    mention = {"kind": "contact", "id": alices.contact, "label": "Zan"}
    said = {"conversation": new_conversation(), "text": "Hello", "mentions": [mention, mention]}
    site.model.expect("Hello", reply("Hi"))
    async with site.open_tab("alice") as tab:
        first = await tab.ask("send", id="s1", **said)
        await in_rows(Contact.objects.all().delete)
        again = await tab.ask("send", id="s1", **said)
        assert (again["result"], again["repeat"]) == (first["result"], True)
        other = await tab.ask("send", id="s2", **{**said, "conversation": new_conversation()})
        assert other["code"] == "not_found"

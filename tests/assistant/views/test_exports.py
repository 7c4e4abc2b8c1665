"""A whole conversation to keep: every branch, all that may still be seen, for its member alone."""

import pytest

from demo_crm.models import Task
from tests.support.fake_llm import reply
from tests.support.members import add_task, card, in_rows
from tests.support.rest import LIST, open_rest
from tests.support.tab import new_conversation


@pytest.fixture
async def talk(site) -> str:
    """A conversation with a card, and a second answer to the same question."""
    task = await in_rows(lambda: add_task("alice"))
    conversation = new_conversation()
    site.model.expect("Show it", reply("First try:\n", card(task)))
    async with site.open_tab("alice") as tab:
        turn = await tab.ask_and_see("Show it", conversation)
        site.model.expect("Show it", reply("Second try."))
        answer = await tab.ask("retry", turn=turn)
        await tab.see_end(answer["result"]["turn"])
    return f"{LIST}{conversation}/export/"


async def test_json_has_every_turn_as_on_the_wire(site, talk):
    async with open_rest(site, "alice") as rest:
        status, body = await rest.ask("GET", talk)
        assert status == 200
        assert rest.headers["Content-Disposition"].endswith('.json"')
        first, second = body["turns"]
        assert body["conversation"]["leaf"] == second["turn"]["id"]
        assert first["blocks"][1]["records"][0]["title"] == "Call the plumber"
        assert second["blocks"][0]["text"] == "Second try."
        for each in (first, second):
            _, alone = await rest.ask("GET", f"/api/turns/{each['turn']['id']}/")
            assert alone == each


async def test_markdown_has_what_was_seen(site, talk):
    async with open_rest(site, "alice") as rest:
        text = await rest.read_text(f"{talk}?format=markdown")
        assert rest.headers["Content-Type"] == "text/markdown; charset=utf-8"
        assert rest.headers["Cache-Control"] == "no-store"
        assert rest.headers["X-Content-Type-Options"] == "nosniff"
    for each in ("> Show it", "First try:", "**Call the plumber**", "Second try."):
        assert each in text


async def test_what_may_no_longer_be_seen_is_left_out(site, talk):
    await in_rows(lambda: Task.objects.all().delete())
    async with open_rest(site, "alice") as rest:
        _, body = await rest.ask("GET", talk)
        assert "plumber" not in str(body)
        assert "plumber" not in await rest.read_text(f"{talk}?format=markdown")


@pytest.mark.parametrize(
    "query", ["?format=xml", "?format=", "?as=json", "?format=json&format=json"]
)
async def test_a_format_there_is_not(site, talk, query):
    async with open_rest(site, "alice") as rest:
        status, body = await rest.ask("GET", talk + query)
        assert (status, body["code"]) == (400, "bad_input")


@pytest.mark.parametrize("login", ["bob", "charlie"])
async def test_it_is_nobody_elses(site, talk, login):
    async with open_rest(site, login) as rest:
        for query in ("", "?format=markdown"):
            status, body = await rest.ask("GET", talk + query)
            assert (status, body["code"]) == (404, "not_found")

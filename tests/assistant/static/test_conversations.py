"""conversations.js, entries.js, api.js on the demo's real pages: find, open, keep, by any hand."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from django.utils import timezone
from playwright.async_api import Browser, Route, expect

from assistant.models import Conversation, Tenant
from tests.assistant.conftest import members as members
from tests.support.fake_llm import reply
from tests.support.live_model import hold
from tests.support.live_page import LOADING, Desk, LivePage, open_desk
from tests.support.live_site import Site, open_site
from tests.support.members import in_rows

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    # How WhiteNoise serves files to an asynchronous server; they are small.
    pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume"),
]

API = re.compile("/api/")


@pytest_asyncio.fixture(loop_scope="session")
async def live(members: None, settings) -> AsyncIterator[Site]:
    settings.WHITENOISE_AUTOREFRESH = True
    async with open_site() as opened:
        for word in ("One", "Two", "Three"):
            opened.model.expect(word, reply(f"{word}!"))
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def desk(browser: Browser, live: Site) -> AsyncIterator[Desk]:
    async with open_desk(browser, live, "alice") as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def tab(desk: Desk) -> AsyncIterator[LivePage]:
    async with desk.open_tab() as opened:
        yield opened


async def make(
    *titles: str, days: int = 0, archived: bool = False, now: datetime | None = None
) -> None:
    """Conversations without a turn, each active a second before the one named before it."""

    now = now or timezone.now()

    def write() -> None:
        tenant, _ = Tenant.objects.get_or_create(slug="lantern-row")
        Conversation.objects.bulk_create(
            Conversation(
                tenant=tenant,
                member="alice",
                title=title,
                active=now - timedelta(days=days, seconds=seconds),
                archived=now if archived else None,
            )
            for seconds, title in enumerate(titles)
        )

    await in_rows(write)


async def test_the_title_stands_at_the_head(tab: LivePage) -> None:
    await expect(tab.title).to_have_text("New conversation")
    await tab.converse("One", "One!")
    await expect(tab.title).to_have_text("One")
    await tab.new.click()
    await expect(tab.title).to_have_text("New conversation")


async def test_another_one_can_be_opened_and_is_there_after_a_reload(tab: LivePage) -> None:
    await tab.converse("One", "One!")
    await tab.new.click()
    await tab.converse("Two", "Two!")
    await tab.list("Two", "One")
    await expect(tab.current).to_contain_text("Two")
    await tab.choose("One")
    await expect(tab.panel).to_be_hidden()
    await expect(tab.text).to_be_focused()
    await expect(tab.said).to_have_text(["One"])
    await expect(tab.title).to_have_text("One")
    await tab.page.reload()
    await expect(tab.said).to_have_text(["One"])
    await tab.list("Two", "One")
    await expect(tab.current).to_contain_text("One")
    await tab.do("New conversation")
    await expect(tab.said).to_have_count(0)
    await expect(tab.title).to_have_text("New conversation")


async def test_one_whose_reply_is_being_written_goes_on_when_one_comes_back(
    tab: LivePage, live: Site
) -> None:
    gate = asyncio.Event()
    live.model.expect("Slow", hold(gate, "Half ", "whole"))
    await tab.ask("Slow")
    await tab.expect_reply("Half ")
    await tab.new.click()
    await tab.converse("One", "One!")
    await tab.list("One", "Slow")
    await tab.choose("Slow")
    await tab.expect_reply("Half ")
    gate.set()
    await tab.expect_reply("Half whole")


async def test_days_are_told_apart(tab: LivePage) -> None:
    now = datetime(2026, 6, 10, 19, tzinfo=UTC)  # Noon on the reader's clock.
    await tab.page.clock.set_fixed_time(now)
    await make("Now", now=now)
    await make("Then", days=1, now=now)
    await make("Long ago", days=30, now=now)
    await tab.list("Now", "Then", "Long ago")
    headings = tab.panel.get_by_role("heading", level=3)
    await expect(headings).to_have_text(["Today", "Yesterday", "Earlier"])
    await expect(tab.panel.get_by_role("list", name="Yesterday")).to_contain_text("Then")


async def test_a_search_finds_titles_and_says_when_it_does_not(tab: LivePage) -> None:
    await make("Homes in Alderton", "People")
    await tab.list("Homes in Alderton", "People")
    await tab.search.fill("alder")
    await expect(tab.names).to_have_text(["Homes in Alderton"])
    await tab.search.fill("nowhere <b>")
    await expect(tab.find("No title has “nowhere <b>”.")).to_be_visible()
    await tab.search.fill("")
    await expect(tab.names).to_have_count(2)


async def test_nothing_yet_is_said(tab: LivePage) -> None:
    await tab.button.click()
    await expect(tab.find("Nothing yet. What you ask is kept here.")).to_be_visible()
    await tab.do("Archived")
    await expect(tab.find("Nothing is archived.")).to_be_visible()


async def test_more_are_shown_on_demand(tab: LivePage) -> None:
    titles = [f"Number {number}" for number in range(35)]
    await make(*titles)
    await tab.list(*titles[:30])
    await tab.do("Show more")
    await expect(tab.names).to_have_text(titles)
    await expect(tab.entries.nth(30)).to_be_focused()
    await expect(tab.find("Show more")).to_be_hidden()


async def test_a_new_title_by_keys_alone(tab: LivePage) -> None:
    await tab.converse("One", "One!")
    await tab.button.focus()
    keys = tab.page.keyboard
    await keys.press("Enter")
    await expect(tab.search).to_be_focused()
    await expect(tab.names).to_have_text(["One"])
    for key in ("Tab", "Tab", "Tab", "Enter"):
        await keys.press(key)
    await expect(tab.page.get_by_role("button", name="Rename")).to_be_focused()
    await keys.press("Enter")
    await expect(tab.page.get_by_role("textbox", name="New title")).to_be_focused()
    await keys.type("  Mine  now ")
    await keys.press("Enter")
    await expect(tab.names).to_have_text(["Mine now"])
    await expect(tab.page.get_by_role("button", name="More for Mine now")).to_be_focused()
    await expect(tab.title).to_have_text("Mine now")
    await keys.press("Escape")
    await expect(tab.panel).to_be_hidden()
    await expect(tab.button).to_be_focused()


async def test_escape_takes_back_one_step_at_a_time(tab: LivePage) -> None:
    await make("One")
    await tab.list("One")
    await tab.offer("One")
    await tab.do("Rename")
    await expect(tab.page.get_by_role("textbox", name="New title")).to_be_focused()
    await tab.page.keyboard.type("Never")
    await tab.page.keyboard.press("Escape")
    await expect(tab.page.get_by_role("button", name="More for One")).to_be_focused()
    await expect(tab.names).to_have_text(["One"])
    await tab.page.keyboard.press("Escape")
    await expect(tab.panel).to_be_hidden()


async def test_what_lies_under_the_list_is_out_of_reach(tab: LivePage) -> None:
    await make("One")
    await tab.list("One")
    take_focus = "(field) => { field.focus(); return field === document.activeElement; }"
    assert not await tab.text.evaluate(take_focus)
    await tab.do("Close conversations")
    await expect(tab.panel).to_be_hidden()
    assert await tab.text.evaluate(take_focus)


async def test_arrows_walk_the_list(tab: LivePage) -> None:
    await make("One", "Two")
    await tab.list("One", "Two")
    await tab.entries.first.focus()
    await tab.page.keyboard.press("ArrowDown")
    await expect(tab.entries.last).to_be_focused()
    await tab.page.keyboard.press("ArrowUp")
    await tab.page.keyboard.press("ArrowUp")
    await expect(tab.search).to_be_focused()


async def test_put_away_and_brought_back(tab: LivePage) -> None:
    await tab.converse("One", "One!")
    await make("Other", days=1)
    await tab.list("One", "Other")
    await tab.offer("One")
    await tab.do("Archive")
    await expect(tab.names).to_have_text(["Other"])
    await expect(tab.entries).to_be_focused()
    await expect(tab.title).to_have_text("One (archived)")
    await tab.do("Archived")
    await expect(tab.names).to_have_text(["One"])
    await tab.offer("One")
    await tab.do("Unarchive")
    await expect(tab.find("Nothing is archived.")).to_be_visible()
    await expect(tab.title).to_have_text("One")


async def test_a_message_brings_an_archived_one_back(tab: LivePage) -> None:
    await tab.converse("One", "One!")
    await tab.list("One")
    await tab.offer("One")
    await tab.do("Archive")
    await tab.do("Close conversations")
    await tab.converse("Two", "Two!")
    await expect(tab.title).to_have_text("One")
    await tab.list("One")


async def test_deleting_asks_first_and_begins_anew(tab: LivePage) -> None:
    await tab.converse("One", "One!")
    await make("Other", days=1)
    await tab.list("One", "Other")
    await tab.offer("One")
    await tab.do("Delete")
    await expect(tab.panel).to_contain_text("for good? What was made in the CRM stays.")
    await expect(tab.page.get_by_role("button", name="Keep")).to_be_focused()
    await tab.do("Keep")
    await expect(tab.names).to_have_text(["One", "Other"])
    await tab.offer("One")
    await tab.do("Delete")
    await tab.do("Delete for good")
    await expect(tab.names).to_have_text(["Other"])
    await expect(tab.entries).to_be_focused()
    await tab.page.keyboard.press("Escape")
    await expect(tab.said).to_have_count(0)
    await expect(tab.status).to_contain_text("This is a new one.")
    await tab.converse("Two", "Two!")
    await expect(tab.status).to_have_text("")


async def test_one_with_a_running_reply_is_not_deleted_and_says_why(desk: Desk, live: Site) -> None:
    gate = asyncio.Event()
    live.model.expect("Slow", hold(gate, "Half ", "whole"))
    async with desk.open_tab(forgiven=LOADING) as tab:
        await tab.ask("Slow")
        await tab.expect_reply("Half ")
        await tab.list("Slow")
        await tab.offer("Slow")
        await tab.do("Delete")
        await tab.do("Delete for good")
        await expect(tab.panel.get_by_role("alert")).to_contain_text("Stop it, or wait for it")
        gate.set()
        await tab.expect_reply("Half whole")
        await expect(tab.stop).to_be_hidden()
        await tab.do("Delete for good")
        await expect(tab.names).to_have_count(0)


async def test_a_network_that_is_away_is_said_and_can_be_tried_again(desk: Desk) -> None:
    async def cut(route: Route) -> None:
        await route.abort()

    await make("One")
    async with desk.open_tab(forgiven=LOADING) as tab:
        await tab.page.route(API, cut)
        await tab.button.click()
        await expect(tab.panel).to_contain_text("The list could not be loaded. No connection.")
        await tab.page.unroute(API)
        await tab.do("Try again")
        await expect(tab.names).to_have_text(["One"])
        await tab.page.route(API, cut)
        await tab.offer("One")
        await tab.do("Archive")
        await expect(tab.panel.get_by_role("alert")).to_contain_text("No connection.")
        await tab.page.unroute(API)
        await tab.do("Archive")
        await expect(tab.names).to_have_count(0)


@pytest.mark.parametrize("body", ["<h1>Bad gateway</h1>", '"odd"', "{}"])
async def test_an_answer_that_is_not_ours_is_said(desk: Desk, body: str) -> None:
    async with desk.open_tab(forgiven=LOADING) as tab:
        await tab.page.route(API, lambda route: route.fulfill(status=502, body=body))
        await tab.button.click()
        await expect(tab.panel).to_contain_text("Something went wrong on our side.")


async def test_an_answer_that_is_overtaken_is_not_shown(tab: LivePage) -> None:
    await make("Old tale", "New tale")
    held: list[Route] = []

    async def hold_back(route: Route) -> None:
        if "search=old" in route.request.url:
            held.append(route)
        else:
            await route.continue_()

    await tab.page.route(API, hold_back)
    await tab.list("Old tale", "New tale")
    async with tab.page.expect_request(lambda request: "search=old" in request.url):
        await tab.search.fill("old")
    await tab.search.fill("new")
    await expect(tab.names).to_have_text(["New tale"])
    async with tab.page.expect_response(lambda response: "search=old" in response.url):
        await held[0].continue_()
    await expect(tab.names).to_have_text(["New tale"])


async def test_titles_are_only_ever_text(tab: LivePage) -> None:
    hostile = "<img src=x onerror=alert(1)> " + "x" * 90
    await make(hostile)
    await tab.list(hostile)
    width = await tab.panel.evaluate("(panel) => panel.scrollWidth - panel.clientWidth")
    assert width == 0

"""Alice works in two tabs of one browser: they keep in step, and each keeps its own place."""

import asyncio

import pytest
from playwright.async_api import expect

from tests.support.fake_llm import reply
from tests.support.live_model import hold
from tests.support.live_page import LivePage
from tests.support.live_site import Site

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    # How WhiteNoise serves files to an asynchronous server; they are small.
    pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume"),
]

Tabs = tuple[LivePage, LivePage]


async def test_a_reply_streams_into_both(tabs: Tabs, live: Site) -> None:
    here, there = tabs
    gate = asyncio.Event()
    live.model.expect("Find homes", hold(gate, "Two ", "homes"))
    live.model.expect("And people", reply("No people"))
    await here.ask("Find homes")
    await here.expect_reply("Two ")
    await there.list("Find homes")
    await there.choose("Find homes")
    await there.expect_reply("Two ")
    await expect(there.stop).to_be_visible()
    gate.set()
    for tab in tabs:
        await tab.expect_reply("Two homes")
        await expect(tab.title).to_have_text("Find homes")
    await there.converse("And people", "No people")
    await here.expect_reply("No people")
    await expect(here.said).to_have_text(["Find homes", "And people"])


async def test_a_name_given_in_one_is_read_in_the_other(tabs: Tabs, live: Site) -> None:
    here, there = tabs
    live.model.expect("Find homes", reply("Two"))
    await here.converse("Find homes", "Two")
    await there.list("Find homes")
    await there.choose("Find homes")
    await there.expect_reply("Two")
    await there.button.click()
    await here.list("Find homes")
    await here.offer("Find homes")
    await here.do("Rename")
    await expect(here.page.get_by_role("textbox", name="New title")).to_be_focused()
    await here.page.keyboard.type("The Amberfolds' search")
    await here.page.keyboard.press("Enter")
    for tab in tabs:
        await expect(tab.title).to_have_text("The Amberfolds' search")
        await expect(tab.names).to_have_text(["The Amberfolds' search"])
    await here.offer("The Amberfolds' search")
    await here.do("Archive")
    for tab in tabs:
        await expect(tab.title).to_have_text("The Amberfolds' search (archived)")
        await expect(tab.names).to_have_count(0)


async def test_what_one_deletes_the_other_hears_of_and_goes_on(tabs: Tabs, live: Site) -> None:
    here, there = tabs
    live.model.expect("Find homes", reply("Two"))
    live.model.expect("Anew", reply("Gladly"))
    await here.converse("Find homes", "Two")
    await there.list("Find homes")
    await there.choose("Find homes")
    await there.expect_reply("Two")
    await there.text.fill("Anew")
    await there.list("Find homes")
    await here.list("Find homes")
    await here.offer("Find homes")
    await here.do("Delete")
    await here.do("Delete for good")
    await expect(there.names).to_have_count(0)
    await there.do("Close conversations")
    await expect(there.status).to_have_text(
        "The conversation that was here is gone. This is a new one."
    )
    await expect(there.said).to_have_count(0)
    await expect(there.text).to_have_value("Anew")
    await there.text.press("Enter")
    await there.expect_reply("Gladly")
    await expect(there.status).to_have_text("")
    await here.do("Close conversations")
    await here.list("Anew")


async def test_each_keeps_its_own_place(tabs: Tabs, live: Site) -> None:
    here, there = tabs
    live.model.expect("Here", reply("1"))
    live.model.expect("There", reply("2"))
    await here.converse("Here", "1")
    await there.converse("There", "2")
    for tab, said in ((here, "Here"), (there, "There")):
        await tab.page.reload()
        await expect(tab.said).to_have_text([said])
        await expect(tab.title).to_have_text(said)
        await tab.list("There", "Here")
        await expect(tab.current).to_contain_text(said)

"""Alice edits, asks again and goes back to earlier versions; her other tab keeps in step."""

import asyncio

import pytest
import pytest_asyncio
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


@pytest_asyncio.fixture(loop_scope="session")
async def greeted(tabs: Tabs, live: Site) -> Tabs:
    """Both tabs on the conversation that the first began with a greeting."""
    here, there = tabs
    live.model.expect("Hello", reply("Hi Alice."), reply("Hi again."))
    await here.converse("Hello", "Hi Alice.")
    await there.list("Hello")
    await there.choose("Hello")
    await there.expect_reply("Hi Alice.")
    return here, there


async def see(tabs: Tabs, *said: str, reply: str) -> None:
    """Wait until both tabs show that branch."""
    for tab in tabs:
        await expect(tab.said).to_have_text(list(said))
        await tab.expect_reply(reply)


async def revise(tab: LivePage, at: int, text: str) -> None:
    """Edit the message of a turn."""
    turn = tab.page.locator(".weft-turn").nth(at)
    await turn.get_by_role("button", name="Edit message").click()
    await turn.get_by_role("textbox").fill(text)
    await turn.get_by_role("textbox").press("Enter")


async def test_what_is_edited_retried_or_chosen_in_one_is_shown_in_both(
    greeted: Tabs, live: Site
) -> None:
    here, there = greeted
    gate = asyncio.Event()
    live.model.expect("Homes?", hold(gate, "Two ", "homes."), reply("Three homes."))
    await here.ask("Homes?")
    await see(greeted, "Hello", "Homes?", reply="Two ")
    for button in await there.page.get_by_role("button", name="Edit message").all():
        await expect(button).to_be_disabled()
    gate.set()
    await see(greeted, "Hello", "Homes?", reply="Two homes.")
    live.model.expect("Flats?", reply("One flat."))
    await revise(there, 1, "Flats?")
    await see(greeted, "Hello", "Flats?", reply="One flat.")
    await here.page.get_by_role("button", name="Previous version").click()
    await see(greeted, "Hello", "Homes?", reply="Two homes.")
    await there.page.get_by_role("button", name="Retry").click()
    await see(greeted, "Hello", "Homes?", reply="Three homes.")
    for tab in greeted:
        await expect(tab.page.locator(".weft-branches").last).to_have_text("‹3 / 3›")


async def test_a_tab_in_the_background_catches_up(greeted: Tabs, live: Site) -> None:
    here, there = greeted
    life = await there.page.context.new_cdp_session(there.page)
    await life.send("Page.setWebLifecycleState", {"state": "frozen"})
    live.model.expect("Homes?", reply("Two homes."))
    await here.converse("Homes?", "Two homes.")
    live.model.expect("Hey", reply("Hey Alice."))
    await revise(here, 0, "Hey")
    await here.expect_reply("Hey Alice.")
    await life.send("Page.setWebLifecycleState", {"state": "active"})
    await see(greeted, "Hey", reply="Hey Alice.")
    await there.page.get_by_role("button", name="Previous version").click()
    await see(greeted, "Hello", "Homes?", reply="Two homes.")


async def test_a_tab_that_is_loaded_again_shows_the_branch_chosen_since(greeted: Tabs) -> None:
    here, there = greeted
    await here.page.get_by_role("button", name="Retry").click()
    await see(greeted, "Hello", reply="Hi again.")
    await here.page.get_by_role("button", name="Previous version").click()
    await see(greeted, "Hello", reply="Hi Alice.")
    await there.page.reload()
    await see(greeted, "Hello", reply="Hi Alice.")
    await there.page.get_by_role("button", name="Next version").click()
    await see(greeted, "Hello", reply="Hi again.")

"""Alice on a phone: the page or the assistant has the screen, and each leads to the other."""

import pytest
from playwright.async_api import expect

from tests.support.fake_llm import reply
from tests.support.live_page import LivePage
from tests.support.live_site import Site

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    # How WhiteNoise serves files to an asynchronous server; they are small.
    pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume"),
]

LINES = 30


@pytest.mark.parametrize(("width", "height"), [(360, 640), (390, 844)])
async def test_the_assistant_has_the_whole_screen_and_leads_back(
    tabs: tuple[LivePage, LivePage], live: Site, width: int, height: int
) -> None:
    here, _ = tabs
    await here.page.set_viewport_size({"width": width, "height": height})
    crm = here.page.locator(".crm main")
    await expect(here.log).to_be_hidden()
    page = await crm.bounding_box()
    field = await here.text.bounding_box()
    assert page is not None
    assert field is not None
    assert page["height"] > height * 0.6
    assert field["height"] < 48
    live.model.expect("Go on", reply("\n\n".join(["Words."] * LINES)))
    await here.text.click()
    await here.text.press_sequentially("Go on")
    await here.text.press("Enter")
    await expect(here.log.get_by_text("Words.")).to_have_count(LINES)
    await expect(here.log.get_by_text("Words.").last).to_be_in_viewport()
    await expect(crm).to_be_hidden()
    log = await here.log.bounding_box()
    assert log is not None
    assert log["height"] > height * 0.6
    assert await here.page.evaluate("document.documentElement.scrollWidth") == width
    await here.page.get_by_role("button", name="Back to the page").click()
    await expect(crm).to_be_visible()
    await here.page.get_by_role("button", name="Open the assistant").click()
    await expect(here.log).to_be_visible()


async def test_a_long_message_makes_the_field_grow(tabs: tuple[LivePage, LivePage]) -> None:
    here, _ = tabs
    await here.page.set_viewport_size({"width": 360, "height": 640})
    await here.text.fill("Find homes\nwith a garden\nand a garage")
    field = await here.text.bounding_box()
    assert field is not None
    assert field["height"] > 70
    await expect(here.send).to_be_in_viewport(ratio=1)

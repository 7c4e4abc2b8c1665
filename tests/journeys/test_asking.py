"""Alice asks the CRM: in words, by hand, and back; the demo's own script is behind it."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from django.contrib.auth.hashers import MD5PasswordHasher
from playwright.async_api import Browser, Page, expect

from demo_crm.seed import seed_demo
from tests.support.browser import show_tab
from tests.support.live_page import open_desk
from tests.support.live_site import Site, open_site

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume"),
]

QUICK = f"{MD5PasswordHasher.__module__}.{MD5PasswordHasher.__name__}"


@pytest.fixture
def _seeded(transactional_db, settings):
    settings.PASSWORD_HASHERS = [QUICK]
    seed_demo()


@pytest_asyncio.fixture(loop_scope="session")
async def crm(_seeded: None) -> AsyncIterator[Site]:
    """The demo as it comes: its script is the model."""
    async with open_site(BASE_URL="", API_KEY="", MODEL="") as site:
        yield site


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, crm: Site) -> AsyncIterator[Page]:
    """Alice's listings."""
    async with (
        open_desk(browser, crm, "alice") as desk,
        show_tab(desk.profile, crm.origin, "/crm/listings/") as page,
    ):
        yield page


async def ask(page: Page, text: str) -> None:
    await page.get_by_role("searchbox", name="Ask for").fill(text)
    await page.keyboard.press("Enter")


async def test_search_edit_apply_reload_and_back(page: Page) -> None:
    count, said = page.locator("#crm-count"), page.locator("#crm-said")
    wish = page.get_by_role("searchbox", name="Ask for listings")
    form = page.get_by_role("form", name="Filter")
    await expect(count).to_have_text("312 listings")

    await ask(page, "under 900k in San Jose, newest first")
    sentence = page.locator("#crm-count + p")
    await expect(sentence).to_have_text(
        "Town is San Jose and Price below 900,000 USD; by Listed on, descending"
    )
    await expect(count).to_be_focused()
    await expect(wish).to_have_value("under 900k in San Jose, newest first")
    first = page.url
    assert "1.value=900000" in first

    # By hand: another price, written as people do.
    await form.locator("[name='1.value']").fill("700k")
    await form.get_by_role("button", name="Apply").click()
    await expect(page.locator(".read")).to_have_text('Read so: "700k" is 700000.')
    await expect(form.locator("[name='1.value']")).to_have_value("700000")
    assert "1.value=700000" in page.url
    fewer = await count.inner_text()

    # In words again, about what the form holds now.
    await ask(page, "also over 500k")
    await expect(sentence).to_contain_text("Price below 700,000 USD and Price above 500,000 USD")
    await page.go_back()
    await expect(sentence).to_contain_text("Price below 700,000 USD; by")
    await expect(count).to_have_text(fewer)
    await page.go_back()
    await expect(form.locator("[name='1.value']")).to_have_value("900000")
    await expect(wish).to_have_value("under 900k in San Jose, newest first")
    assert page.url == first

    await page.reload()
    await expect(form.locator("[name='1.value']")).to_have_value("900000")
    await expect(sentence).to_contain_text("Price below 900,000 USD")

    # A question is a question, and what was asked stays to be said better.
    await ask(page, "slow")
    await expect(said).to_contain_text("What should the homes be like")
    await expect(said).to_have_attribute("data-kind", "question")
    await expect(wish).to_have_value("slow")
    await expect(wish).to_be_focused()
    assert page.url == first


async def test_lines_follow_what_is_chosen_in_them(page: Page) -> None:
    await page.get_by_text("Filter", exact=True).click()
    form = page.get_by_role("form", name="Filter")
    await form.locator("[name='0.field']").select_option("status")
    await form.locator("[name='0.value']").select_option("Pending")
    # A blank line waits for the next condition.
    await form.locator("[name='1.field']").select_option("price")
    await form.locator("[name='1.op']").select_option("between")
    low, high = form.locator("[name='1.value']").first, form.locator("[name='1.value']").last
    await low.fill("500k")
    await high.fill("900k")
    await form.locator("[name='2.field']").select_option("summary")
    await form.locator("[name='2.op']").select_option("is known")
    await expect(form.locator("[name='2.value']")).to_be_hidden()
    await form.get_by_label("Group by").first.select_option("Town")
    await form.get_by_label("Measure").first.select_option("How many")
    await form.get_by_role("button", name="Apply").click()
    await expect(page.locator("#crm-count + p")).to_have_text(
        "how many; Status is Pending and Price between 500,000 USD and 900,000 USD and "
        "Description is known; for each Town"
    )
    await expect(page.locator("th")).to_have_text(["Town", "How many"])
    await form.get_by_role("button", name="Remove this condition").first.click()
    await form.get_by_role("button", name="Apply").click()
    await expect(page.locator("#crm-count + p")).not_to_contain_text("Pending")
    await page.get_by_role("link", name="Clear").click()
    await expect(page.locator("#crm-count")).to_have_text("312 listings")
    await page.get_by_role("link", name="Next").click()
    await expect(page.get_by_role("navigation", name="Pages")).to_contain_text("Page 2 of 16")
    await page.reload()
    await expect(page.get_by_role("navigation", name="Pages")).to_contain_text("Page 2 of 16")

"""A headless Chromium, and pages in it that may load their own site and nothing else."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Route,
    async_playwright,
    expect,
)

from tests.support.chat_page import MARKUP, ChatPage
from tests.support.chat_server import ChatServer
from tests.support.static_site import BLANK, run_site

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# Milliseconds. A machine that is busy may stand still for some seconds.
expect.set_options(timeout=20_000)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One browser for all tests; without a chromium on PATH they are skipped."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("needs a chromium on PATH")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        await browser.close()


@asynccontextmanager
async def open_profile(browser: Browser) -> AsyncIterator[BrowserContext]:
    """A profile: its tabs share cookies.

    Its reader lives west of Greenwich, where a date read as midnight in UTC is the day before.
    """
    profile = await browser.new_context(
        viewport={"width": 900, "height": 700},
        locale="en-US",
        timezone_id="America/Los_Angeles",
    )
    yield profile
    await profile.close()


@asynccontextmanager
async def show_page(browser: Browser, origin: str, path: str = "/") -> AsyncIterator[Page]:
    """A page in a profile of its own; see `show_tab`."""
    async with open_profile(browser) as profile, show_tab(profile, origin, path) as page:
        yield page


@asynccontextmanager
async def show_tab(
    profile: BrowserContext, origin: str, path: str = "/", *, forgiven: str = ""
) -> AsyncIterator[Page]:
    """A page. Fails if it throws, complains, or asks another site.

    `forgiven` is how a complaint begins that belongs to the story.
    """
    page = await profile.new_page()
    faults: list[str] = []
    expected = ("WebSocket connection", *filter(None, [forgiven]))

    async def refuse(route: Route) -> None:
        faults.append(f"asked for {route.request.url}")
        await route.abort()

    def listen(message: ConsoleMessage) -> None:
        # A link that was cut is reported by the browser itself, and is what some tests are about.
        if message.type == "error" and not message.text.startswith(expected):
            faults.append(message.text)

    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", listen)
    await page.route(lambda url: not url.startswith(origin), refuse)
    await page.goto(origin + path)
    yield page
    await page.close()
    assert faults == []


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def blank_page(browser: Browser) -> AsyncIterator[Page]:
    """An empty page that can import our modules; for code that only computes."""
    async with run_site({"/": BLANK}) as origin, show_page(browser, origin) as page:
        yield page


@pytest.fixture
def server() -> ChatServer:
    """What the page of `chat` talks to."""
    return ChatServer()


@pytest_asyncio.fixture(loop_scope="session")
async def chat(browser: Browser, server: ChatServer) -> AsyncIterator[ChatPage]:
    """A page with the demo's chat in it."""
    async with (
        run_site({"/crm/": MARKUP}, server.talk) as origin,
        show_page(browser, origin, "/crm/") as page,
    ):
        yield ChatPage(page)

"""The people and the site of `tests.assistant`, for whole stories."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.assistant.conftest import members as members
from tests.assistant.conftest import site as site
from tests.support.browser import browser as browser
from tests.support.live_page import LivePage, open_desk
from tests.support.live_site import Site, open_site


@pytest.fixture(autouse=True)
def _found_files(settings):
    settings.WHITENOISE_AUTOREFRESH = True  # Static files are found, not collected, in tests.


@pytest_asyncio.fixture(loop_scope="session")
async def live(members: None) -> AsyncIterator[Site]:
    """The site for tests that also use a browser, in the browser's loop."""
    async with open_site() as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def tabs(browser: Browser, live: Site) -> AsyncIterator[tuple[LivePage, LivePage]]:
    """Two tabs of Alice's browser."""
    async with AsyncExitStack() as stack:
        desk = await stack.enter_async_context(open_desk(browser, live, "alice"))
        one, two = [await stack.enter_async_context(desk.open_tab()) for _ in range(2)]
        yield one, two

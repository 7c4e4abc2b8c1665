"""The demo's real pages in a real browser, with a scripted model behind them.

async with open_site() as site, open_desk(browser, site, "alice") as desk:
    async with desk.open_tab() as tab:
        await tab.ask("Hello")
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

from assistant.host import sign_in
from demo_crm.models import Member
from tests.support.browser import open_profile, show_tab
from tests.support.chat_page import ChatPage
from tests.support.live_site import Site
from tests.support.members import in_rows

LOADING = "Failed to load resource"


class LivePage(ChatPage):
    """A tab of the CRM: its chat, and the list of conversations that lies over it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.title = page.locator("#weft-title")
        self.button = page.locator("#weft-list")
        self.panel = page.get_by_role("dialog", name="Conversations")
        self.search = page.get_by_role("searchbox", name="Search titles")
        self.names = page.locator(".weft-name")
        self.entries = page.locator(".weft-entry")
        self.current = page.locator(".weft-entry[aria-current]")

    async def converse(self, text: str, reply: str) -> None:
        """Say something and wait until it is answered."""
        await self.ask(text)
        await self.expect_reply(reply)
        await expect(self.stop).to_be_hidden()

    async def list(self, *titles: str) -> None:
        """Open the list and wait until it reads so."""
        await self.button.click()
        await expect(self.names).to_have_text(list(titles))

    async def choose(self, title: str) -> None:
        """Open one of the list."""
        await self.entries.filter(has_text=title).click()

    async def offer(self, title: str) -> None:
        """Open what can be done with one of the list."""
        await self.page.get_by_role("button", name=f"More for {title}", exact=True).click()

    async def do(self, word: str) -> None:
        """Press a button of the list."""
        await self.panel.get_by_role("button", name=word, exact=True).click()

    def find(self, text: str) -> Locator:
        """Whatever shows that text."""
        return self.page.get_by_text(text, exact=True)


@dataclass(frozen=True, slots=True)
class Desk:
    """A browser in which somebody has logged in to the CRM."""

    profile: BrowserContext
    origin: str

    @asynccontextmanager
    async def open_tab(self, *, forgiven: str = "") -> AsyncIterator[LivePage]:
        """A tab with the CRM's home page."""
        async with show_tab(self.profile, self.origin, forgiven=forgiven) as page:
            yield LivePage(page)


@asynccontextmanager
async def open_desk(browser: Browser, site: Site, name: str) -> AsyncIterator[Desk]:
    """A browser of that person."""
    async with open_profile(browser) as profile:
        session = await in_rows(lambda: _log_in(name))
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site.origin}
        await profile.add_cookies([cookie])
        yield Desk(profile, site.origin)


def _log_in(name: str) -> str:
    request = HttpRequest()
    request.session = SessionStore()
    login(request, User.objects.get(username=name))
    sign_in(request, Member.objects.get(user__username=name).claims)
    request.session.save()
    key = request.session.session_key
    assert key is not None
    return key

"""A turn as a reviewer sees it in a browser: drawn, marked, and without anything to press."""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.async_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from assistant.models import Block, Round, Turn
from tests.assistant.admin.conftest import give_rights
from tests.support.browser import browser as browser
from tests.support.browser import open_profile, show_tab
from tests.support.hostile_turns import NOON, PROSE, SCRIPT, make_hostile_turn
from tests.support.members import in_rows

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.django_db(transaction=True),
    # Static files are found, not collected, in tests.
    pytest.mark.filterwarnings("ignore:No directory at"),
]

HOME = {
    "kind": "listing",
    "id": "L-1",
    "title": f"1 Elm {SCRIPT}",
    "route": "/crm/listings/L-1/",
    "values": {
        "town": "Alderton",
        "neighbourhood": "Old Town",
        "zip": "00001",
        "price": 1250000,
        "currency": "USD",
        "beds": 3,
        "baths": 2,
        "square_feet": 1850,
        "status": "active",
        "summary": "A very long note. " * 560,
    },
}


Show = Callable[[Turn], AbstractAsyncContextManager[Page]]


@pytest.fixture
def show_turn(browser: Browser, live_server: LiveServer) -> Show:
    """Open the page of a turn, for Dana; it fails where `show_tab` does."""

    @asynccontextmanager
    async def show(turn: Turn) -> AsyncIterator[Page]:
        session = await in_rows(log_in)
        path = reverse("admin:assistant_turn_change", args=[turn.pk])
        async with open_profile(browser) as profile:
            cookie = {"name": "sessionid", "value": session, "url": live_server.url}
            await profile.add_cookies([cookie])
            async with show_tab(profile, live_server.url, path) as page:
                await expect(page.locator(".weft-turn")).to_be_visible()
                yield page

    return show


def log_in() -> str:
    """The session of a browser in which Dana has signed in."""
    client = Client()
    client.force_login(give_rights(User.objects.create(username="dana", is_staff=True)))
    return client.cookies["sessionid"].value


def make_turn_with_home() -> Turn:
    """Hostile, and with a widget that the host draws."""
    turn = make_hostile_turn()
    turn.text = turn.raw = raw = "```widget listing_card\n{}\n```"
    turn.save()
    row = Round.objects.create(turn=turn, number=4, kind="reply", request="", raw=raw, text=raw,
                               finish="stop", ended=NOON)  # fmt: skip
    Block.objects.create(
        round=row, number=5, start=0, end=len(raw), state="ready", widget="listing_card",
        version=1, payload={"listing": "L-1", "note": SCRIPT}, records=[HOME], as_of=NOON,
    )  # fmt: skip
    return turn


async def test_a_hostile_reply_is_drawn_by_the_hosts_drawings_and_runs_nothing(
    show_turn: Show,
) -> None:
    turn = await in_rows(make_turn_with_home)
    async with show_turn(turn) as page:
        drawn = page.locator("#weft-shown")
        await expect(drawn.locator(".crm-card .crm-title")).to_have_text(f"1 Elm {SCRIPT}")
        await expect(drawn.locator(".crm-price")).to_have_text("$1,250,000")
        await expect(drawn.locator(".weft-choice").first).to_have_text(SCRIPT)
        await expect(drawn.locator(".weft-fallback")).to_be_visible()
        await expect(drawn.locator(".weft-prose").first).to_contain_text(PROSE[:60])
        surface = await drawn.locator(".crm-card").evaluate("e => getComputedStyle(e).padding")
        assert surface == "13.6px 16px", "the host's own style sheet is there"
        assert await page.evaluate("window.pwned") is None


async def test_findings_are_marked_where_they_are(show_turn: Show) -> None:
    turn = await in_rows(make_hostile_turn)
    async with show_turn(turn) as page:
        drawn = page.locator("#weft-shown")
        await expect(drawn.get_by_title("id_in_prose: An id.")).to_have_text("Between")
        gap = drawn.locator(".weft-choices").get_by_title("placeholder: A gap was left.")
        await expect(gap.first).to_have_text("<script>")
        figure = drawn.locator(".weft-fact.weft-unsourced")
        await expect(figure).to_have_text("$999,999")
        await figure.hover()
        await expect(drawn.locator(".weft-tip")).to_have_text(f"No source {SCRIPT}")
        await drawn.locator(".weft-remarks summary").click()
        await expect(drawn.locator(".weft-remarks")).to_contain_text("It says things twice.")


async def test_nothing_can_be_pressed(show_turn: Show) -> None:
    turn = await in_rows(make_turn_with_home)
    async with show_turn(turn) as page:
        before = page.url
        await page.locator("#weft-shown .crm-title a").click()
        await page.locator("#weft-shown .weft-choice").first.click(force=True)
        await page.locator("#weft-shown .crm-title a").focus()
        await page.keyboard.press("Enter")
        heard = await page.evaluate(
            """() => {
              const root = document.getElementById("weft-shown").shadowRoot;
              const card = root.querySelector(".crm-card");
              let heard = 0;
              for (const name of ["click", "submit", "keydown", "pointerdown", "change"]) {
                card.addEventListener(name, () => (heard += 1));
                card.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }));
              }
              return heard;
            }"""
        )
        assert (page.url, heard) == (before, 0)
        await expect(page.locator("#weft-shown .weft-tools")).to_be_hidden()


async def test_folds_open_and_the_page_is_no_wider_than_its_window(show_turn: Show) -> None:
    turn = await in_rows(make_hostile_turn)
    async with show_turn(turn) as page:
        fold = page.locator(
            "details.staff-folded", has_text=re.compile(r"\b\d{3} k characters")
        ).first
        await fold.locator("summary").click()
        await expect(fold.locator("pre")).to_contain_text('"id": "N-18"')
        width = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert width <= 0

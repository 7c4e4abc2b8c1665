"""mentions.js in the page: `@` and a few letters name a record, by keyboard and by mouse."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Route, expect

from assistant.core.wire.commands import Mention, Send
from tests.support.chat_page import ChatPage
from tests.support.chat_server import ChatServer

pytestmark = pytest.mark.asyncio(loop_scope="session")

PEOPLE = [
    {"kind": "contact", "id": "C-1", "label": "Ada Byrne", "detail": "Campbell"},
    {"kind": "contact", "id": "C-2", "label": "Adam <b>", "detail": ""},
    {"kind": "listing", "id": "L-7", "label": "7 Ada Street", "detail": "Wrenmoor"},
]
ADA = Mention(kind="contact", id="C-1", label="Ada Byrne")


@pytest_asyncio.fixture(loop_scope="session")
async def asked(chat: ChatPage) -> list[str]:
    """What the host was asked for; it answers by label."""
    words: list[str] = []

    async def answer(route: Route) -> None:
        query: dict[str, Any] = parse_qs(urlsplit(route.request.url).query)
        words.append("".join(query.get("q", [""])))
        found = [each for each in PEOPLE if words[-1].lower() in each["label"].lower()]
        await route.fulfill(json={"mentions": found})

    await chat.page.route("**/api/mentions/**", answer)
    return words


def options(chat: ChatPage) -> Any:
    return chat.page.get_by_role("option")


async def test_typing_an_at_sign_offers_records(chat: ChatPage, asked: list[str]) -> None:
    await chat.text.press_sequentially("Write to @ada")
    await expect(options(chat)).to_have_text(
        ["Ada Byrne Campbell", "Adam <b>", "7 Ada Street Wrenmoor"]
    )
    box = chat.page.get_by_role("combobox")
    await expect(box).to_have_attribute("aria-expanded", "true")
    assert asked[-1] == "ada"


async def test_the_keyboard_picks_and_enter_sends_nothing_yet(
    chat: ChatPage, server: ChatServer, asked: list[str]
) -> None:
    await chat.text.press_sequentially("Write to @ada")
    await expect(options(chat)).to_have_count(3)
    await chat.text.press("ArrowDown")
    await chat.text.press("ArrowUp")
    chosen = chat.page.get_by_role("option", selected=True)
    await expect(chosen).to_have_text("Ada Byrne Campbell")
    described = await chat.text.get_attribute("aria-activedescendant")
    assert await chosen.get_attribute("id") == described
    await chat.text.press("Enter")
    await expect(chat.text).to_have_value("Write to @Ada Byrne ")
    await expect(options(chat)).to_have_count(0)
    await chat.text.press_sequentially("today")
    await chat.text.press("Enter")
    sent = await server.hear(Send)
    assert (sent.text, sent.mentions) == ("Write to @Ada Byrne today", (ADA,))


async def test_the_mouse_picks_too_and_the_field_keeps_the_focus(
    chat: ChatPage, server: ChatServer, asked: list[str]
) -> None:
    await chat.text.press_sequentially("@ada")
    await options(chat).nth(2).click()
    await expect(chat.text).to_have_value("@7 Ada Street ")
    await expect(chat.text).to_be_focused()
    await chat.text.press("Enter")
    assert [each.id for each in (await server.hear(Send)).mentions] == ["L-7"]


async def test_what_no_longer_stands_in_the_text_is_not_mentioned(
    chat: ChatPage, server: ChatServer, asked: list[str]
) -> None:
    await chat.text.press_sequentially("@ada")
    await expect(options(chat)).to_have_count(3)
    await chat.text.press("Tab")
    await chat.ask("Never mind")
    assert (await server.hear(Send)).mentions == ()


async def test_escape_closes_and_enter_sends_the_words_as_they_are(
    chat: ChatPage, server: ChatServer, asked: list[str]
) -> None:
    await chat.text.press_sequentially("Hello @ada")
    await expect(options(chat)).to_have_count(3)
    await chat.text.press("Escape")
    await expect(options(chat)).to_have_count(0)
    assert await chat.text.get_attribute("role") is None
    await chat.text.press("Enter")
    sent = await server.hear(Send)
    assert (sent.text, sent.mentions) == ("Hello @ada", ())


async def test_the_next_message_mentions_nobody(
    chat: ChatPage, server: ChatServer, asked: list[str]
) -> None:
    await chat.text.press_sequentially("@ada")
    await expect(options(chat)).to_have_count(3)
    await chat.text.press("Enter")
    await chat.text.press("Enter")
    await server.hear(Send)
    await server.change(state="done")
    await expect(chat.text).to_have_value("")
    await chat.ask("@Ada Byrne again")
    assert (await server.hear(Send, 2)).mentions == ()


@pytest.mark.parametrize("words", ["mail ada@byrne", "nothing here", "@ada byrne lives in a house"])
async def test_other_words_ask_nobody(chat: ChatPage, asked: list[str], words: str) -> None:
    await chat.text.fill(words)
    await chat.text.press_sequentially(" @")
    await expect(options(chat)).to_have_count(3)
    assert asked == [""]

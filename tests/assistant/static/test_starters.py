"""starters.js in the page: what a member may begin with, where nothing was said yet."""

import pytest
from playwright.async_api import Route, expect

from assistant.core.wire.commands import Send
from tests.support.chat_page import ChatPage
from tests.support.chat_server import ChatServer

pytestmark = pytest.mark.asyncio(loop_scope="session")

GROUPS = [
    {
        "title": "Homes <b>",
        "starters": [{"label": "The large ones", "message": "Find large homes"}],
    },
    {"title": "Work", "starters": [{"label": "A task", "message": "Add a task"}]},
]


async def suggest(chat: ChatPage) -> list[str]:
    """Have the host suggest something; the addresses it was asked at."""
    asked: list[str] = []

    async def answer(route: Route) -> None:
        asked.append(route.request.url)
        await route.fulfill(json={"groups": GROUPS})

    await chat.page.route("**/api/starters/**", answer)
    await chat.page.reload()
    return asked


async def test_starters_stand_in_groups_under_the_greeting(chat: ChatPage) -> None:
    asked = await suggest(chat)
    group = chat.log.get_by_role("group", name="Homes <b>")
    await expect(group.get_by_role("button")).to_have_text(["The large ones"])
    await expect(chat.log.locator(".weft-greeting")).to_be_visible()
    assert [url.partition("?")[2] for url in asked] == ["page=%2Fcrm%2F"]


async def test_a_starter_is_said_and_then_they_are_gone(chat: ChatPage, server: ChatServer) -> None:
    await suggest(chat)
    await chat.log.get_by_role("button", name="The large ones").click()
    assert (await server.hear(Send)).text == "Find large homes"
    await expect(chat.said).to_have_text("Find large homes")
    await expect(chat.log.locator(".weft-starters")).to_have_count(0)


async def test_a_new_conversation_shows_them_again_without_asking(
    chat: ChatPage, server: ChatServer
) -> None:
    asked = await suggest(chat)
    await chat.log.get_by_role("button", name="A task").click()
    await server.hear(Send)
    await server.say("Done.")
    await server.change(state="done")
    await chat.new.click()
    await expect(chat.log.locator(".weft-starters")).to_have_count(2)
    assert len(asked) == 1


async def test_without_any_there_is_the_greeting_alone(chat: ChatPage) -> None:
    await expect(chat.log.locator(".weft-greeting")).to_be_visible()
    await expect(chat.log.locator(".weft-starters")).to_have_count(0)


async def test_many_are_read_from_their_top(chat: ChatPage) -> None:
    many = {"title": "Many", "starters": GROUPS[0]["starters"] * 40}

    async def answer(route: Route) -> None:
        await route.fulfill(json={"groups": [many]})

    await chat.page.route("**/api/starters/**", answer)
    await chat.page.reload()
    await expect(chat.log.locator(".weft-starters button")).to_have_count(40)
    await expect(chat.log.locator(".weft-greeting")).to_be_in_viewport()
    assert await chat.log.evaluate(
        "(log) => [log.scrollTop, log.scrollHeight > log.clientHeight]"
    ) == [
        0,
        True,
    ]

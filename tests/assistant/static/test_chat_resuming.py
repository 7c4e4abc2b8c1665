"""chat.js when links break, pages reload or conversations change: no loss, no doubling."""

import asyncio

import pytest
from msgspec import structs
from playwright.async_api import Route, WebSocketRoute, expect

from assistant.core.wire.commands import Follow, Hello, Send
from assistant.core.wire.events import ConversationChanged
from tests.support.chat_page import ChatPage
from tests.support.chat_server import CHOICES, ChatServer

GONE = "The conversation that was here is gone. This is a new one."
pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_cut_link_resumes_without_loss_or_doubling(
    chat: ChatPage, server: ChatServer
) -> None:
    await chat.ask("Hi")
    await server.say_after(Send, "one ")
    await chat.expect_reply("one ")
    server.cut()
    await server.say("two 🏡 ")
    await server.show(1, **CHOICES)
    cursor = (await server.hear(Follow, 2)).cursor
    assert (cursor.epoch, cursor.seq) == ("e1", 3)
    await server.say("three", block=2)
    await server.change(state="done")
    await chat.expect_reply("one two 🏡YesNothree")
    await expect(chat.status).to_have_text("")


async def test_many_cuts_at_any_moment_give_the_same_reply(
    chat: ChatPage, server: ChatServer
) -> None:
    await chat.set_dice(0)
    await chat.ask("Count")
    await server.hear(Send)
    for number in range(12):
        await server.say(f"{number} 🏡 ")
        if number % 3 == 1:
            server.cut()
    await server.change(state="done")
    await chat.expect_reply("".join(f"{number} 🏡 " for number in range(12)))


async def test_a_page_that_is_not_connected_yet_says_so_and_sends_later(
    chat: ChatPage, server: ChatServer
) -> None:
    gate = asyncio.Event()

    async def hold(route: WebSocketRoute) -> None:
        await gate.wait()
        route.connect_to_server()

    await chat.page.route_web_socket("**/ws/", hold)
    await chat.page.reload()
    await expect(chat.status).to_have_text("Connecting…")
    await chat.ask("Hi")
    await expect(chat.text).to_have_value("Hi")
    await expect(chat.status).to_have_text("Connecting…")
    gate.set()
    await server.say_after(Send, "There you are.")
    await chat.expect_reply("There you are.")
    await expect(chat.status).to_have_text("")
    await expect(chat.text).to_have_value("")


async def test_enter_before_the_script_is_here_keeps_the_text_as_it_is(chat: ChatPage) -> None:
    gate = asyncio.Event()

    async def hold(route: Route) -> None:
        await gate.wait()
        await route.continue_()

    await chat.page.route("**/demo_crm/chat.js", hold)
    await chat.page.reload(wait_until="commit")
    await chat.ask("Hi")
    await expect(chat.text).to_have_value("Hi\n")
    gate.set()
    await expect(chat.status).to_have_text("")
    await expect(chat.send).to_be_enabled()
    await expect(chat.text).to_have_value("Hi")


@pytest.mark.parametrize("source", ["window", "document"])
async def test_coming_back_reconnects_at_once(
    chat: ChatPage, server: ChatServer, source: str
) -> None:
    await chat.set_dice(1_000_000)
    await server.hear(Hello)
    server.cut()
    await expect(chat.status).to_have_text("No connection. Trying again…")
    event = {"window": "online", "document": "visibilitychange"}[source]
    await chat.page.evaluate(f"{source}.dispatchEvent(new Event('{event}'))")
    await expect(chat.status).to_have_text("")


async def test_a_network_that_is_gone_is_said_and_nothing_is_lost(
    chat: ChatPage, server: ChatServer
) -> None:
    await chat.ask("Hi")
    await server.say_after(Send, "one ")
    await chat.expect_reply("one ")
    await chat.page.evaluate("window.dispatchEvent(new Event('offline'))")
    await expect(chat.status).to_have_text("No connection. Trying again…")
    await server.say("two")
    await chat.page.evaluate("window.dispatchEvent(new Event('online'))")
    await chat.expect_reply("one two")
    await expect(chat.status).to_have_text("")


async def test_a_branch_chosen_elsewhere_is_shown_here(chat: ChatPage, server: ChatServer) -> None:
    await chat.ask("Here")
    sent = await server.hear(Send)
    await expect(chat.said).to_have_text(["Here"])
    fold = server.logs[sent.conversation].fold
    [shown] = fold.turns.values()
    fold.hold(structs.replace(shown, id=sent.id, message="Elsewhere", state="done"), ())
    state = structs.replace(fold.conversation, leaf=sent.id, revision=2)
    await server.tell(sent.conversation, ConversationChanged(state))
    await expect(chat.said).to_have_text(["Elsewhere"])


async def test_a_lost_log_means_a_snapshot(chat: ChatPage, server: ChatServer) -> None:
    await chat.ask("Hi")
    await server.say_after(Send, "one ")
    await chat.expect_reply("one ")
    server.lose_log()
    server.cut()
    await server.hear(Follow, 2)
    await server.say("two")
    await chat.expect_reply("one two")


async def test_missing_text_is_mended_by_a_snapshot(chat: ChatPage, server: ChatServer) -> None:
    await chat.ask("Hi")
    await server.say_after(Send, "one ")
    await chat.expect_reply("one ")
    server.deaf = True
    await server.say("two ")
    server.deaf = False
    await server.say("three")
    assert (await server.hear(Follow, 2)).cursor is None
    await chat.expect_reply("one two three")


async def test_a_message_cut_before_its_answer_is_said_once(
    chat: ChatPage, server: ChatServer
) -> None:
    server.cuts_before_answers = True
    await chat.ask("Only once")
    first, again = await server.hear(Send), await server.hear(Send, 2)
    assert first.id == again.id
    await server.say("Yes.")
    await chat.expect_reply("Yes.")
    await expect(chat.said).to_have_text(["Only once"])
    await expect(chat.text).to_have_value("")


async def test_a_reload_in_mid_reply_shows_the_whole_reply(
    chat: ChatPage, server: ChatServer
) -> None:
    await chat.ask("Hi")
    await server.say_after(Send, "one ")
    await chat.expect_reply("one ")
    await chat.page.reload()
    await server.say("two ")
    await chat.expect_reply("one two ")
    assert (await server.hear(Follow, 2)).cursor is None
    await server.say("three")
    await server.change(state="done")
    await chat.expect_reply("one two three")
    await expect(chat.said).to_have_text(["Hi"])


async def test_a_new_conversation_leaves_the_old_one_behind(
    chat: ChatPage, server: ChatServer
) -> None:
    await chat.ask("Old")
    await server.say_after(Send, "running")
    await chat.expect_reply("running")
    await chat.new.click()
    await expect(chat.said).to_have_count(0)
    await server.say(" on")
    await chat.ask("Fresh")
    old, fresh = await server.hear(Send), await server.hear(Send, 2)
    assert old.conversation != fresh.conversation
    await expect(chat.said).to_have_text(["Fresh"])


async def test_one_deleted_elsewhere_leaves_a_sentence_and_the_draft(
    chat: ChatPage, server: ChatServer
) -> None:
    await chat.ask("Hi")
    sent = await server.hear(Send)
    await server.change(state="done")
    await expect(chat.stop).to_be_hidden()
    await chat.text.fill("Half a thought")
    await server.delete(sent.conversation)
    await expect(chat.status).to_have_text(GONE)
    await expect(chat.said).to_have_count(0)
    await expect(chat.text).to_have_value("Half a thought")
    await chat.text.press("Enter")
    assert (await server.hear(Send, 2)).conversation != sent.conversation
    await expect(chat.said).to_have_text(["Half a thought"])
    await expect(chat.status).to_have_text("")


async def test_one_deleted_while_the_link_was_cut_leaves_a_sentence(
    chat: ChatPage, server: ChatServer
) -> None:
    await chat.ask("Hi")
    sent = await server.hear(Send)
    await expect(chat.said).to_have_count(1)
    server.cut()
    del server.logs[sent.conversation]
    await expect(chat.status).to_have_text(GONE)
    await expect(chat.said).to_have_count(0)


async def test_a_conversation_of_somebody_else_is_forgotten(
    chat: ChatPage, server: ChatServer
) -> None:
    await chat.ask("Hi")
    first = await server.hear(Send)
    await expect(chat.said).to_have_count(1)
    server.logs.clear()
    await chat.page.reload()
    await server.hear(Follow, 2)
    await expect(chat.status).to_have_text("")
    await chat.ask("Mine")
    assert (await server.hear(Send, 2)).conversation != first.conversation
    await expect(chat.said).to_have_text(["Mine"])

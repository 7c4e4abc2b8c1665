"""chat.js in a real page, against a server that replies what the test tells it to."""

import asyncio
import re
from typing import Any

import pytest
from playwright.async_api import Route, expect

from assistant.core.wire.commands import Hello, Retry, Send, Stop
from assistant.core.wire.events import CallState, Error
from tests.support.chat_page import ChatPage
from tests.support.chat_server import CHOICES, ChatServer

pytestmark = pytest.mark.asyncio(loop_scope="session")

LOG = "document.querySelector('#weft-log')"
AT_END = f"{LOG}.scrollHeight - {LOG}.scrollTop - {LOG}.clientHeight < 2"


async def test_a_message_is_sent_with_its_page_and_the_field_is_free_again(
    chat: ChatPage, server: ChatServer
) -> None:
    await chat.ask("Which homes?\nNear the park.")
    sent = await server.hear(Send)
    assert (sent.text, sent.page) == ("Which homes?\nNear the park.", "/crm/")
    await expect(chat.said).to_have_text("Which homes?\nNear the park.")
    await expect(chat.text).to_have_value("")
    await expect(chat.text).to_be_focused()


async def test_shift_enter_makes_a_line_and_blank_messages_are_not_sent(
    chat: ChatPage, server: ChatServer
) -> None:
    await chat.text.fill("  ")
    await chat.text.press("Enter")
    await chat.text.fill("one")
    await chat.text.press("Shift+Enter")
    await chat.text.press_sequentially("two")
    await chat.send.click()
    assert (await server.hear(Send)).text == "one\ntwo"


async def test_prose_streams_and_is_drawn_as_markdown(chat: ChatPage, server: ChatServer) -> None:
    await chat.ask("Hi")
    await server.hear(Send)
    await expect(chat.log).to_contain_text("Thinking")
    for piece in ["Two **ho", "mes** 🏡", "\n\n- one\n", "- two"]:
        await server.say(piece)
    await chat.expect_reply("Two homes 🏡onetwo")
    await expect(chat.replies.locator("strong")).to_have_text("homes")
    await expect(chat.replies.locator("li")).to_have_count(2)


async def test_a_paragraph_that_is_whole_is_not_drawn_again(
    chat: ChatPage, server: ChatServer
) -> None:
    await chat.ask("Hi")
    await server.hear(Send)
    await server.say("First.\n\nSec")
    await chat.expect_reply("First.Sec")
    await chat.page.evaluate("document.querySelector('.weft-prose p').isHeld = true")
    await server.say("ond.")
    await chat.expect_reply("First.Second.")
    assert await chat.replies.locator("p").first.evaluate("(paragraph) => paragraph.isHeld")


async def test_while_a_reply_runs_one_can_stop_it_but_not_send(
    chat: ChatPage, server: ChatServer
) -> None:
    await expect(chat.stop).to_be_hidden()
    await chat.ask("Hi")
    await server.say_after(Send, "Let me")
    await chat.expect_reply("Let me")
    await chat.text.fill("Too early")
    await chat.text.press("Enter")
    await expect(chat.send).to_be_disabled()
    await chat.stop.click()
    await expect(chat.log).to_contain_text("Stopped.")
    await chat.expect_reply("Let me")
    await expect(chat.stop).to_be_hidden()
    await expect(chat.text).to_have_value("Too early")
    assert [type(each) for each in server.heard if isinstance(each, Send | Stop)] == [Send, Stop]


async def test_enter_before_the_page_listens_is_asked_for_again(
    chat: ChatPage, server: ChatServer
) -> None:
    arrived = asyncio.Event()

    async def hold(route: Route) -> None:
        await arrived.wait()
        await route.continue_()

    await chat.page.route("**/demo_crm/chat.js", hold)
    await chat.page.reload(wait_until="commit")
    await chat.text.fill("Hi")
    await chat.text.press("Enter")
    arrived.set()
    await expect(chat.status).to_have_text(
        "The assistant was not ready yet. Press Enter again to send."
    )
    await expect(chat.text).to_have_value("Hi")
    await chat.ask("Hi")
    assert (await server.hear(Send)).text == "Hi"
    await expect(chat.status).to_have_text("")


async def test_tools_at_work_are_named_in_words(chat: ChatPage, server: ChatServer) -> None:
    await chat.ask("Hi")
    await server.hear(Send)
    await server.change(calls=(CallState("find_listings", "Looking for listings", "running"),))
    await expect(chat.log).to_contain_text("Looking for listings")
    await server.change(calls=(CallState("find_listings", "Looking for listings", "done", "r1"),))
    await expect(chat.log).not_to_contain_text("Looking for listings")


@pytest.mark.parametrize(
    ("end", "words"),
    [
        ({"state": "interrupted", "notice": "The model went silent."}, "Interrupted: The model"),
        ({"state": "interrupted"}, "Interrupted"),
        ({"state": "failed", "notice": "The model could not be reached."}, "The model could not"),
    ],
)
async def test_a_bad_end_is_said_and_can_be_retried(
    chat: ChatPage, server: ChatServer, end: dict[str, Any], words: str
) -> None:
    await chat.ask("Hi")
    await server.say_after(Send, "Half a")
    await server.change(**end)
    await expect(chat.page.locator(".weft-notice")).to_have_text(re.compile(words))
    await chat.page.get_by_role("button", name="Retry").click()
    await server.say_after(Retry, "Whole.")
    await chat.expect_reply("Whole.")
    await expect(chat.said).to_have_text(["Hi"])


async def test_a_reply_that_grew_too_long_says_so(chat: ChatPage, server: ChatServer) -> None:
    await chat.ask("Hi")
    await server.say_after(Send, "Very")
    await server.change(state="done", truncated=True)
    await expect(chat.log).to_contain_text("The reply grew too long and was cut.")


async def test_a_refused_message_keeps_the_text_and_says_why(
    chat: ChatPage, server: ChatServer
) -> None:
    server.refusals[Send] = Error(code="server_error", message="Something broke on our side.")
    await chat.ask("Keep me")
    await expect(chat.status).to_have_text("Something broke on our side.")
    await expect(chat.text).to_have_value("Keep me")
    await chat.text.press("Enter")
    await expect(chat.said).to_have_text("Keep me")
    await expect(chat.status).to_have_text("")


async def test_a_choice_is_said_once_and_past_choices_are_inert(
    chat: ChatPage, server: ChatServer
) -> None:
    await chat.ask("Hi")
    await server.hear(Send)
    await server.show(0, **CHOICES)
    await expect(chat.log.get_by_role("button", name="Yes")).to_be_disabled()
    await server.change(state="done")
    await chat.text.fill("typed")
    await chat.log.get_by_role("button", name="Yes").click()
    assert (await server.hear(Send, 2)).text == "Yes, please"
    await expect(chat.said).to_have_text(["Hi", "Yes, please"])
    await server.change(state="done")
    await expect(chat.log.get_by_role("button", name="No")).to_be_disabled()
    await expect(chat.text).to_have_value("typed")


async def test_who_is_signed_out_reads_so(chat: ChatPage, server: ChatServer) -> None:
    await server.hear(Hello)
    server.refusals[Hello] = Error(code="not_signed_in", message="Please sign in again.")
    await chat.page.reload()
    await expect(chat.status).to_have_text("Please sign in again.")


async def test_the_log_follows_only_a_reader_at_its_end(chat: ChatPage, server: ChatServer) -> None:
    await chat.ask("Hi")
    await server.say_after(Send, "line\n\n" * 40)
    await expect(chat.replies.locator("p")).to_have_count(40)
    await chat.page.wait_for_function(AT_END)
    await chat.log.hover()
    await chat.page.mouse.wheel(0, -300)
    await chat.page.wait_for_function(f"!({AT_END})")
    await server.say("last\n\n" * 10)
    await expect(chat.replies.last).to_contain_text("last")
    assert not await chat.page.evaluate(AT_END)


async def test_the_page_is_fit_for_a_screen_reader(chat: ChatPage, server: ChatServer) -> None:
    await expect(chat.log).to_have_role("log")
    await expect(chat.log).to_have_attribute("aria-live", "polite")
    await expect(chat.text).to_have_accessible_name("Message")
    await expect(chat.status).to_have_role("status")
    await chat.ask("Hi")
    await server.say_after(Send, "one")
    turn = chat.page.locator(".weft-turn")
    await expect(turn).to_have_attribute("aria-busy", "true")
    await server.change(state="done")
    await expect(turn).to_have_attribute("aria-busy", "false")

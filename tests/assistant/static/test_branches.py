"""Versions of a message and of its reply: editing, asking again, and going from one to another."""

import pytest
from playwright.async_api import expect

from assistant.core.wire.commands import Retry, Select, Send
from assistant.core.wire.events import Error
from tests.support.chat_page import ChatPage
from tests.support.chat_server import ChatServer

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def talk(chat: ChatPage, server: ChatServer, *messages: str) -> None:
    """Say each message and get "On MESSAGE." for it, until the page knows that this was all."""
    before = len([each for each in server.heard if isinstance(each, Send)])
    for count, message in enumerate(messages, before + 1):
        await chat.ask(message)
        await server.hear(Send, count)
        await server.say(f"On {message}.")
        await server.change(state="done")
        await chat.expect_reply(f"On {message}.")
        await expect(chat.stop).to_be_hidden()


async def revise(chat: ChatPage, at: int, text: str) -> None:
    """Edit the message of a turn, counted from the top."""
    turn = chat.page.locator(".weft-turn").nth(at)
    await turn.get_by_role("button", name="Edit message").click()
    field = turn.get_by_role("textbox", name="Edited message")
    await field.fill(text)
    await field.press("Enter")


async def test_an_edited_message_is_a_sibling_of_the_old_one(
    chat: ChatPage, server: ChatServer
) -> None:
    await talk(chat, server, "one", "two", "three")
    first, second, _ = server.logs[(await server.hear(Send)).conversation].fold.turns
    await revise(chat, 1, "zwei")
    sent = await server.hear(Send, 4)
    assert (sent.text, sent.parent, sent.page) == ("zwei", first, "/crm/")
    await server.say("On zwei.")
    await server.change(state="done")
    await expect(chat.said).to_have_text(["one", "zwei"])
    await expect(chat.text).to_be_focused()
    await expect(chat.page.get_by_role("group", name="Version 2 of 2")).to_have_text("‹2 / 2›")
    await chat.page.get_by_role("button", name="Previous version").click()
    assert (await server.hear(Select)).turn == second
    await expect(chat.said).to_have_text(["one", "two", "three"])


async def test_the_first_message_can_be_edited(chat: ChatPage, server: ChatServer) -> None:
    await talk(chat, server, "one")
    await revise(chat, 0, "eins")
    assert (await server.hear(Send, 2)).parent is None
    await expect(chat.said).to_have_text(["eins"])
    await expect(chat.page.locator(".weft-branches")).to_have_text("‹2 / 2›")


async def test_escape_and_cancel_leave_the_message_as_it_was(
    chat: ChatPage, server: ChatServer
) -> None:
    await talk(chat, server, "one")
    edit = chat.page.get_by_role("button", name="Edit message")
    field = chat.page.get_by_role("textbox", name="Edited message")
    await edit.focus()
    await chat.page.keyboard.press("Enter")
    await expect(field).to_be_focused()
    await expect(field).to_have_value("one")
    await field.fill("other")
    await field.press("Escape")
    await expect(chat.said).to_have_text(["one"])
    await expect(edit).to_be_focused()
    await edit.click()
    await expect(field).to_have_value("one")
    await chat.page.get_by_role("button", name="Cancel").click()
    await expect(chat.said).to_have_text(["one"])
    assert len([each for each in server.heard if isinstance(each, Send)]) == 1


async def test_an_edit_that_is_refused_is_kept(chat: ChatPage, server: ChatServer) -> None:
    await talk(chat, server, "one")
    server.refusals[Send] = Error(code="busy", message="An answer is being written already.")
    await revise(chat, 0, "eins")
    field = chat.page.get_by_role("textbox", name="Edited message")
    await expect(chat.status).to_have_text("An answer is being written already.")
    await expect(field).to_have_value("eins")
    await expect(field).to_be_focused()
    await field.press("Enter")
    await expect(chat.said).to_have_text(["eins"])


async def test_a_blank_edit_is_not_sent(chat: ChatPage, server: ChatServer) -> None:
    await talk(chat, server, "one")
    await revise(chat, 0, "  ")
    await expect(chat.page.get_by_role("button", name="Save")).to_be_disabled()
    assert len([each for each in server.heard if isinstance(each, Send)]) == 1


async def test_an_answer_can_be_asked_for_again_and_the_first_is_kept(
    chat: ChatPage, server: ChatServer
) -> None:
    await talk(chat, server, "one")
    for count in (1, 2):
        await chat.page.get_by_role("button", name="Retry").click()
        await server.hear(Retry, count)
        await server.say(f"Again {count}.")
        await server.change(state="done")
        await chat.expect_reply(f"Again {count}.")
    await expect(chat.page.locator(".weft-branches")).to_have_text("‹3 / 3›")
    await expect(chat.page.get_by_role("button", name="Next version")).to_be_disabled()


async def test_the_focus_goes_from_version_to_version(chat: ChatPage, server: ChatServer) -> None:
    await talk(chat, server, "one")
    for text in ("two", "three"):
        await revise(chat, 0, text)
        await expect(chat.said).to_have_text([text])
        await server.change(state="done")
    previous = chat.page.get_by_role("button", name="Previous version")
    await expect(previous).to_be_enabled()
    await previous.focus()
    for text, at in (("two", 2), ("one", 1), ("one", 1)):
        await chat.page.keyboard.press("Enter")
        await expect(chat.said).to_have_text([text])
        await expect(chat.page.get_by_role("group", name=f"Version {at} of 3")).to_be_visible()
        await expect(previous).to_be_focused()
    said = chat.page.locator("[role=status].weft-hidden")
    await expect(said).to_have_text("Version 1 of 3")
    assert len([each for each in server.heard if isinstance(each, Select)]) == 2


async def test_while_a_reply_runs_nothing_else_can_be_chosen(
    chat: ChatPage, server: ChatServer
) -> None:
    await talk(chat, server, "one")
    await chat.page.get_by_role("button", name="Retry").click()
    await server.say_after(Retry, "On")
    previous = chat.page.get_by_role("button", name="Previous version")
    edit = chat.page.get_by_role("button", name="Edit message")
    for button in (previous, edit):
        await expect(button).to_be_disabled()
        await button.focus()
        await chat.page.keyboard.press("Enter")
    await expect(chat.page.get_by_role("textbox", name="Edited message")).to_have_count(0)
    assert not [each for each in server.heard if isinstance(each, Select)]
    await server.change(state="done")
    await expect(previous).to_be_enabled()
    await expect(edit).to_be_focused()


async def test_versions_are_known_after_a_reload(chat: ChatPage, server: ChatServer) -> None:
    await talk(chat, server, "one", "two")
    await revise(chat, 0, "eins")
    await expect(chat.said).to_have_text(["eins"])
    await server.change(state="done")
    await chat.page.reload()
    await expect(chat.page.locator(".weft-branches")).to_have_text("‹2 / 2›")
    await chat.page.get_by_role("button", name="Previous version").click()
    await expect(chat.said).to_have_text(["one", "two"])
    await expect(chat.page.get_by_role("button", name="Previous version")).to_be_focused()


async def test_a_version_that_is_refused_leaves_all_as_it_was(
    chat: ChatPage, server: ChatServer
) -> None:
    await talk(chat, server, "one")
    await revise(chat, 0, "eins")
    await expect(chat.said).to_have_text(["eins"])
    await server.change(state="done")
    server.refusals[Select] = Error(code="busy", message="An answer is being written already.")
    previous = chat.page.get_by_role("button", name="Previous version")
    await expect(previous).to_have_attribute("aria-disabled", "false")
    await previous.focus()
    await chat.page.keyboard.press("Enter")
    await expect(chat.status).to_have_text("An answer is being written already.")
    await expect(chat.said).to_have_text(["eins"])
    await expect(previous).to_be_focused()

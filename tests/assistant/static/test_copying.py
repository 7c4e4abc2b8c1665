"""copying.js: a reply on the clipboard, as plain text."""

import pytest
from playwright.async_api import expect

from assistant.core.wire.commands import Send
from tests.support.chat_page import ChatPage
from tests.support.chat_server import CHOICES, ChatServer

pytestmark = pytest.mark.asyncio(loop_scope="session")

PROSE = "Two **homes**:\n\n- [one](/crm/)\n- two\n"


@pytest.mark.parametrize("is_secure", [True, False])
async def test_a_reply_is_copied_as_its_markdown(
    chat: ChatPage, server: ChatServer, is_secure: bool
) -> None:
    if not is_secure:
        await chat.page.evaluate("delete Clipboard.prototype.writeText")
    await chat.page.evaluate(
        "document.addEventListener('copy', () => (window.copied = document.activeElement.value))"
    )
    await chat.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await chat.ask("Hi")
    await server.hear(Send)
    await server.say(PROSE)
    await expect(chat.page.get_by_role("button", name="Copy")).to_have_count(0)
    await server.show(1, **CHOICES)
    await server.say("  Which?", block=2)
    await server.change(state="done")
    await chat.page.get_by_role("button", name="Copy").click()
    await expect(chat.page.get_by_role("button", name="Copied")).to_be_focused()
    await expect(chat.page.get_by_text("Copied.")).to_be_attached()
    read = "navigator.clipboard.readText()" if is_secure else "window.copied"
    words = "Two **homes**:\n\n- [one](/crm/)\n- two\n\nYes\nNo\n\nWhich?"
    assert await chat.page.evaluate(read) == words

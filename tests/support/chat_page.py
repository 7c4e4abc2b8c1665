"""The smallest page that holds a conversation, in the demo CRM's markup, and its reader's hands."""

from playwright.async_api import Page, expect

MARKUP = """
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>A page</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/static/assistant/chat.css">
<link rel="stylesheet" href="/static/assistant/conversations.css">
<link rel="stylesheet" href="/static/demo_crm/drawings.css">
<style>#weft-chat { height: 400px }</style>
<aside id="weft-chat" data-page="/crm/">
  <header>
    <h2>Assistant</h2>
    <button id="weft-list" type="button">Conversations</button>
    <p id="weft-title"></p>
    <button id="weft-new" type="button">New conversation</button>
  </header>
  <div id="weft-log"></div>
  <p id="weft-status"></p>
  <form id="weft-form">
    <textarea id="weft-text"></textarea>
    <div class="buttons">
      <button id="weft-stop" type="button">Stop</button>
      <button id="weft-send" type="submit">Send</button>
    </div>
  </form>
  <div id="weft-conversations" hidden></div>
</aside>
<script type="module" src="/static/demo_crm/chat.js"></script>
"""


class ChatPage:
    """What a member sees and does."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.log = page.locator("#weft-log")
        self.text = page.locator("#weft-text")
        self.send = page.locator("#weft-send")
        self.stop = page.locator("#weft-stop")
        self.new = page.locator("#weft-new")
        self.status = page.locator("#weft-status")
        self.said = page.locator(".weft-said")
        self.replies = page.locator(".weft-reply")

    async def ask(self, text: str) -> None:
        """Type a message and press Enter, once the page has heard that it may be sent."""
        await self.text.fill(text)
        await expect(self.send).to_be_enabled()
        await self.text.press("Enter")

    async def expect_reply(self, text: str) -> None:
        """Wait until the newest reply reads exactly so."""
        await expect(self.replies.last).to_have_text(text)

    async def set_dice(self, value: float) -> None:
        """What `Math.random` gives from now on: 0 reconnects at once, a large number never."""
        await self.page.evaluate(f"Math.random = () => {value}")

"""directions.js: no word turns around what is drawn beside it; Hebrew stays as it is read."""

import re

import pytest
from playwright.async_api import Page, expect

from assistant.core.wire.commands import Send
from assistant.core.wire.events import Source, SourcedRecord
from tests.support.chat_page import ChatPage
from tests.support.chat_server import CHOICES, ChatServer

pytestmark = pytest.mark.asyncio(loop_scope="session")

CONTROLS = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
TURNED = "\u202e000,1$\u202c"
SHOWN = "\ufffd000,1$\ufffd"

FIND = """() => {
  const controls = /[\\u202a-\\u202e\\u2066-\\u2069]/;
  const nodes = [...document.querySelectorAll("#weft-chat, #weft-chat *")];
  const attributes = nodes.flatMap((node) => [...node.attributes].map(({ value }) => value));
  return [document.body.innerHTML, ...attributes].filter((each) => controls.test(each)).length;
}"""


@pytest.mark.parametrize("code", CONTROLS, ids=hex)
async def test_each_control_is_one_unit_that_can_be_seen(blank_page: Page, code: int) -> None:
    source = """async (words) => {
      const { replaceControls } = await import("/static/assistant/directions.js");
      return replaceControls(words);
    }"""
    words = f"a{chr(code)}\u05d0\u200f\U0001f600{chr(code)}"
    shown = "a\ufffd\u05d0\u200f\U0001f600\ufffd"
    assert await blank_page.evaluate(source, words) == shown


async def test_neither_message_nor_prose_nor_widget_turns_anything_around(
    chat: ChatPage, server: ChatServer
) -> None:
    await chat.ask(f"Is it {TURNED}?")
    await server.hear(Send)
    prose = f"It is **{TURNED}** `{TURNED}` [here](/crm/)."
    await server.say(prose)
    option = {"label": TURNED, "reply": TURNED}
    choices = CHOICES | {"payload": {"prompt": TURNED, "options": [option, option]}}
    await server.show(1, **choices)
    task = {
        "kind": "task", "id": "T-7", "title": TURNED, "route": "/crm/tasks/T-7/",
        "values": {"due": "2026-10-14", "note": TURNED},
    }  # fmt: skip
    shown = {"revision": 2, "state": "ready", "widget": "task", "version": 1}
    await server.show(2, **shown, payload={"task": "T-7", "note": TURNED}, records=(task,))
    columns = [{"path": f"/{name}", "label": TURNED, "format": "text"} for name in "ab"]
    payload = {"title": TURNED, "kind": "bar", "columns": columns, "from": "r1"}
    chart = shown | {"widget": "chart", "payload": payload, "figures": {"": [[TURNED, 1]]}}
    await server.show(3, **chart)
    start = prose.index(TURNED)
    record = SourcedRecord("task", "T-7", TURNED)
    about = {"block": f"{server.newest.id}.0", "start": start, "end": start + len(TURNED)}
    await server.change(state="done", sources=(Source(**about, record=record),))
    await expect(chat.said).to_have_text(f"Is it {SHOWN}?")
    figure = chat.replies.locator(".weft-prose .weft-mark")
    await expect(figure).to_have_text(SHOWN)
    await figure.focus()
    await expect(chat.page.get_by_role("tooltip")).to_contain_text(SHOWN)
    await expect(chat.log.locator(".crm-task .crm-title")).to_have_text(SHOWN)
    assert await chat.page.evaluate(FIND) == 0


async def test_a_link_does_not_lead_where_its_address_cannot_be_read(
    chat: ChatPage, server: ChatServer
) -> None:
    await chat.ask("Hi")
    await server.hear(Send)
    await server.say("[here](https://a.example/\u202egpj.exe)")
    await expect(chat.replies).to_have_text("[here](https://a.example/\ufffdgpj.exe)")


async def test_what_is_written_from_the_right_begins_there(
    chat: ChatPage, server: ChatServer
) -> None:
    hebrew = "הבית עולה $1,250,000 (3 חדרים)."
    await chat.ask(hebrew)
    await server.hear(Send)
    await server.say(f"{hebrew}\n\nIt costs $1,250,000.")
    await expect(chat.said).to_have_text(hebrew)
    paragraphs = chat.replies.locator("p")
    await expect(paragraphs).to_have_text([hebrew, re.compile("It costs")])
    for locator in (chat.said, paragraphs.first):
        assert await locator.evaluate(IS_RIGHT)
    assert not await paragraphs.last.evaluate(IS_RIGHT)


async def test_values_beside_each_other_keep_their_order(
    chat: ChatPage, server: ChatServer
) -> None:
    values = {"name": "x", "company": "חברה", "town": "חיפה", "tags": []}
    contact = {"kind": "contact", "id": "C-1", "title": "דנה", "route": "/crm/contacts/C-1/"}
    await chat.ask("Hi")
    await server.hear(Send)
    shown = {"revision": 2, "state": "ready", "widget": "contact_card", "version": 1}
    await server.show(
        0, **shown, payload={"contact": "C-1"}, records=(contact | {"values": values},)
    )
    facts = chat.log.locator(".crm-person .crm-facts")
    await expect(facts).to_have_text("חברה, חיפה")
    lefts = "(it) => [...it.querySelectorAll('bdi bdi')].map((e) => e.getBoundingClientRect().left)"
    lefts_found = await facts.evaluate(lefts)
    assert len(lefts_found) == 2
    assert lefts_found == sorted(lefts_found)


IS_RIGHT = """(it) => {
  const range = document.createRange();
  range.setStart(it.firstChild, 0);
  range.setEnd(it.firstChild, 1);
  const box = it.getBoundingClientRect();
  return range.getBoundingClientRect().left > box.left + box.width / 2;
}"""

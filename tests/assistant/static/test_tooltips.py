"""tooltips.js: a bubble beside its figure, for pointer, finger and keyboard, never in the way."""

import pytest
from playwright.async_api import Locator, expect

from assistant.core.wire.commands import Send
from assistant.core.wire.events import Source, SourcedRecord
from tests.support.chat_page import ChatPage
from tests.support.chat_server import ChatServer
from tests.support.places import place

pytestmark = pytest.mark.asyncio(loop_scope="session")

LANTERN = SourcedRecord(
    "task", "T-7", "Call the <b>plumber</b> about the long pipes of Lantern Street"
)
RECORD = {
    "kind": "task", "id": "T-7", "title": LANTERN.title, "route": "/crm/tasks/T-7/",
    "values": {"due": "2026-10-14"},
}  # fmt: skip
TEXTS = {1: "First $1 words.", 2: "- in $2\n- lists", 3: "and at the very end of a line $3"}

BOXES = """async () => {
  // What was focused may be scrolled to, and the bubble follows within the next frame.
  await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
  const box = (node) => node && node.getBoundingClientRect().toJSON();
  const tip = document.querySelector(".weft-tip");
  const figure = document.querySelector("[aria-describedby]");
  return [box(tip), box(figure), box(document.querySelector("#weft-chat"))];
}"""


async def show_figures(chat: ChatPage, server: ChatServer, rows: int = 1) -> None:
    """A reply with three figures of a task, that task, and `rows` lines more."""
    text = "\n\n".join([*TEXTS.values(), *["More."] * rows])
    await chat.ask("Hi")
    await server.hear(Send)
    await server.say(text)
    task = {"revision": 2, "state": "ready", "widget": "task", "version": 1}
    await server.show(1, **task, payload={"task": "T-7"}, records=(RECORD,))
    block = f"{server.newest.id}.0"
    sources = tuple(
        Source(block=block, **place(f"${number}", text), record=LANTERN, field="/due")
        for number in TEXTS
    )
    await server.change(state="done", sources=sources)
    await expect(chat.replies.locator(".weft-mark")).to_have_count(3)


def tip(chat: ChatPage) -> Locator:
    return chat.page.get_by_role("tooltip")


def figure(chat: ChatPage, words: str) -> Locator:
    return chat.replies.get_by_role("button", name=words, exact=True)


async def test_escape_closes_and_the_focus_stays(chat: ChatPage, server: ChatServer) -> None:
    await show_figures(chat, server)
    await figure(chat, "$1").focus()
    await expect(tip(chat)).to_be_visible()
    await chat.page.keyboard.press("Escape")
    await expect(tip(chat)).to_have_count(0)
    await expect(figure(chat, "$1")).to_be_focused()
    await chat.page.keyboard.press("Enter")
    await expect(tip(chat)).to_be_visible()


async def test_escape_closes_what_the_pointer_opened(chat: ChatPage, server: ChatServer) -> None:
    await show_figures(chat, server)
    await chat.text.focus()
    await figure(chat, "$2").hover()
    await expect(tip(chat)).to_be_visible()
    await chat.page.keyboard.press("Escape")
    await expect(tip(chat)).to_have_count(0)


async def test_tab_leads_into_the_bubble_and_on(chat: ChatPage, server: ChatServer) -> None:
    await show_figures(chat, server)
    await figure(chat, "$1").focus()
    await expect(tip(chat)).to_be_visible()
    await chat.page.keyboard.press("Tab")
    link = tip(chat).get_by_role("link")
    await expect(link).to_be_focused()
    await expect(link).to_have_attribute("href", "/crm/tasks/T-7/")
    await chat.page.keyboard.press("Escape")
    await expect(figure(chat, "$1")).to_be_focused()
    await expect(tip(chat)).to_have_count(0)
    await chat.page.keyboard.press("Tab")
    await expect(figure(chat, "$2")).to_be_focused()
    await expect(tip(chat)).to_be_visible()


async def test_the_pointer_can_move_into_the_bubble(chat: ChatPage, server: ChatServer) -> None:
    await show_figures(chat, server)
    await figure(chat, "$2").hover()
    await tip(chat).get_by_role("link").hover()
    await chat.page.wait_for_timeout(400)
    await expect(tip(chat)).to_be_visible()
    await chat.text.hover()
    await expect(tip(chat)).to_have_count(0)


async def test_a_finger_opens_it_and_a_tap_elsewhere_closes_it(
    chat: ChatPage, server: ChatServer
) -> None:
    await show_figures(chat, server)
    touch = """(it, type) => {
      it.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerType: "touch" }));
    }"""
    await figure(chat, "$1").evaluate(touch, "pointerover")
    await expect(tip(chat)).to_have_count(0)
    await figure(chat, "$1").evaluate(touch, "pointerdown")
    await figure(chat, "$1").evaluate("(it) => it.click()")
    await expect(tip(chat)).to_be_visible()
    await chat.said.evaluate(touch, "pointerdown")
    await expect(tip(chat)).to_have_count(0)


@pytest.mark.parametrize("width", [280, 360, 900])
@pytest.mark.parametrize("words", ["$1", "$2", "$3", "Oct 14, 2026"])
async def test_it_stays_in_the_panel_beside_its_figure(
    chat: ChatPage, server: ChatServer, width: int, words: str
) -> None:
    await chat.page.set_viewport_size({"width": width, "height": 420})
    await show_figures(chat, server)
    await figure(chat, words).focus()
    await expect(tip(chat)).to_be_visible()
    bubble, about, panel = await chat.page.evaluate(BOXES)
    assert panel["left"] <= bubble["left"] < bubble["right"] <= panel["right"]
    assert panel["top"] <= bubble["top"] < bubble["bottom"] <= panel["bottom"]
    assert bubble["bottom"] <= about["top"] or bubble["top"] >= about["bottom"]
    near = min(abs(bubble["bottom"] - about["top"]), abs(bubble["top"] - about["bottom"]))
    assert near < 10


async def test_it_goes_with_its_figure_out_of_sight(chat: ChatPage, server: ChatServer) -> None:
    await show_figures(chat, server, rows=30)
    await figure(chat, "$1").focus()
    await expect(tip(chat)).to_be_visible()
    await chat.log.evaluate("(log) => (log.scrollTop = log.scrollHeight)")
    await expect(tip(chat)).to_have_count(0)


async def test_who_wants_no_motion_gets_none(chat: ChatPage, server: ChatServer) -> None:
    await chat.page.emulate_media(reduced_motion="reduce")
    await show_figures(chat, server)
    await figure(chat, "$1").focus()
    assert await tip(chat).evaluate("(it) => getComputedStyle(it).animationName") == "none"


async def test_a_bubble_is_not_read_aloud_as_part_of_the_log(
    chat: ChatPage, server: ChatServer
) -> None:
    await show_figures(chat, server)
    await figure(chat, "$1").focus()
    await expect(tip(chat)).to_have_attribute("aria-live", "off")


async def test_a_card_says_when_its_record_was_read(chat: ChatPage, server: ChatServer) -> None:
    await chat.ask("Hi")
    await server.hear(Send)
    task = {"revision": 2, "state": "ready", "widget": "task", "version": 1}
    moment = {"as_of": "2026-10-05T18:42:00+00:00", "records": (RECORD,)}
    await server.show(0, **task, payload={"task": "T-7"}, **moment)
    await figure(chat, "Oct 14, 2026").hover()
    await expect(tip(chat)).to_contain_text(f"Task {LANTERN.title}, due, as of Oct 5, 2026")

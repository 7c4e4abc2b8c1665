"""Sources and findings on the page: marked in place once a turn has ended, and never in the way."""

import json
import re
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, expect

from assistant.core.wire.commands import Follow, Send
from assistant.core.wire.events import CallState, Finding, Source, SourcedRecord
from tests.support.browser import show_page
from tests.support.chat_page import ChatPage
from tests.support.chat_server import CHOICES, ChatServer
from tests.support.places import place

pytestmark = pytest.mark.asyncio(loop_scope="session")

PROSE = "First words.\n\nIt costs **$1,250,000** with [3 beds](/crm/), and sold for $1.4M."
AS_OF = "2026-10-05T18:42:00+00:00"
LANTERN = SourcedRecord("listing", "L-1", "118 Lantern Street")
NOTICE = "Not found in any record."


async def begin(chat: ChatPage, server: ChatServer, prose: str = PROSE) -> str:
    """Ask, and have the reply's prose come; returns the block's id."""
    await chat.ask("Hi")
    await server.hear(Send)
    await server.say(prose)
    await expect(chat.replies.last.locator("p")).not_to_have_count(0)
    return f"{server.newest.id}.0"


def a_source(block: str, words: str, **about: Any) -> Source:
    return Source(block=block, **place(words, PROSE), **about)


def a_finding(block: str, words: str, code: str = "unsourced_fact") -> Finding:
    return Finding(code=code, notice=NOTICE, block=block, **place(words, PROSE))


def tip(chat: ChatPage) -> Locator:
    return chat.page.get_by_role("tooltip")


async def test_a_figure_says_its_record_on_hover_and_focus(
    chat: ChatPage, server: ChatServer
) -> None:
    block = await begin(chat, server)
    price = a_source(block, "$1,250,000", record=LANTERN, field="/price", as_of=AS_OF)
    await server.change(state="done", sources=(price,))
    figure = chat.replies.locator(".weft-mark")
    await expect(figure).to_have_text("$1,250,000")
    words = "Listing 118 Lantern Street, price, as of Oct 5, 2026"
    await figure.hover()
    await expect(tip(chat)).to_contain_text(words)
    await chat.text.hover()
    await expect(tip(chat)).to_have_count(0)
    await figure.focus()
    await expect(figure).to_have_accessible_description(re.compile(words))


async def test_a_figure_says_its_tool_of_an_earlier_turn(
    chat: ChatPage, server: ChatServer
) -> None:
    await begin(chat, server, "Found.")
    call = CallState("find_listings", "Looking for listings", "done", "r1", AS_OF)
    await server.change(state="done", calls=(call,))
    await chat.ask("And?")
    await server.hear(Send, 2)
    await server.say(PROSE)
    block = f"{server.newest.id}.0"
    source = a_source(block, "$1,250,000", handle="r1", field="/listings/0/price")
    await server.change(state="done", sources=(source,))
    await chat.replies.locator(".weft-mark").hover()
    await expect(tip(chat)).to_contain_text("Looking for listings (tool), price, as of Oct 5")


async def test_a_figure_in_a_link_is_told_where_the_link_has_the_focus(
    chat: ChatPage, server: ChatServer
) -> None:
    block = await begin(chat, server)
    await server.change(state="done", sources=(a_source(block, "3", message="now"),))
    await expect(chat.replies.locator("a .weft-mark")).to_have_text("3")
    link = chat.replies.get_by_role("link")
    await link.focus()
    await expect(link).to_have_accessible_description("Worked out from the time you asked")


async def test_what_has_no_source_is_signed_for_eye_and_ear(
    chat: ChatPage, server: ChatServer
) -> None:
    block = await begin(chat, server)
    altered = a_finding(block, "$1,250,000", "altered_value")
    await server.change(state="done", findings=(a_finding(block, "$1.4M"), altered))
    unsourced = chat.replies.get_by_role("button", name="$1.4M (no source)")
    assert "dotted" in await unsourced.evaluate("(it) => getComputedStyle(it).textDecoration")
    assert "?" in await unsourced.evaluate("(it) => getComputedStyle(it, '::after').content")
    await unsourced.focus()
    await expect(unsourced).to_have_accessible_description(NOTICE)
    name = "$1,250,000 (differs from the record)"
    await expect(chat.replies.get_by_role("button", name=name)).to_be_visible()
    await expect(chat.log.locator("details")).to_have_count(0)


async def test_other_findings_stand_in_a_list_under_the_reply(
    chat: ChatPage, server: ChatServer
) -> None:
    block = await begin(chat, server)
    whole = Finding(code="repeated_details", notice="The reply repeats itself.")
    await server.change(state="done", findings=(whole, a_finding(block, "words", "something_new")))
    await expect(chat.replies.locator(".weft-mark")).to_have_count(0)
    await expect(chat.log.get_by_text("The reply repeats itself.")).to_be_hidden()
    await chat.log.get_by_text("Checked: 2 remarks").click()
    lines = chat.log.locator("details li")
    await expect(lines).to_have_text(["The reply repeats itself.", f"{NOTICE} words"])


async def test_an_entry_of_the_list_leads_to_its_words(chat: ChatPage, server: ChatServer) -> None:
    block = await begin(chat, server, f"{PROSE}\n\n" + "And on.\n\n" * 60)
    hosts_own = (a_finding(block, "words", "ours"), a_finding(block, "$1,250,000** with", "ours"))
    sources = (a_source(block, "$1,250,000", message="now"),)
    await server.change(state="done", findings=hosts_own, sources=sources)
    await chat.log.get_by_text("Checked: 2 remarks").click()
    first = chat.log.get_by_role("button", name=f"{NOTICE} words")
    await first.focus()
    await chat.page.keyboard.press("Enter")
    led = chat.replies.locator(".weft-led")
    await expect(led).to_have_text("words")
    await expect(led).to_be_in_viewport()
    await expect(led).to_be_focused()
    await chat.log.get_by_role("button", name="$1,250,000 with").click()
    await expect(led).to_have_text(["$1,250,000", " with"])
    await expect(chat.replies.locator(".weft-mark")).to_have_text("$1,250,000")
    await server.change(findings=hosts_own[:1], sources=())
    await expect(led).to_have_count(0)
    await expect(chat.replies).to_contain_text("It costs $1,250,000 with 3 beds")


async def test_an_entry_whose_words_are_not_drawn_leads_to_their_widget(
    chat: ChatPage, server: ChatServer
) -> None:
    block = await begin(chat, server)
    await server.show(1, **CHOICES)
    about: dict[str, Any] = {"block": block.replace(".0", ".1"), "pointer": "/options/0/reply"}
    await server.change(
        state="done", findings=(Finding(code="ours", notice=NOTICE, **about, start=0, end=3),)
    )
    await chat.log.get_by_text("Checked: 1 remark").click()
    await chat.log.get_by_role("button", name=f"{NOTICE} Yes").click()
    await expect(chat.replies.locator(".weft-block").last).to_be_focused()


ODD: list[dict[str, Any]] = [
    {"start": 500, "end": 510},
    {"start": -4, "end": 2},
    {"start": 9, "end": 3},
    {"start": 4, "end": 4},
    {"pointer": "/body", "start": 0, "end": 4},
    {"block": "elsewhere.7", "start": 0, "end": 4},
    {"block": None},
]


@pytest.mark.parametrize("about", ODD, ids=repr)
async def test_a_finding_at_an_odd_place_is_still_told(
    chat: ChatPage, server: ChatServer, about: dict[str, Any]
) -> None:
    block = await begin(chat, server)
    odd = Finding(code="unsourced_fact", notice=NOTICE, **{"block": block, **about})
    await server.change(state="done", findings=(odd, a_finding(block, "$1.4M")))
    await expect(chat.replies.locator(".weft-mark")).to_have_text("$1.4M")
    await expect(chat.log.locator("summary")).to_have_text("Checked: 1 remark")
    await expect(chat.replies).to_contain_text("It costs $1,250,000 with 3 beds")


async def test_what_overlaps_is_one_figure_with_all_its_words(
    chat: ChatPage, server: ChatServer
) -> None:
    block = await begin(chat, server)
    source = a_source(block, "$1,250,000", message="now")
    finding = a_finding(block, "$1,250,000** with", "altered_value")
    await server.change(state="done", sources=(source,), findings=(finding,))
    marks = chat.replies.locator(".weft-mark")
    await expect(marks).to_have_text(["$1,250,000", " with"])
    await expect(chat.replies.get_by_role("button")).to_have_count(1)
    await marks.last.hover()
    await expect(tip(chat)).to_contain_text(f"{NOTICE}Worked out from")


async def test_marking_disturbs_nobody_who_reads(chat: ChatPage, server: ChatServer) -> None:
    block = await begin(chat, server)
    await server.show(1, **CHOICES)
    await expect(chat.log.get_by_role("button", name="Yes")).to_be_visible()
    await expect(chat.replies.locator(".weft-mark")).to_have_count(0)
    await chat.page.evaluate(
        """() => {
          for (const each of document.querySelectorAll(".weft-prose p")) each.isHeld = true;
          const [paragraph] = [...document.querySelectorAll(".weft-prose p")].slice(-1);
          document.getSelection().selectAllChildren(paragraph);
          document.querySelector(".weft-prose a").focus();
        }"""
    )
    said = await chat.page.evaluate("String(getSelection())")
    sources = (a_source(block, "$1,250,000", message="now"), a_source(block, "3", message="now"))
    await server.change(state="done", sources=sources, findings=(a_finding(block, "$1.4M"),))
    await expect(chat.replies.locator(".weft-mark")).to_have_count(3)
    assert await chat.page.evaluate("String(getSelection())") == said
    assert await chat.page.evaluate("document.activeElement.localName") == "a"
    held = "[...document.querySelectorAll('.weft-prose p')].every((each) => each.isHeld)"
    assert await chat.page.evaluate(held)


async def test_findings_that_come_later_or_go_are_marked_anew(
    chat: ChatPage, server: ChatServer
) -> None:
    block = await begin(chat, server)
    await server.change(state="done", findings=(a_finding(block, "$1.4M"),))
    marks = chat.replies.locator(".weft-mark")
    await expect(marks).to_have_text("$1.4M")
    await server.change(findings=(), sources=(a_source(block, "3", message="now"),))
    await expect(marks).to_have_text("3")
    await server.change(sources=())
    await expect(marks).to_have_count(0)
    await expect(chat.replies).to_have_text(re.compile("sold for \\$1.4M"))


async def test_an_event_with_nonsense_for_places_breaks_nothing(
    chat: ChatPage, server: ChatServer
) -> None:
    block = await begin(chat, server)
    turn: dict[str, Any] = {"id": block.removesuffix(".0"), "parent": None, "message": "Hi"}
    findings = [
        {"code": "unsourced_fact", "block": block, "start": "a", "end": None},
        {"code": "constructor", "notice": 7},
        {"block": []},
    ]
    told = {"findings": findings, "sources": [{"block": block, "start": 1.5, "end": {}}, {}]}
    turn |= {"created": "", "state": "done", "revision": 9, "calls": [], **told}
    await server.send_raw(json.dumps({"seq": 9, "type": "turn", "turn": turn}))
    await expect(chat.log.locator("summary")).to_have_text("Checked: 3 remarks")
    await expect(chat.replies).to_contain_text("First words.")


async def test_every_tab_shows_them_also_after_a_reload(
    browser: Browser, chat: ChatPage, server: ChatServer
) -> None:
    block = await begin(chat, server)
    held = await chat.page.evaluate("sessionStorage.getItem('weft-conversation')")
    origin = chat.page.url.removesuffix("/crm/")
    async with show_page(browser, origin, "/crm/") as page:
        await page.evaluate(f"sessionStorage.setItem('weft-conversation', '{held}')")
        await page.reload()
        other = ChatPage(page)
        await expect(other.replies).to_contain_text("First words.")
        source = a_source(block, "3", message="now")
        await server.change(state="done", findings=(a_finding(block, "$1.4M"),), sources=(source,))
        for tab in (chat, other):
            await expect(tab.replies.locator(".weft-mark")).to_have_text(["3", "$1.4M"])
        await page.reload()
        await expect(other.replies.locator(".weft-mark")).to_have_text(["3", "$1.4M"])


async def test_a_log_that_was_lost_disturbs_nobody_who_reads(
    chat: ChatPage, server: ChatServer
) -> None:
    await chat.set_dice(0)
    block = await begin(chat, server)
    await server.show(1, **CHOICES)
    await server.change(state="done", findings=(a_finding(block, "$1.4M"),))
    figure = chat.replies.locator(".weft-mark")
    await figure.focus()
    held = "(it) => (it.isHeld = true)"
    await figure.evaluate(held)
    await chat.log.get_by_role("button", name="Yes").evaluate(held)
    server.lose_log()
    server.cut()
    await server.hear(Follow, 2)
    await server.say("Whole again.", block=2)
    await expect(chat.replies).to_contain_text("Whole again.")
    await expect(figure).to_be_focused()
    assert await figure.evaluate("(it) => it.isHeld")
    assert await chat.log.get_by_role("button", name="Yes").evaluate("(it) => it.isHeld")

"""citations.js: words of a document, with what the server says of it."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

pytestmark = pytest.mark.asyncio(loop_scope="session")

SHOW = """async ([figures, quote]) => {
  const { drawWidget } = await import("/static/assistant/widgets.js");
  const payload = { from: "r1", path: "/excerpts/0", quote };
  const block = { kind: "widget", id: "t.0", revision: 1, state: "ready", widget: "citation",
    payload, records: [], figures, preview: {} };
  const standing = { open: true, running: false, say() {} };
  const told = console.error;
  console.error = () => {};
  document.body.replaceChildren(drawWidget(block, {}, standing));
  console.error = told;
}"""
ROW = ["Late <b>fees</b>", "Waivers > Once", None, "2026-05-31", False]


async def show(page: Page, row: list[Any] = ROW, quote: str = "A manager <may>\nwaive it.") -> None:
    await page.evaluate(SHOW, [{"": [row]}, quote])


async def test_words_title_place_and_date_are_text(blank_page: Page) -> None:
    await show(blank_page)
    figure = blank_page.get_by_role("figure", name="Quoted from Late <b>fees</b>")
    await expect(figure.locator("blockquote")).to_have_text("A manager <may> waive it.")
    said = figure.locator("figcaption")
    await expect(said).to_have_text("Late <b>fees</b> Waivers > Once dated May 31, 2026")
    await expect(figure.locator("cite")).to_have_text("Late <b>fees</b>")


async def test_a_page_is_named_and_what_is_not_there_is_not(blank_page: Page) -> None:
    await show(blank_page, ["Fees", "", 2, "2026-05-31", False])
    said = blank_page.locator("figcaption")
    await expect(said).to_have_text("Fees page 2 dated May 31, 2026")


async def test_a_stale_document_is_marked_in_words(blank_page: Page) -> None:
    await show(blank_page, [*ROW[:4], True])
    await expect(blank_page.locator(".weft-stale")).to_have_text("May be out of date")
    await show(blank_page)
    await expect(blank_page.locator(".weft-stale")).to_have_count(0)


async def test_the_date_can_be_asked_for_its_source(blank_page: Page) -> None:
    await show(blank_page)
    await expect(blank_page.locator("figcaption .weft-fact")).to_have_text("May 31, 2026")


async def test_without_its_facts_it_is_no_citation(blank_page: Page) -> None:
    await blank_page.evaluate(SHOW, [{}, "A manager may waive it."])
    await expect(blank_page.locator("body")).to_contain_text("could not be shown")

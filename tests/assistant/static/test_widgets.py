"""widgets.js: generic drawings, the host's own, and the sentence where neither will do."""

from typing import Any

import pytest
from playwright.async_api import Page

pytestmark = pytest.mark.asyncio(loop_scope="session")

DRAW = """async ([block, source, standing]) => {
  const { drawWidget } = await import("/static/assistant/widgets.js");
  const said = [];
  const console_error = console.error;
  console.error = () => {};
  try {
    const node = drawWidget(
      { kind: "widget", id: "t.0", revision: 1, records: [], figures: {}, preview: {}, ...block },
      eval(source),
      { open: true, running: true, say: (text) => said.push(text), ...standing },
    );
    for (const button of node.querySelectorAll("button")) button.click();
    return { html: node.outerHTML, text: node.textContent, class: node.className, said };
  } finally {
    console.error = console_error;
  }
}"""

CHOICES = {
    "state": "ready",
    "widget": "choices",
    "payload": {"prompt": "Which?", "options": [{"label": "<b>A</b>", "reply": "The A"}]},
}
TABLE = {
    "state": "ready",
    "widget": "table",
    "payload": {
        "title": "Prices",
        "columns": [
            {"path": "/address", "label": "Address"},
            {"path": "/price", "label": "Price", "format": "money"},
            {"path": "/listed_on", "label": "Listed", "format": "date"},
            {"path": "/beds", "label": "Beds", "format": "number"},
        ],
    },
    "figures": {"": [["1 <i>Elm</i>", 1250000, "2026-08-14", None]]},
}
FALLBACK = {"state": "failed", "widget": "task", "fallback": "A task belongs here."}
NEUTRAL = "Something belongs here, but it could not be shown."


async def draw(
    page: Page, block: dict[str, Any], drawings: str = "({})", **standing: bool
) -> dict[str, Any]:
    drawn: dict[str, Any] = await page.evaluate(DRAW, [block, drawings, standing])
    return drawn


async def test_a_choice_says_its_reply(blank_page: Page) -> None:
    drawn = await draw(blank_page, CHOICES)
    assert drawn["text"] == "Which?<b>A</b>"
    assert drawn["said"] == ["The A"]


async def test_choices_are_inert_where_the_member_may_not_answer(blank_page: Page) -> None:
    assert (await draw(blank_page, CHOICES, open=False))["said"] == []


async def test_a_table_writes_figures_by_their_format(blank_page: Page) -> None:
    html = (await draw(blank_page, TABLE))["html"]
    assert "<caption>Prices</caption>" in html
    assert '<th scope="col" class="weft-figure">Price</th>' in html
    figure = '<span class="weft-fact">{}</span>'.format
    assert f"<td>{figure('1 &lt;i&gt;Elm&lt;/i&gt;')}</td>" in html
    assert f'<td class="weft-figure">{figure("$1,250,000")}</td>' in html
    assert f'<td class="weft-date">{figure("Aug 14, 2026")}</td>' in html
    assert '<td class="weft-figure">–</td>' in html


@pytest.mark.parametrize(
    ("widget", "payload"),
    [
        ("chart", {"kind": "bar", "columns": TABLE["payload"]["columns"][:2]}),
        ("form", {"title": "New", "fields": [], "submit": "Add"}),
    ],
)
async def test_charts_and_forms_are_generic_too(
    blank_page: Page, widget: str, payload: dict[str, Any]
) -> None:
    figures = {"": [["1 Elm", 1250000]]}
    ready = {"state": "ready", "widget": widget, "payload": payload, "figures": figures}
    assert NEUTRAL not in (await draw(blank_page, ready))["text"]
    pending = await draw(blank_page, {**ready, "state": "pending"})
    assert pending["class"] == "weft-pending"


async def test_a_failed_widget_shows_its_fallback_whatever_the_host_draws(
    blank_page: Page,
) -> None:
    drawn = await draw(blank_page, FALLBACK, "({ task: () => document.createElement('hr') })")
    assert (drawn["class"], drawn["text"]) == ("weft-fallback", "A task belongs here.")


@pytest.mark.parametrize("name", ["hologram", "constructor", "__proto__", None])
async def test_an_unknown_widget_is_a_neutral_sentence(blank_page: Page, name: str | None) -> None:
    drawn = await draw(blank_page, {"state": "ready", "widget": name, "payload": {}})
    assert drawn["text"] == NEUTRAL


async def test_the_host_draws_its_own_and_may_replace_a_generic_one(blank_page: Page) -> None:
    source = "({ table: (block, { element }) => element('p', {}, 'My own ' + block.widget) })"
    assert (await draw(blank_page, TABLE, source))["html"] == "<p>My own table</p>"


async def test_a_drawing_that_throws_costs_only_its_block(blank_page: Page) -> None:
    source = "({ table: (block, { findRecord }) => findRecord(block, 'listing', 'L-1') })"
    assert (await draw(blank_page, TABLE, source))["text"] == NEUTRAL


async def test_a_pending_widget_is_a_placeholder(blank_page: Page) -> None:
    drawn = await draw(
        blank_page, {"state": "pending", "widget": "table"}, "({ table: () => null })"
    )
    assert (drawn["class"], drawn["text"]) == ("weft-pending", "")


async def test_a_preview_is_plain_text(blank_page: Page) -> None:
    block = {"state": "pending", "widget": "letter", "preview": {"body": "Hi <b>\n\n**you**"}}
    drawn = await draw(blank_page, block)
    assert drawn["text"] == "Hi <b>**you**"
    assert "<b>" not in drawn["html"]


async def test_a_widget_that_never_came_is_a_sentence_once_the_turn_ended(
    blank_page: Page,
) -> None:
    drawn = await draw(blank_page, {"state": "pending", "widget": "table"}, running=False)
    assert drawn["text"] == NEUTRAL


async def test_a_comparison_gives_each_thing_a_column(blank_page: Page) -> None:
    source = {"from": "r1", "rows": "/rows", "columns": TABLE["payload"]["columns"][:2]}
    payload = {"title": "Two homes", **source}
    figures = {"": [["1 Elm", 1250000], ["Two <b>", None]]}
    block = {"state": "ready", "widget": "comparison", "payload": payload, "figures": figures}
    drawn = await draw(blank_page, block)
    assert "<caption>Two homes</caption>" in drawn["html"]
    assert '<th scope="col">Two &lt;b&gt;</th>' in drawn["html"]
    assert '<tr><th scope="row">Price</th><td class="weft-figure">' in drawn["html"]
    assert drawn["text"] == "Two homes1 ElmTwo <b>Price$1,250,000–"
    assert "weft-comparison" in drawn["class"]


async def test_undo_says_what_was_made_and_that_it_cannot_be_clicked_yet(blank_page: Page) -> None:
    block = {"state": "ready", "widget": "undo", "payload": {"from": "r1", "made": "A <i>task"}}
    drawn = await draw(blank_page, block)
    assert drawn["text"] == ("✓ A <i>taskUndoIt can be undone for a day, though not from here yet.")
    assert 'disabled=""' in drawn["html"]


async def test_a_drawing_may_have_a_source_drawn_as_a_table(blank_page: Page) -> None:
    payload = {"sales": {"from": "r1", "rows": "/s", "columns": TABLE["payload"]["columns"][:2]}}
    block = {"state": "ready", "widget": "mine", "payload": payload}
    block["figures"] = {"/sales": [["1 Elm", 1250000]]}
    drawings = """({ mine: (block, { table }) => table("/sales", "Sales") })"""
    drawn = await draw(blank_page, block, drawings)
    assert drawn["text"] == "SalesAddressPrice1 Elm$1,250,000"

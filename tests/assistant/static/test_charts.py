"""charts.js with bars.js and lines.js: figures to scale, in the picture and beside it."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from assistant.core.wire.commands import Send
from assistant.core.wire.events import CallState
from tests.support.chat_page import ChatPage
from tests.support.chat_server import ChatServer

pytestmark = pytest.mark.asyncio(loop_scope="session")

DRAW = """async ([payload, rows]) => {
  const { drawWidget } = await import("/static/assistant/widgets.js");
  const block = { kind: "widget", id: "t.0", revision: 1, state: "ready", widget: "chart" };
  const told = { payload, figures: { "": rows }, records: [], preview: {} };
  const node = drawWidget({ ...block, ...told }, {}, { open: true, running: false });
  const find = (selector) => [...node.querySelectorAll(selector)];
  const read = (selector, name) =>
    find(selector).map((each) => (name ? each.getAttribute(name) : each.textContent));
  return {
    html: node.outerHTML,
    label: node.querySelector("svg")?.getAttribute("aria-label"),
    title: node.querySelector("figcaption")?.textContent,
    legend: read(".weft-legend li"),
    bars: read("rect", "width").map(parseFloat),
    starts: read("rect", "x").map(parseFloat),
    said: read("rect title, circle title"),
    values: read(".weft-value"),
    names: find(".weft-name").map((each) => each.firstChild.textContent),
    axis: read(".weft-axis text, .weft-ticks text"),
    below: find(".weft-lines-plot > svg > svg:last-child > text").map(
      (each) => each.firstChild.textContent,
    ),
    lines: read("polyline", "points").map((points) => points.split(" ").length),
    points: node.querySelectorAll("circle").length,
    region: node.querySelector(".weft-scrolled")?.getAttribute("tabindex") ?? null,
    open: node.querySelector("details")?.open ?? null,
    cells: read("td"),
  };
}"""
PRICE = {"path": "/price", "label": "Price", "format": "money"}
BEDS = {"path": "/beds", "label": "Beds", "format": "number"}


async def draw(
    page: Page, rows: list[list[Any]], *columns: dict[str, str], **payload: str
) -> dict[str, Any]:
    naming = {"path": "/address", "label": "Address"}
    whole = {"kind": "bar", "columns": [naming, *(columns or [PRICE])], **payload}
    drawn: dict[str, Any] = await page.evaluate(DRAW, [whole, rows])
    return drawn


async def test_bars_are_to_scale_and_said_in_words(blank_page: Page) -> None:
    rows = [["1 <i>Elm</i>", 1_000_000], ["2 Oak", 500_000]]
    drawn = await draw(blank_page, rows, title="Prices")
    assert drawn["title"] == "Prices"
    assert drawn["bars"] == [100, 50]
    assert drawn["values"] == ["$1,000,000", "$500,000"]
    assert drawn["names"] == ["1 <i>Elm</i>", "2 Oak"]
    assert drawn["said"][1] == "2 Oak, Price: $500,000"
    assert drawn["axis"] == ["$0", "$500K", "$1M"]
    assert drawn["legend"] == ["Price"]


async def test_a_reader_who_cannot_see_it_hears_its_range(blank_page: Page) -> None:
    drawn = await draw(blank_page, [["A", 1], ["B", 3]], BEDS, title="Rooms")
    assert drawn["label"] == "Bar chart: Rooms. 2 rows by Address. Beds: 1 to 3."
    drawn = await draw(blank_page, [["A", 5]], kind="line")
    assert drawn["label"] == "Line chart. 1 row by Address. Price: $5 to $5."


async def test_the_figures_can_be_opened_as_a_table(blank_page: Page) -> None:
    drawn = await draw(blank_page, [["A", 1250000], ["B", None]])
    assert drawn["open"] is False
    assert drawn["cells"] == ["A", "$1,250,000", "B", "–"]


async def test_figures_below_zero_go_the_other_way(blank_page: Page) -> None:
    drawn = await draw(blank_page, [["A", -100], ["B", 100]])
    assert drawn["starts"] == [0, 50]
    assert drawn["bars"] == [50, 50]
    assert drawn["values"] == ["-$100", "$100"]


async def show_chart(chat: ChatPage, server: ChatServer, kind: str, rows: int) -> None:
    """A finished reply with one chart of a tool's result."""
    await chat.ask("Hi")
    await server.hear(Send)
    naming = {"path": "/address", "label": "Address"}
    payload = {"kind": kind, "columns": [naming, PRICE], "from": "r1"}
    figures = {"": [[f"{row} Elm", 1000 + row] for row in range(rows)]}
    ready = {"revision": 2, "state": "ready", "widget": "chart", "version": 1}
    await server.show(0, **ready, payload=payload, figures=figures)
    call = CallState("find", "Looking for listings", "done", "r1", "2026-10-05T18:42:00+00:00")
    await server.change(state="done", calls=(call,))


@pytest.mark.parametrize(
    ("kind", "told"), [("bar", "Price, as of Oct"), ("line", "1 Elm, Price: $1,001, as of Oct")]
)
async def test_a_figure_in_the_picture_says_where_it_comes_from(
    chat: ChatPage, server: ChatServer, kind: str, told: str
) -> None:
    await show_chart(chat, server, kind, 3)
    tip = chat.page.get_by_role("tooltip")
    figure = chat.replies.get_by_role("button", name="1 Elm, Price: $1,001")
    await figure.hover()
    await expect(tip).to_contain_text(f"Looking for listings (tool), {told}")
    await chat.text.hover()
    await expect(tip).to_have_count(0)
    await figure.focus()
    await expect(tip).to_be_visible()
    await chat.page.keyboard.press("Tab")
    await expect(chat.page.locator(":focus")).to_have_accessible_name("2 Elm, Price: $1,002")


@pytest.mark.parametrize("kind", ["bar", "line"])
async def test_a_picture_of_many_figures_does_not_hold_up_the_keyboard(
    chat: ChatPage, server: ChatServer, kind: str
) -> None:
    await show_chart(chat, server, kind, 25)
    stops = chat.replies.locator("figure svg [tabindex]")
    await expect(chat.replies.locator("figure svg .weft-fact")).to_have_count(25)
    await expect(stops).to_have_count(0)
    await chat.replies.locator("figure svg .weft-fact").nth(1).hover()
    await expect(chat.page.get_by_role("tooltip")).to_contain_text("Looking for listings (tool)")


async def test_zero_is_a_bar_of_no_length_and_null_none(blank_page: Page) -> None:
    drawn = await draw(blank_page, [["A", 0], ["B", None], ["C", 10]], BEDS)
    assert drawn["bars"] == [0, 100]
    assert drawn["values"] == ["0", "–", "10"]


@pytest.mark.parametrize("kind", ["bar", "line"])
async def test_only_zeros_have_an_axis_too(blank_page: Page, kind: str) -> None:
    drawn = await draw(blank_page, [["A", 0], ["B", 0]], BEDS, kind=kind)
    assert drawn["axis"] == ["0", "1"]


@pytest.mark.parametrize("kind", ["bar", "line"])
@pytest.mark.parametrize("rows", [[["A", None]], [["A", "much"]], [["A", True]]])
async def test_without_a_figure_there_is_only_the_table(
    blank_page: Page, kind: str, rows: list[list[Any]]
) -> None:
    drawn = await draw(blank_page, rows, kind=kind)
    assert "There are no figures to draw." in drawn["html"]
    assert (drawn["open"], drawn["label"]) == (True, None)


async def test_without_a_row_there_is_a_sentence(blank_page: Page) -> None:
    drawn = await draw(blank_page, [])
    assert "There are no figures to draw." in drawn["html"]
    assert drawn["open"] is None


@pytest.mark.parametrize("kind", ["bar", "line"])
async def test_one_row_is_enough(blank_page: Page, kind: str) -> None:
    drawn = await draw(blank_page, [["A", 7]], kind=kind)
    assert drawn["said"] == ["A, Price: $7"]


async def test_many_bars_scroll_and_are_reached_by_keyboard(blank_page: Page) -> None:
    few = await draw(blank_page, [[str(n), n] for n in range(12)])
    many = await draw(blank_page, [[str(n), n] for n in range(200)])
    assert few["region"] is None
    assert many["region"] == "0"
    assert len(many["values"]) == 200


async def test_a_long_name_is_cut_and_whole_on_hover(blank_page: Page) -> None:
    name = "👩‍👧" * 40 + " " + "x" * 100
    drawn = await draw(blank_page, [[name, 1]])
    assert drawn["names"][0].endswith("…")
    assert len(drawn["names"][0]) < len(name)
    assert f"<title>{name}</title>" in drawn["html"]


async def test_several_columns_are_a_bar_each_with_a_legend(blank_page: Page) -> None:
    baths = {"path": "/baths", "label": "Baths", "format": "number"}
    drawn = await draw(blank_page, [["A", 4, 2.5]], BEDS, baths)
    assert drawn["legend"] == ["Beds", "Baths"]
    assert drawn["bars"] == [100, 62.5]
    assert drawn["said"] == ["A, Beds: 4", "A, Baths: 2.5"]


async def test_a_line_ends_where_a_figure_is_missing(blank_page: Page) -> None:
    rows = [["A", 1], ["B", 2], ["C", None], ["D", 2], ["E", None], ["F", 4], ["G", 5]]
    drawn = await draw(blank_page, rows, BEDS, kind="line")
    assert drawn["lines"] == [2, 1, 2]
    assert drawn["points"] == 5


async def test_a_long_line_keeps_only_points_that_stand_alone(blank_page: Page) -> None:
    rows: list[list[Any]] = [[str(n), n] for n in range(200)]
    rows[50][1] = rows[52][1] = None
    drawn = await draw(blank_page, rows, kind="line")
    assert drawn["lines"] == [50, 1, 147]
    assert drawn["points"] == 1


async def test_a_line_names_its_ends(blank_page: Page) -> None:
    rows = [[f"Some long name {n}", n] for n in range(30)]
    drawn = await draw(blank_page, rows, kind="line")
    assert drawn["below"] == ["Some long nam…", "Some long nam…"]
    short = await draw(blank_page, [[str(n), n] for n in range(11)], kind="line")
    assert short["below"] == ["0", "2", "4", "6", "8", "10"]


async def test_an_axis_of_whole_figures_has_no_fractions(blank_page: Page) -> None:
    drawn = await draw(blank_page, [["A", 1], ["B", 2]], BEDS)
    assert drawn["axis"] == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("numbers", "from_zero", "ticks"),
    [
        ([], True, [0, 1]),
        ([515000, 1580000], True, [0, 500000, 1000000, 1500000, 2000000]),
        ([0.1, 0.3], False, [0.1, 0.15, 0.2, 0.25, 0.3]),
        ([-3, 5], True, [-4, -2, 0, 2, 4, 6]),
        ([7], False, [6, 7, 8]),
        ([-5], True, [-6, -4, -2, 0]),
        ([1.0, 1.0000000000000002], False, None),
        ([1e300, -1e300], True, None),
        ([5e-324], False, None),
        ([10**15, 10**15 + 1], False, None),
    ],
)
async def test_an_axis_has_round_ticks(
    blank_page: Page, numbers: list[float], from_zero: bool, ticks: list[float] | None
) -> None:
    source = """async ([numbers, fromZero]) => {
      const { findScale } = await import("/static/assistant/scales.js");
      const scale = findScale(numbers, fromZero);
      return [scale.ticks, numbers.map(scale.place)];
    }"""
    found, places = await blank_page.evaluate(source, [numbers, from_zero])
    assert ticks is None or found == ticks
    assert 2 <= len(found) <= 8
    assert all(-0.01 <= place <= 100.01 for place in places)

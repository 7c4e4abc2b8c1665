"""formats.js: figures as members read them."""

from typing import Any

import pytest
from playwright.async_api import Page

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def write(page: Page, name: str, *values: Any) -> Any:
    source = """async ([name, values]) =>
      (await import("/static/assistant/formats.js"))[name](...values)"""
    return await page.evaluate(source, [name, values])


@pytest.mark.parametrize(
    ("value", "words"),
    [(1250000, "$1,250,000"), (0, "$0"), (-950.5, "-$950.50"), ("ask", "ask"), (None, "–")],
)
async def test_money(blank_page: Page, value: Any, words: str) -> None:
    assert await write(blank_page, "formatMoney", value) == words


@pytest.mark.parametrize(
    ("value", "words"), [(1850, "1,850"), (2.5, "2.5"), ("n/a", "n/a"), (None, "–")]
)
async def test_numbers(blank_page: Page, value: Any, words: str) -> None:
    assert await write(blank_page, "formatNumber", value) == words


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (1250000, "money", "$1.25M"),
        (-500000, "money", "-$500K"),
        (0, "money", "$0"),
        (1850, "number", "1.85K"),
        (2.5, "number", "2.5"),
        (0, "date", "0"),
    ],
)
async def test_short_figures(blank_page: Page, value: Any, kind: str, words: str) -> None:
    assert await write(blank_page, "formatCompact", value, kind) == words


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (1250000, "money", "$1,250,000"),
        (1850, "number", "1,850"),
        ("2026-08-14", "date", "Aug 14, 2026"),
        (1908, "text", "1908"),
        (1908, None, "1908"),
        (None, "money", "–"),
    ],
)
async def test_figures_by_format(
    blank_page: Page, value: Any, kind: str | None, words: str
) -> None:
    assert await write(blank_page, "formatFigure", value, kind) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2026-08-14", "Aug 14, 2026"),
        ("2026-02-31", "2026-02-31"),
        ("2026-13-01", "2026-13-01"),
        ("soon", "soon"),
        ("5", "5"),
        ("2026-08-14Tx", "2026-08-14Tx"),
        (None, "–"),
        (True, "Yes"),
    ],
)
async def test_dates(blank_page: Page, value: Any, words: str) -> None:
    assert await write(blank_page, "formatDate", value) == words


async def test_a_time_with_an_offset_is_told_as_it_reads_there(blank_page: Page) -> None:
    written = await write(blank_page, "formatDate", "2026-11-23T15:00:00-05:00")
    assert written.replace("\u202f", " ") == "Nov 23, 2026, 3:00 PM"


async def test_a_moment_is_told_in_the_readers_zone(blank_page: Page) -> None:
    written = await write(blank_page, "formatDate", "2026-08-14T03:30:00+00:00")
    assert written.replace("\u202f", " ") == "Aug 13, 2026, 8:30 PM"


async def test_a_moment_of_today_is_told_by_the_clock(blank_page: Page) -> None:
    source = """async (values) => {
      const { formatMoment } = await import("/static/assistant/formats.js");
      return values.map((value) => formatMoment(value, new Date("2026-10-06T03:00:00Z")));
    }"""
    moments = ["2026-10-05T18:42:00+00:00", "2026-10-05T06:42:00+00:00", "soon", None]
    written = [each.replace("\u202f", " ") for each in await blank_page.evaluate(source, moments)]
    assert written == ["11:42 AM", "Oct 4, 2026, 11:42 PM", "", ""]

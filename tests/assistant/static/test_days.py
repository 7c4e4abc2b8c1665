"""days.js: when something was, west of Greenwich, where today's morning may be tomorrow in UTC."""

from typing import Any

import pytest
from playwright.async_api import Page

pytestmark = pytest.mark.asyncio(loop_scope="session")

NOW = "2026-11-22T08:30:00"  # On the reader's own clock.
MOMENTS = {
    "2026-11-22T16:29:00Z": ("Today", "8:29 AM"),
    "2026-11-22T08:00:00Z": ("Today", "12:00 AM"),
    "2026-11-23T20:00:00Z": ("Today", "12:00 PM"),  # Another's clock is ahead.
    "2026-11-22T07:59:59Z": ("Yesterday", "11:59 PM"),
    "2026-11-21T08:00:00Z": ("Yesterday", "12:00 AM"),
    "2026-11-21T07:59:00Z": ("Earlier", "Nov 20"),
    "2025-11-22T16:00:00Z": ("Earlier", "Nov 22, 2025"),
}


async def run(page: Page, expression: str, moments: list[str]) -> Any:
    source = f"""async ([now, moments]) => {{
      const {{ formatTimeOrDay, groupByDay }} = await import("/static/assistant/days.js");
      return {expression};
    }}"""
    return await page.evaluate(source, [NOW, moments])


async def test_moments_read_as_one_looks_back_on_them(blank_page: Page) -> None:
    told = "moments.map((each) => formatTimeOrDay(each, new Date(now)).replace(/\\s/g, ' '))"
    assert await run(blank_page, told, list(MOMENTS)) == [words for _, words in MOMENTS.values()]


async def test_days_without_anything_are_left_out(blank_page: Page) -> None:
    grouped = "groupByDay(moments, (each) => each, new Date(now))"
    for moment, (day, _) in MOMENTS.items():
        assert await run(blank_page, grouped, [moment]) == [{"name": day, "members": [moment]}]
    assert await run(blank_page, grouped, []) == []


async def test_an_order_is_kept(blank_page: Page) -> None:
    moments = sorted(MOMENTS, reverse=True)
    groups = await run(blank_page, "groupByDay(moments, (each) => each, new Date(now))", moments)
    assert [group["name"] for group in groups] == ["Today", "Yesterday", "Earlier"]
    assert [moment for group in groups for moment in group["members"]] == moments

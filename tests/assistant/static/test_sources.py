"""sources.js: where a figure comes from, in words."""

from typing import Any

import pytest
from playwright.async_api import Page

pytestmark = pytest.mark.asyncio(loop_scope="session")

TELL = """async ([notes, calls, records]) => {
  const { drawNotes } = await import("/static/assistant/sources.js");
  const lines = drawNotes(notes, {
    findCall: (handle) => calls.find((call) => call.handle === handle),
    findRecord: (kind, id) => records.find((each) => each.kind === kind && each.id === id),
  });
  const links = lines.flatMap((line) => [...line.querySelectorAll("a")]);
  return [lines.map((line) => line.textContent), links.map((link) => link.getAttribute("href"))];
}"""

AS_OF = "2026-10-05T18:42:00+00:00"
WHEN = ", as of Oct 5, 2026, 11:42 AM"
LISTING = {"kind": "listing", "id": "L-1", "title": "118 <b>Lantern</b> Street"}
CALL = {"handle": "r1", "name": "find_listings", "title": "Looking for listings", "as_of": AS_OF}


async def tell(
    page: Page, *notes: dict[str, Any], calls: Any = (), records: Any = ()
) -> tuple[list[str], list[str]]:
    said, links = await page.evaluate(TELL, [list(notes), list(calls), list(records)])
    return [each.replace("\u202f", " ") for each in said], links


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (
            {"record": LISTING, "field": "/price", "as_of": AS_OF},
            f"Listing 118 <b>Lantern</b> Street, price{WHEN}",
        ),
        ({"record": LISTING, "field": "/square_feet"}, f"Listing {LISTING['title']}, square feet"),
        ({"record": {**LISTING, "kind": "email_draft"}}, f"Email draft {LISTING['title']}"),
        ({"handle": "r1", "field": "/count"}, f"Looking for listings (tool), count{WHEN}"),
        ({"handle": "r1", "field": "/rows/0/price"}, f"Looking for listings (tool), price{WHEN}"),
        ({"handle": "r1", "field": ""}, f"Looking for listings (tool){WHEN}"),
        ({"handle": "r1", "label": "Asked"}, f"Looking for listings (tool), Asked{WHEN}"),
        ({"handle": "r9", "field": "/count"}, "A result (tool), count"),
        ({"message": "a-turn"}, "You said so"),
        ({"message": "now"}, "Worked out from the time you asked"),
    ],
    ids=repr,
)
async def test_a_source_is_told(blank_page: Page, source: dict[str, Any], words: str) -> None:
    assert (await tell(blank_page, {"source": source}, calls=[CALL]))[0] == [words]


async def test_a_record_is_linked_where_it_has_a_page(blank_page: Page) -> None:
    note = {"source": {"record": LISTING, "field": "/price"}}
    assert (await tell(blank_page, note))[1] == []
    route = {**LISTING, "route": "/crm/listings/L-1/"}
    assert (await tell(blank_page, note, records=[route]))[1] == ["/crm/listings/L-1/"]
    hostile = {**LISTING, "route": "javascript:alert(1)"}
    assert (await tell(blank_page, note, records=[hostile]))[1] == []


async def test_findings_are_told_with_sources_and_nothing_twice(blank_page: Page) -> None:
    said = {"source": {"message": "t"}}
    finding = {"finding": {"code": "unsourced_fact", "notice": "Not found."}}
    silent = {"finding": {"code": "unsourced_fact"}}
    odd = {"source": {"as_of": "yesterday"}}
    told, _ = await tell(blank_page, finding, said, said, silent, odd)
    assert told == ["Not found.", "You said so", "Something here should be looked at."]

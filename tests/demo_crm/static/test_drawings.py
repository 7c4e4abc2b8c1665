"""drawings.js: the demo's widgets, drawn from the records beside them."""

from typing import Any

import pytest
from playwright.async_api import expect

from assistant.core.wire.commands import Send
from tests.support.chat_page import ChatPage
from tests.support.chat_server import ChatServer

pytestmark = pytest.mark.asyncio(loop_scope="session")


def a_record(kind: str, key: str, title: str, **values: Any) -> dict[str, Any]:
    route = f"/crm/{kind}s/{key}/"
    return {"kind": kind, "id": key, "title": title, "route": route, "values": values}


ALDER = a_record(
    "listing", "L-1042", "12 Alder <Court>", address="12 Alder <Court>", town="San Jose",
    neighbourhood="Naglee Park", zip="95112", price=1250000, currency="USD", beds=3, baths=2.5,
    square_feet=1850, year_built=1938, status="active", summary="By the creek.",
)  # fmt: skip
LANTERN = a_record(
    "listing", "L-1077", "480 Lantern Street", address="480 Lantern Street", town="San Jose",
    price=989500, currency="USD", beds=2, baths=1, square_feet=1120, status="pending",
)  # fmt: skip
JORDAN = a_record(
    "contact", "C-201", "Jordan Wrenfield", name="Jordan Wrenfield", tags=["buyer"],
    email="jordan@example.com", phone="(408) 555-0142", company="Joinery", town="San Jose",
)  # fmt: skip
NAME_ONLY = a_record("contact", "C-202", "Kim", name="Kim", tags=[])
DRAFT = a_record(
    "email_draft", "D-31", "Hello", to_name="Jordan", to_email="jordan@example.com", subject="x"
)
TASK = a_record("task", "T-77", "Call Jordan", due="2026-10-14", done=False)

SHOWING = a_record(
    "appointment", "A-31", "Showing at 12 <Alder> Court", starts="2026-08-14T15:00:00-04:00",
    ends="2026-08-14T16:00:00-04:00", place="12 <Alder> Court, San Jose",
    person="Jordan Wrenfield",
)  # fmt: skip
POST = a_record("social_post", "P-1", "Instagram post about 12 <Alder> Court", network="instagram")
SITE = a_record(
    "website", "W-1", "Website of 12 <Alder> Court", address="12 <Alder> Court", town="San Jose",
    price=1250000, currency="USD", beds=3, baths=2.5, square_feet=1850,
)  # fmt: skip


async def draw(
    chat: ChatPage, server: ChatServer, widget: str, payload: Any, *records: Any
) -> None:
    await chat.ask("Hi")
    await server.hear(Send)
    ready = {"revision": 2, "state": "ready", "widget": widget, "version": 1}
    await server.show(0, **ready, payload=payload, records=records)


async def test_a_listing_card_shows_the_record_and_the_note(
    chat: ChatPage, server: ChatServer
) -> None:
    await draw(chat, server, "listing_card", {"listing": "L-1042", "note": "Quiet."}, ALDER)
    drawn = chat.log.locator(".crm-card")
    for words in ["$1,250,000", "3 bd · 2.5 ba · 1,850 sq ft · built 1938", "Active", "Quiet."]:
        await expect(drawn).to_contain_text(words)
    link = drawn.get_by_role("link", name="12 Alder <Court>")
    await expect(link).to_have_attribute("href", "/crm/listings/L-1042/")


async def test_a_listing_list_keeps_the_order_of_the_payload(
    chat: ChatPage, server: ChatServer
) -> None:
    payload = {"listings": ["L-1077", "L-1042"], "title": "Two homes"}
    await draw(chat, server, "listing_list", payload, ALDER, LANTERN)
    await expect(chat.log.get_by_role("link")).to_have_text(["480 Lantern Street", ALDER["title"]])
    await expect(chat.log.get_by_role("heading")).to_have_text("Two homes")


async def test_a_contact_card_links_to_the_person_and_their_mail(
    chat: ChatPage, server: ChatServer
) -> None:
    await draw(chat, server, "contact_card", {"contact": "C-201"}, JORDAN)
    await expect(chat.log.get_by_role("link", name="Jordan")).to_have_count(2)
    mail = chat.log.get_by_role("link", name="jordan@example.com")
    await expect(mail).to_have_attribute("href", "mailto:jordan@example.com")
    await expect(chat.log).to_contain_text("Joinery, San Jose")


async def test_what_is_not_known_of_a_person_leaves_no_gap(
    chat: ChatPage, server: ChatServer
) -> None:
    await draw(chat, server, "contact_card", {"contact": "C-202"}, NAME_ONLY)
    await expect(chat.log.locator(".crm-about > *")).to_have_count(1)


async def test_an_email_is_read_while_it_is_written(chat: ChatPage, server: ChatServer) -> None:
    await chat.ask("Hi")
    await server.hear(Send)
    await server.show(0, revision=1, state="pending", widget="email_draft", version=1)
    await server.say("Hi Jordan,\n\nA <b>home", field="body")
    await expect(chat.log.locator(".crm-body p")).to_have_text(["Hi Jordan,", "A <b>home"])
    payload = {"draft": "D-31", "subject": "A home", "body": "Hi Jordan,\n\nBest,\nAlice"}
    ready = {"revision": 2, "state": "ready", "widget": "email_draft", "version": 1}
    await server.show(0, **ready, payload=payload, records=(DRAFT,))
    await expect(chat.log.locator("dd")).to_have_text(["Jordan <jordan@example.com>", "A home"])


async def test_a_task_says_when_it_is_due(chat: ChatPage, server: ChatServer) -> None:
    await draw(chat, server, "task", {"task": "T-77", "note": "Soon."}, TASK)
    await expect(chat.log).to_contain_text("Call JordanDue Oct 14, 2026Soon.")
    await expect(chat.log.get_by_role("img", name="To do")).to_be_visible()


async def test_an_appointment_says_when_where_and_with_whom(
    chat: ChatPage, server: ChatServer
) -> None:
    payload = {"appointment": "A-31", "note": "Bring keys."}
    await draw(chat, server, "appointment", payload, SHOWING)
    drawn = chat.log.locator(".crm-appointment .crm-about")
    said = (await drawn.inner_text()).replace("\u202f", " ").splitlines()
    assert [line for line in said if line] == [
        "Showing at 12 <Alder> Court",
        "Fri, Aug 14, 2026, 3:00 PM to 4:00 PM",
        "12 <Alder> Court, San Jose",
        "With Jordan Wrenfield",
        "Bring keys.",
    ]
    link = drawn.get_by_role("link")
    await expect(link).to_have_attribute("href", "/crm/appointments/A-31/")


async def test_an_appointment_over_midnight_names_both_days(
    chat: ChatPage, server: ChatServer
) -> None:
    values = {"starts": "2026-08-14T23:30:00+02:00", "ends": "2026-08-15T00:30:00+02:00"}
    bare = a_record("appointment", "A-32", "Call", **values)
    await draw(chat, server, "appointment", {"appointment": "A-32"}, bare)
    said = (await chat.log.locator(".crm-facts").inner_text()).replace("\u202f", " ")
    assert said == "Fri, Aug 14, 2026, 11:30 PM to Aug 15, 2026, 12:30 AM"
    await expect(chat.log.locator(".crm-day")).to_have_text("Aug14")


async def test_a_record_that_is_missing_costs_only_its_block(
    chat: ChatPage, server: ChatServer
) -> None:
    await chat.page.evaluate("console.error = () => {}")
    await draw(chat, server, "task", {"task": "T-78"}, TASK)
    await expect(chat.log).to_contain_text("it could not be shown")


async def test_a_post_says_where_it_goes_and_that_nothing_is_published(
    chat: ChatPage, server: ChatServer
) -> None:
    text = "A <b>yard\n\nListing courtesy of North Porch."
    await draw(chat, server, "social_post", {"post": "P-1", "text": text}, POST)
    drawn = chat.log.locator(".crm-post")
    await expect(drawn.locator(".crm-tag")).to_have_text("Instagram")
    await expect(drawn.locator(".crm-body p")).to_have_text(text.split("\n\n"))
    await expect(drawn).to_contain_text("Nothing is published.")
    await expect(drawn.get_by_role("link")).to_have_text(POST["title"])


async def test_a_website_shows_the_facts_of_its_home(chat: ChatPage, server: ChatServer) -> None:
    payload = {"website": "W-1", "headline": "Lemons & light", "text": "By the creek."}
    await draw(chat, server, "website", payload, SITE)
    drawn = chat.log.locator(".crm-site")
    await expect(drawn.get_by_role("heading")).to_have_text("Lemons & light")
    for words in ["12 <Alder> Court, San Jose", "$1,250,000 · 3", "1,850", "By the creek."]:
        await expect(drawn).to_contain_text(words)


async def test_a_post_is_read_while_it_is_written(chat: ChatPage, server: ChatServer) -> None:
    await chat.ask("Hi")
    await server.hear(Send)
    await server.show(0, revision=1, state="pending", widget="social_post", version=1)
    await server.say("A yard", field="text")
    await expect(chat.log.locator(".crm-unfinished")).to_have_text("Writing the post…A yard")


async def test_who_asked_not_to_be_contacted_is_marked(chat: ChatPage, server: ChatServer) -> None:
    values = {**NAME_ONLY["values"], "do_not_contact": True}
    quiet = {**NAME_ONLY, "values": values}
    await draw(chat, server, "contact_card", {"contact": "C-202"}, quiet)
    await expect(chat.log.locator(".crm-person")).to_contain_text("Asked not to be contacted")


RANGE = {
    "from": "r2", "rows": "/estimate",
    "columns": [
        {"path": "/name", "label": "Estimate"},
        {"path": "/price_per_foot", "label": "Per sq ft", "format": "money"},
        {"path": "/price", "label": "Price", "format": "money"},
    ],
}  # fmt: skip
SALES = {
    "from": "r2", "rows": "/comparables",
    "columns": [
        {"path": "/address", "label": "Sold"},
        {"path": "/price", "label": "Price", "format": "money"},
    ],
}  # fmt: skip
ANALYSIS = {"listing": "L-1042", "estimate": RANGE, "sales": SALES, "note": "Few sales."}


async def draw_analysis(
    chat: ChatPage, server: ChatServer, estimates: list[Any], sales: list[Any]
) -> None:
    await chat.ask("Hi")
    await server.hear(Send)
    ready = {"revision": 2, "state": "ready", "widget": "market_analysis", "version": 1}
    figures = {"/estimate": estimates, "/sales": sales}
    await server.show(0, **ready, payload=ANALYSIS, records=(ALDER,), figures=figures)


async def test_a_market_analysis_shows_the_range_and_the_sales(
    chat: ChatPage, server: ChatServer
) -> None:
    rows = [["low", 615, 1033000], ["middle", 628, 1054000], ["high", 713, 1197000]]
    await draw_analysis(chat, server, rows, [["1 Elm", 980000]])
    drawn = chat.log.locator(".crm-market")
    await expect(drawn.locator("dt")).to_have_text(["low", "middle", "high"])
    await expect(drawn.locator("dd b")).to_have_text(["$1,033,000", "$1,054,000", "$1,197,000"])
    for words in ["Asking $1,250,000", "$628 / sq ft", "Few sales.", "1 Elm$980,000"]:
        await expect(drawn).to_contain_text(words)
    await expect(drawn.get_by_role("region", name="Like homes sold nearby")).to_be_visible()


async def test_a_market_analysis_without_an_estimate_says_so(
    chat: ChatPage, server: ChatServer
) -> None:
    await draw_analysis(chat, server, [], [])
    drawn = chat.log.locator(".crm-market")
    await expect(drawn).to_contain_text("Too few like homes were sold nearby: no estimate.")
    await expect(drawn.locator("dl, table")).to_have_count(0)

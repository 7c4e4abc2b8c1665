"""forms.js: every field has a labelled control, and none of them can be sent yet."""

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

pytestmark = pytest.mark.asyncio(loop_scope="session")

SHOW = """async (payload) => {
  const { drawForm } = await import("/static/assistant/forms.js");
  document.body.replaceChildren(drawForm({ id: "t.0", payload }));
}"""
FIELDS = [
    {"name": "name", "kind": "text", "label": "Full <name>", "required": True, "value": "Ada"},
    {"name": "note", "kind": "long_text", "label": "Note", "hint": "A few words.", "value": "A\nB"},
    {"name": "rooms", "kind": "number", "label": "Rooms", "value": "2.5"},
    {"name": "budget", "kind": "money", "label": "Budget", "value": "1250000"},
    {"name": "day", "kind": "date", "label": "Day", "value": "2026-08-14"},
    {"name": "way", "kind": "choice", "label": "Way", "options": ["Car", "Bike"], "value": "Bike"},
    {"name": "other", "kind": "choice", "label": "Other", "options": ["A", "B"], "value": "C"},
    {"name": "new", "kind": "checkbox", "label": "New here", "value": "yes"},
    {"name": "old", "kind": "checkbox", "label": "Been here"},
    {"name": "open", "kind": "money", "label": "Nothing yet"},
]
PAYLOAD = {"title": "New customer", "fields": FIELDS, "submit": "Add"}


@pytest_asyncio.fixture(loop_scope="session")
async def form(blank_page: Page) -> Page:
    await blank_page.evaluate(SHOW, PAYLOAD)
    return blank_page


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Full <name> (required)", "Ada"),
        ("Note", "A\nB"),
        ("Rooms", "2.5"),
        ("Budget", "$1,250,000"),
        ("Day", "2026-08-14"),
        ("Way", "Bike"),
        ("Other", ""),
        ("Nothing yet", ""),
    ],
)
async def test_a_field_has_its_label_and_its_value(form: Page, label: str, value: str) -> None:
    await expect(form.get_by_label(label, exact=True)).to_have_value(value)


async def test_a_checkbox_is_ticked_by_yes(form: Page) -> None:
    await expect(form.get_by_label("New here")).to_be_checked()
    await expect(form.get_by_label("Been here")).not_to_be_checked()


async def test_nothing_can_be_filled_in_or_sent_and_the_form_says_so(form: Page) -> None:
    for control in await form.locator("input, select, textarea, button").all():
        await expect(control).to_be_disabled()
    whole = form.get_by_role("form", name="New customer")
    await expect(whole).to_have_accessible_description(
        "This form cannot be sent yet. Write the details as a message instead."
    )
    await expect(whole.get_by_role("button", name="Add")).to_be_visible()


async def test_a_hint_describes_its_field(form: Page) -> None:
    await expect(form.get_by_label("Note")).to_have_accessible_description("A few words.")


async def test_a_required_field_is_marked(form: Page) -> None:
    await expect(form.get_by_label("Full <name>")).to_have_attribute("required", "")

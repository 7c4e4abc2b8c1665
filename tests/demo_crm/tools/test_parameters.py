"""What arguments a tool lets in."""

import jsonschema
import pytest

from demo_crm.host import HOST


def fits(tool: str, **arguments) -> bool:
    return jsonschema.Draft202012Validator(HOST.tool(tool).parameters).is_valid(arguments)


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("find_listings", {}),
        ("find_listings", {"town": "San Jose", "min_beds": 4, "max_price": 2_000_000}),
        ("find_listings", {"min_baths": 2.5, "status": "sold", "sort": "newest", "limit": 20}),
        ("find_contacts", {"text": "Jordan", "tag": "buyer"}),
        ("create_contact", {"name": "Ines", "email": "i@example.com", "tags": ["first home"]}),
        ("draft_email", {"contact": "C-201", "subject": "Hi", "listings": ["L-1042"] * 6}),
        ("create_task", {"title": "Call", "due": "2026-08-06"}),
        ("create_task", {"title": "Call", "due": "2026-08-06T10:00:00.000Z"}),
        ("create_task", {"title": "Call", "due": "2026-08-06T10:00+02:00"}),
    ],
)
def test_what_makes_sense_fits(tool, arguments):
    assert fits(tool, **arguments)


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("find_listings", {"min_beds": "4"}),
        ("find_listings", {"max_price": -1}),
        ("find_listings", {"min_baths": 2.3}),
        ("find_listings", {"status": "haunted"}),
        ("find_listings", {"limit": 21}),
        ("find_listings", {"limit": 0}),
        ("find_listings", {"owner": "bob"}),
        ("get_listing", {}),
        ("find_contacts", {"text": ""}),
        ("create_contact", {"email": "i@example.com"}),
        ("create_contact", {"name": "Ines", "email": "none"}),
        ("create_contact", {"name": "Ines", "tags": ["a|b"]}),
        ("create_contact", {"name": "Ines", "shared": True}),
        ("draft_email", {"contact": "C-201", "subject": "Hi", "listings": ["L-1042"] * 7}),
        ("draft_email", {"contact": "C-201", "subject": "Hi", "body": "..."}),
        ("create_task", {"title": "Call", "due": "tomorrow"}),
        ("create_task", {"title": "Call", "due": "2026-08-06T10:00"}),
        ("create_task", {"title": "Call", "due": "0001-01-01T00:00+14:00"}),
    ],
)
def test_what_makes_no_sense_does_not(tool, arguments):
    assert not fits(tool, **arguments)

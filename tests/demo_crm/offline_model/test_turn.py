"""What was shown and found earlier, asked of a turn."""

from dataclasses import replace
from typing import Any

from demo_crm.offline_model.turn import Result, Turn, Widget
from tests.demo_crm.offline_model.conversation import listings


def turn(*widgets: Widget, results: tuple[Result, ...] = (), page: str = "") -> Turn:
    told: dict[str, Any] = {
        "said": "",
        "is_repair": False,
        "now": None,
        "member": "",
        "outcomes": (),
    }
    return Turn(**told, page=page, widgets=widgets, results=results)


CARD = Widget("listing_card", {"listing": "L-1"})
LIST = Widget("listing_list", {"listings": ["L-2", "L-3"]})
TABLE = Widget("table", {"from": "r1", "rows": "/listings"})


def test_listings_come_from_every_widget_that_shows_some() -> None:
    found = Result("find_listings", "r1", listings(4, 5))
    shown = turn(CARD, LIST, Widget("task", {"task": "T-1"}), TABLE, results=(found,))
    assert list(shown.shown_listings()) == [["L-1"], ["L-2", "L-3"], ["L-4", "L-5"]]


def test_a_table_of_something_else_shows_no_listings() -> None:
    assert list(turn(TABLE).shown_listings()) == [[]]
    found = Result("find_contacts", "r1", {"contacts": []})
    assert list(turn(TABLE, results=(found,)).shown_listings()) == [[]]


def test_the_listing_at_hand_is_on_the_page_or_was_shown_alone() -> None:
    assert turn(CARD, page="/crm/listings/L-9/").listing_at_hand() == "L-9"
    assert turn(CARD, LIST).listing_at_hand() == "L-1"
    assert turn(LIST, CARD).listing_at_hand() is None


def test_the_contact_at_hand_was_shown_last() -> None:
    first, second = (Widget("contact_card", {"contact": name}) for name in ("C-1", "C-2"))
    assert turn(CARD, second, first).contact_at_hand() == "C-2"
    assert turn(CARD).contact_at_hand() is None


def test_what_this_message_found_comes_before_the_page() -> None:
    found = Result("find_listings", "r1", listings(1))
    later = turn(LIST, page="/crm/listings/L-9/").after([CARD], [found])
    assert later.listing_at_hand() == "L-1"
    assert list(later.shown_listings()) == [["L-1"], ["L-2", "L-3"]]
    assert later.row_of("L-1") == listings(1)["listings"][0]
    assert later.row_of("L-2") is None


def test_the_contact_at_hand_may_be_whom_a_draft_is_for() -> None:
    opened = Result("draft_email", "r1", {"draft": {"id": "D-1", "contact": "C-9"}, "listings": []})
    letter = Widget("email_draft", {"draft": "D-1"})
    assert turn(letter, results=(opened,)).contact_at_hand() == "C-9"
    assert turn(letter).contact_at_hand() is None


def test_a_wish_carries_what_is_still_to_be_done() -> None:
    waiting = replace(turn(), rest="book a call on Friday")
    assert waiting.carry("Open it") == "Open it, book a call on Friday"
    assert turn().carry("Open it") == "Open it"
    assert replace(waiting, rest="x" * 300).carry("Open it") == "Open it"


def test_a_chart_shows_listings_too() -> None:
    found = Result("find_listings", "r1", listings(4, 5))
    chart = Widget("chart", {"kind": "bar", "from": "r1", "rows": "/listings"})
    assert list(turn(chart, results=(found,)).shown_listings()) == [["L-4", "L-5"]]


def test_a_result_is_found_by_its_tool() -> None:
    latest, older = (Result("find_listings", handle, {}) for handle in ("r3", "r1"))
    assert turn(results=(latest, older)).result_of("find_listings") is latest
    assert turn().result_of("find_listings") is None

"""The scenes about listings: search, open one, pick one that was shown, compare. No I/O."""

from collections.abc import Mapping
from typing import Any

from demo_crm.offline_model import replies
from demo_crm.offline_model.intents import Filters, SearchListings
from demo_crm.offline_model.moves import Say, Scene, Use
from demo_crm.offline_model.replies import join, widget
from demo_crm.offline_model.turn import Result, Turn

MOST_CHOICES = 8
_LONGEST_LIST = 12
_NEXT = 'Say "the 2nd one" to open one of them, or "as a table" to compare them.'
_ORDER = {
    "price_asc": "the least expensive first",
    "price_desc": "the most expensive first",
    "newest": "the newest first",
}
_COLUMNS = (
    {"path": "/address", "label": "Address"},
    {"path": "/town", "label": "Town"},
    {"path": "/price", "label": "Price", "format": "money"},
    {"path": "/beds", "label": "Bedrooms", "format": "number"},
    {"path": "/baths", "label": "Bathrooms", "format": "number"},
    {"path": "/square_feet", "label": "Square feet", "format": "number"},
    {"path": "/listed_on", "label": "Listed", "format": "date"},
)


def search(wish: SearchListings) -> Scene:
    """Look for all that match; where a town has none, a neighbourhood may bear the name."""
    filters = wish.filters
    found = yield Use("find_listings", filters)
    if not found.value["count"] and "town" in filters:
        filters = _name_neighbourhood(filters)
        found = yield Use("find_listings", filters)
    if wish.as_table and found.value["listings"]:
        return Say(
            join(f"Here they are side by side{replies.place_of(filters)}.", _tabulate(found))
        )
    return Say(_tell_found(found.value, wish.filters, filters))


def open_match(filters: Filters) -> Scene:
    """Look for the one listing meant, and ask which if several match."""
    found = yield Use("find_listings", {**filters, "limit": MOST_CHOICES})
    if not found.value["count"] and "town" in filters:
        filters = _name_neighbourhood(filters)
        found = yield Use("find_listings", {**filters, "limit": MOST_CHOICES})
    listings = found.value["listings"]
    if len(listings) < 2:
        return Say(_tell_found(found.value, filters, filters))
    said = _tell_many(found.value["count"], len(listings), filters)
    return Say(join(f"{said} {replies.WHICH_LISTING}", replies.offer_listings(listings)))


def pick(position: int | None, turn: Turn) -> Scene | Say:
    """Open a listing that was shown before."""
    found = find_shown(position, turn)
    return found if isinstance(found, Say) else open_listing(found)


def find_shown(position: int | None, turn: Turn) -> str | Say:
    """The id of a listing shown before, or what to say where there is none.

    "The 3rd one" means the latest widget with that many listings: a card shown since does not
    hide the list it came from. So does "the last one", for widgets with more than one.
    """
    if position is None:
        return turn.listing_at_hand() or Say(replies.NOTHING_SHOWN)
    shown = list(turn.shown_listings())
    if not shown:
        return Say(replies.NOTHING_SHOWN)
    if position < 0:
        return next((ids for ids in shown if len(ids) > 1), shown[0])[-1]
    ids = next((ids for ids in shown if len(ids) >= max(position, 2)), shown[0])
    return ids[position - 1] if 0 < position <= len(ids) else Say(replies.LIST_IS_SHORTER)


def open_listing(listing: str) -> Scene:
    """Show one listing."""
    found = yield Use("get_listing", {"listing": listing})
    card = widget("listing_card", {"listing": found.value["listing"]["id"]})
    return Say(join("Here it is.", card))


def compare(turn: Turn) -> Say:
    """Lay the listings found last side by side; that takes no further call."""
    found = turn.result_of("find_listings")
    if found is None or not found.value["listings"]:
        return Say(replies.NOTHING_TO_COMPARE)
    return Say(join("Here they are side by side.", _tabulate(found)))


def _tabulate(found: Result) -> str:
    return widget("table", {"from": found.handle, "rows": "/listings", "columns": _COLUMNS})


def _name_neighbourhood(filters: Filters) -> dict[str, Any]:
    rest = {name: value for name, value in filters.items() if name != "town"}
    return {**rest, "neighbourhood": filters["town"]}


def _tell_found(found: Mapping[str, Any], asked: Filters, filters: Filters) -> str:
    ids = [listing["id"] for listing in found["listings"]][:_LONGEST_LIST]
    match ids:
        case []:
            return _tell_none(asked)
        case [listing]:
            said = _tell_one(found["count"], filters)
            return join(said, widget("listing_card", {"listing": listing}))
        case _:
            said = _tell_many(found["count"], len(ids), filters)
            return join(said, widget("listing_list", {"listings": ids}), _NEXT)


def _tell_none(filters: Filters) -> str:
    status = filters.get("status", "active")
    where, conditions = replies.place_of(filters), replies.conditions_of(filters)
    return f"I found no {status} listing{where}{conditions}. Try a wider search, or another town."


def _tell_one(count: int, filters: Filters) -> str:
    where = replies.place_of(filters)
    if count == 1:
        return f"One{_status(filters)} listing matches{where}."
    return f"Of {count} that match{where}, this is {_order(filters).removesuffix(' first')}."


def _tell_many(count: int, shown: int, filters: Filters) -> str:
    matching = f"{count}{_status(filters)} listings match{replies.place_of(filters)}"
    if count == shown:
        return f"{matching}, {_order(filters)}."
    return f"{matching}. Here are {shown} of them, {_order(filters)}."


def _status(filters: Filters) -> str:
    return f" {filters['status']}" if "status" in filters else ""


def _order(filters: Filters) -> str:
    return _ORDER[filters.get("sort", "price_asc")]

"""The scenes about listings: search, open one, pick one that was shown, compare. No I/O."""

from collections.abc import Mapping
from typing import Any

from demo_crm.offline_model import replies
from demo_crm.offline_model.intents import Chart, Filters, SearchListings
from demo_crm.offline_model.moves import Say, Scene, Use
from demo_crm.offline_model.replies import join, widget
from demo_crm.offline_model.turn import Result, Turn

MOST_CHOICES = 8
_LONGEST_LIST = 12
_ORDER = {
    "price_asc": "the least expensive first",
    "price_desc": "the most expensive first",
    "newest": "the newest first",
    "oldest": "the earliest listed first",
}
_COLUMNS = (
    {"path": "/address", "label": "Address"},
    {"path": "/town", "label": "Town"},
    {"path": "/price", "label": "Price", "format": "money"},
    {"path": "/beds", "label": "Beds", "format": "number"},
    {"path": "/baths", "label": "Baths", "format": "number"},
    {"path": "/square_feet", "label": "Sq ft", "format": "number"},
    {"path": "/listed_on", "label": "Listed", "format": "date"},
)
_MEASURES = {
    "price": {"path": "/price", "label": "Price", "format": "money"},
    "square_feet": {"path": "/square_feet", "label": "Square feet", "format": "number"},
    "beds": {"path": "/beds", "label": "Bedrooms", "format": "number"},
    "baths": {"path": "/baths", "label": "Bathrooms", "format": "number"},
    "year_built": {"path": "/year_built", "label": "Built", "format": "number"},
}
_BY_HOME = {"path": "/address", "label": "Address"}
_BY_DAY = {"path": "/listed_on", "label": "Listed", "format": "date"}
_MOST_BESIDE = 4
_MOST_DRAWN = 20
"""As many as the tool returns at once."""


def search(wish: SearchListings) -> Scene:
    """Look for all that match; where a town has none, a neighbourhood may bear the name."""
    filters = _widen(wish) if wish.chart else wish.filters
    found = yield Use("find_listings", filters)
    if not found.value["count"] and "town" in filters:
        filters = _name_neighbourhood(filters)
        found = yield Use("find_listings", filters)
    if wish.as_table and found.value["listings"]:
        return Say(join(_tell_rows(found.value, filters), _tabulate(found, filters)))
    if wish.chart and found.value["listings"]:
        return Say(join(_tell_rows(found.value, filters), _draw(found, wish.chart)))
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
    offered = replies.offer_listings(listings)
    return Say(join(f"{said} {replies.WHICH_LISTING}", offered), is_open=True)


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
        return turn.listing_at_hand() or Say(replies.NOTHING_SHOWN, is_open=True)
    shown = list(turn.shown_listings())
    if not shown:
        return Say(replies.NOTHING_SHOWN, is_open=True)
    if position < 0:
        return next((ids for ids in shown if len(ids) > 1), shown[0])[-1]
    ids = next((ids for ids in shown if len(ids) >= max(position, 2)), shown[0])
    if 0 < position <= len(ids):
        return ids[position - 1]
    return Say(replies.LIST_IS_SHORTER, is_open=True)


def open_listing(listing: str) -> Scene:
    """Show one listing."""
    found = yield Use("get_listing", {"listing": listing})
    card = widget("listing_card", {"listing": found.value["listing"]["id"]})
    return Say(join("Here it is.", card))


def compare(turn: Turn, *, side_by_side: bool = False) -> Say:
    """Lay the listings found last side by side; that takes no further call."""
    found = turn.result_of("find_listings")
    if found is None or not found.value["listings"]:
        return Say(replies.NOTHING_TO_COMPARE)
    is_narrow = side_by_side and 1 < len(found.value["listings"]) <= _MOST_BESIDE
    shown = _lay_beside(found) if is_narrow else _tabulate(found, {})
    return Say(join("Here they are side by side.", shown))


def draw_shown(chart: Chart, turn: Turn) -> Say:
    """Draw the listings found last to scale; that takes no further call."""
    found = turn.result_of("find_listings")
    if found is None or not found.value["listings"]:
        return Say(replies.NOTHING_TO_COMPARE)
    return Say(join("Here they are, drawn to scale.", _draw(found, chart)))


def _tabulate(found: Result, filters: Filters) -> str:
    """A column that says the same in every row is left out: the sentence above has said it."""
    columns = [each for each in _COLUMNS if each["path"] != "/town" or "town" not in filters]
    return widget("table", {"from": found.handle, "rows": "/listings", "columns": columns})


def _lay_beside(found: Result) -> str:
    return widget(
        "comparison", {"from": found.handle, "rows": "/listings", "columns": list(_COLUMNS)}
    )


def _draw(found: Result, chart: Chart) -> str:
    columns = [_BY_DAY if chart.over_time else _BY_HOME]
    columns += [_MEASURES[measure] for measure in chart.measures]
    source = {"from": found.handle, "rows": "/listings", "columns": columns}
    return widget("chart", {"kind": chart.kind, **source})


def _widen(wish: SearchListings) -> Filters:
    """What a chart is drawn of: as many as there are, in the order of time if it shows that."""
    order = {"sort": "oldest"} if wish.chart and wish.chart.over_time else {}
    return {"limit": _MOST_DRAWN, **order, **wish.filters}


def _tell_rows(found: Mapping[str, Any], filters: Filters) -> str:
    """What a table or a chart is of."""
    if len(found["listings"]) == 1:
        return _tell_one(found["count"], filters)
    return _tell_many(found["count"], len(found["listings"]), filters)


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
            return join(said, widget("listing_list", {"listings": ids}), replies.OPEN_OR_COMPARE)


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

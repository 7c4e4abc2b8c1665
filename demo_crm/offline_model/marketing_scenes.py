"""The scenes about one home: the best of several, its market, a website, a post. No I/O."""

from typing import Any

from demo_crm.offline_model import advertising
from demo_crm.offline_model.intents import PickBest, WritePost
from demo_crm.offline_model.listing_reference import find_one
from demo_crm.offline_model.moves import Say, Scene, Use
from demo_crm.offline_model.replies import join, widget
from demo_crm.offline_model.turn import Turn

_ESTIMATE = (
    {"path": "/name", "label": "Estimate"},
    {"path": "/price_per_foot", "label": "Per sq ft", "format": "money"},
    {"path": "/price", "label": "Price", "format": "money"},
)
_SALES = (
    {"path": "/address", "label": "Sold"},
    {"path": "/sold_on", "label": "On", "format": "date"},
    {"path": "/price", "label": "Price", "format": "money"},
    {"path": "/price_per_foot", "label": "Per sq ft", "format": "money"},
    {"path": "/square_feet", "label": "Sq ft", "format": "number"},
    {"path": "/miles", "label": "Miles away", "format": "number"},
)
_MOST = {
    ("price", True): "most expensive",
    ("price", False): "least expensive",
    ("listed_on", True): "newest",
    ("listed_on", False): "one listed longest",
    ("square_feet", True): "largest",
    ("square_feet", False): "smallest",
}
_RANGE = (
    "Here is what like homes nearby were sold for. Half of them lie between low and high; it is no "
    "appraisal."
)
_NO_RANGE = "Too few like homes were sold nearby and lately, so I give no estimate."
_NOT_ONE = "I have not shown you several homes to choose from. Ask for some homes first."
_WEBSITE = "Here is a website to finish. It is a fixed text of the script, and it is not online."
_POST = "Here is a post to finish. It is a fixed text of the script, and nothing is published."


def pick_best(wish: PickBest, turn: Turn) -> Say:
    """The one with the most or the least of the homes shown last; that takes no further call."""
    shown = next((ids for ids in turn.shown_listings() if len(ids) > 1), ())
    rows = [row for listing in shown if (row := turn.row_of(listing)) and wish.field in row]
    if not rows:
        return Say(_NOT_ONE, is_open=True)
    choose = max if wish.is_most else min
    best = choose(rows, key=lambda row: row[wish.field])
    said = f"Of those, this is the {_MOST[wish.field, wish.is_most]}."
    return Say(join(said, widget("listing_card", {"listing": best["id"]})))


def analyze(topic: str, turn: Turn) -> Scene:
    """What it may sell for, with the sales that rests on."""
    listing = yield from find_one(
        topic, turn, lambda home: turn.carry(f"Make a market analysis of {home}")
    )
    if isinstance(listing, Say):
        return listing
    found = yield Use("market_analysis", {"listing": listing})
    source: dict[str, Any] = {"from": found.handle}
    payload = {
        "listing": listing,
        "estimate": {**source, "rows": "/estimate", "columns": _ESTIMATE},
        "sales": {**source, "rows": "/comparables", "columns": _SALES},
    }
    said = _RANGE if found.value["estimate"] else _NO_RANGE
    return Say(join(said, widget("market_analysis", payload)))


def build_website(topic: str, turn: Turn) -> Scene:
    """Begin a website and write it from the facts of the home."""
    listing = yield from find_one(
        topic, turn, lambda home: turn.carry(f"Draft a website for {home}")
    )
    if isinstance(listing, Say):
        return listing
    made = yield Use("create_website_draft", {"listing": listing})
    home = made.value["listing"]
    payload = {
        "website": made.value["website"]["id"],
        "headline": advertising.write_headline(home),
        "text": advertising.write_page(home),
    }
    return Say(join(_WEBSITE, widget("website", payload)))


def write_post(wish: WritePost, turn: Turn) -> Scene:
    """Begin a post and write it from the facts of the home."""
    noun = f"{wish.network or 'social'} post"
    listing = yield from find_one(
        wish.topic, turn, lambda home: turn.carry(f"Draft a {noun} for {home}")
    )
    if isinstance(listing, Say):
        return listing
    network = {"network": wish.network} if wish.network else {}
    made = yield Use("draft_social_post", {"listing": listing, **network})
    payload = {
        "post": made.value["post"]["id"],
        "text": advertising.write_post(made.value["listing"]),
    }
    return Say(join(_POST, widget("social_post", payload)))

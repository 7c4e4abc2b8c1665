"""Reads which listings a member asks for: places, rooms, prices, order. No I/O.

One rule a row. A figure is taken out of the text, so that none is read twice.
"""

import re
from collections.abc import Callable
from typing import Any

from demo_crm.offline_model.amounts import (
    COUNT,
    MONEY,
    amount_pattern,
    read_amount,
    read_bounds,
    spread_unit,
)
from demo_crm.offline_model.intents import Filters
from demo_crm.offline_model.places import read_place

NOUN = r"(?:homes?|houses?|listings?|propert(?:y|ies)|condos?|townhouses?|places?|apartments?)"
PLURAL_NOUN = r"(?:homes|houses|listings|properties|condos|townhouses|places|apartments)"
SINGLE_NOUN = r"(?:home|house|listing|property|condo|townhouse|place|apartment)\b"
_BEDS = r"(?:be?d[a-z]*|br)\b"
_BATHS = r"ba(?:th[a-z]*)?\b"
CHEAPEST = r"(?:cheapest|least expensive|lowest[- ]priced?|most affordable)"
DEAREST = r"(?:most expensive|priciest|dearest|highest[- ]priced?)"
NEWEST = r"(?:newest|latest|most recent|just listed)"
OLDEST = r"(?:oldest listed|longest on the market|listed longest)"
_BEST = rf"(?:{CHEAPEST}|{DEAREST}|{NEWEST})"

FIGURES = frozenset({"zip", "min_beds", "max_beds", "min_baths", "min_price", "max_price"})
"""Filters that by themselves tell a search for listings."""

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], dict[str, Any]]]


def read_filters(text: str) -> Filters:
    """The arguments of `find_listings` that the text names; empty if it names none."""
    filters: dict[str, Any] = {}
    rest = spread_unit(spread_unit(text, COUNT, _BEDS), COUNT, _BATHS)
    for pattern, read in _FIGURES:
        while found := pattern.search(rest):
            filters = _narrow(filters, read(found))
            # The bar keeps what stood on both sides of it from becoming one phrase.
            rest = f"{rest[: found.start()]} | {rest[found.end() :]}"
    for pattern, read in _ORDER:
        if found := pattern.search(rest):
            filters |= read(found)
    return filters | read_place(rest)


def is_about_listings(text: str) -> bool:
    """Whether the text speaks of homes for sale."""
    return bool(_ABOUT.search(text))


def _narrow(filters: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """Both wishes at once: of two limits on the same side, the tighter one."""
    tighter = {"min": max, "max": min}
    return {
        **filters,
        **{
            name: tighter[name[:3]](filters[name], value)
            if name in filters and name[:3] in tighter
            else value
            for name, value in more.items()
        },
    }


def _read_beds(found: re.Match[str]) -> dict[str, Any]:
    bounds = read_bounds(found, step=1)
    return _name("beds", bounds.least, bounds.most)


def _read_baths(found: re.Match[str]) -> dict[str, Any]:
    return _name("baths", read_bounds(found, step=0.5).least, None)


def _read_price(found: re.Match[str]) -> dict[str, Any]:
    bounds = read_bounds(found, step=0)
    # One price by itself is a budget.
    least = None if bounds.least == bounds.most else bounds.least
    return _name("price", least, bounds.most)


def _name(what: str, least: float | None, most: float | None) -> dict[str, Any]:
    bounds = {f"min_{what}": least, f"max_{what}": most}
    return {
        name: int(value) if value == int(value) else value
        for name, value in bounds.items()
        if value is not None
    }


def _always(**arguments: Any) -> Callable[[re.Match[str]], dict[str, Any]]:
    return lambda _: arguments


def _rule(pattern: str, read: Callable[[re.Match[str]], dict[str, Any]]) -> Rule:
    return re.compile(pattern, re.IGNORECASE), read


def _read_limit(found: re.Match[str]) -> dict[str, Any]:
    return {"limit": max(1, min(int(read_amount(found["count"])), 12))}


_ABOUT = re.compile(
    rf"\b{NOUN}\b|\bfor sale\b|\breal estate\b|\b(?:find|show)(?: me)? (?:some|any)thing\b",
    re.IGNORECASE,
)
# Taken out of the text, in this order.
_FIGURES: tuple[Rule, ...] = (
    _rule(r"\bzip(?:\s*code)?\s*:?\s*(?P<zip>\d{5})\b", lambda found: {"zip": found["zip"]}),
    _rule(r"\b(?P<zip>\d{5})\s+zip(?:\s*code)?\b", lambda found: {"zip": found["zip"]}),
    _rule(r"\b(?:in|near|around)\s+(?P<zip>\d{5})\b", lambda found: {"zip": found["zip"]}),
    (amount_pattern(COUNT, _BEDS), _read_beds),
    (amount_pattern(COUNT, _BATHS), _read_baths),
    (amount_pattern(MONEY, ""), _read_price),
)
# Left in the text: an order and how many may stand in the same few words.
_ORDER: tuple[Rule, ...] = (
    _rule(rf"\b{CHEAPEST}\b", _always(sort="price_asc")),
    _rule(rf"\b{DEAREST}\b", _always(sort="price_desc")),
    _rule(rf"\b{NEWEST}\b", _always(sort="newest")),
    _rule(rf"\b{OLDEST}\b", _always(sort="oldest")),
    # "The cheapest 3-bedroom": the figure has become a bar, and no noun in the plural follows.
    _rule(rf"\b{_BEST}\s+\|(?![\s|]*(?:\w+\s+){{0,2}}?{PLURAL_NOUN}\b)", _always(limit=1)),
    _rule(rf"\b{_BEST}\s+(?:one\b|(?:[\w|]+\s+){{0,3}}?{SINGLE_NOUN})", _always(limit=1)),
    _rule(rf"\b(?:top|first)\s+(?P<count>{COUNT})\b", _read_limit),
    _rule(rf"\b(?P<count>{COUNT})\s+{_BEST}", _read_limit),
    _rule(rf"\ball\s+(?:of\s+)?(?:the\s+|my\s+|our\s+)?(?:\w+\s+)?{NOUN}", _always(limit=12)),
    _rule(r"\bpending\b", _always(status="pending")),
    _rule(r"\bsold\b", _always(status="sold")),
)

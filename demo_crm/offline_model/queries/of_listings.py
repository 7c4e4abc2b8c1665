"""Reads what homes are wished for. No I/O."""

from datetime import date

from demo_crm.invention.vocabulary import OFFICES, STYLES
from demo_crm.offline_model.queries.amounts_of import (
    BATHS,
    BEDS,
    PRICES,
    SIZES,
    YEARS,
    take_amounts,
)
from demo_crm.offline_model.queries.draft import Draft, compare, words
from demo_crm.offline_model.queries.places_of import take_places
from demo_crm.offline_model.queries.rows_of import Vocabulary, take_rows
from demo_crm.offline_model.queries.times_of import (
    AGE,
    SINCE,
    STRETCH,
    read_age,
    read_since,
    read_stretch,
)

NOUN = r"homes?|houses?|listings?|propert(?:y|ies)|places?|villas?|real estate"
VOCABULARY = Vocabulary(
    fields={
        "price": r"(?:asking )?prices?|costs?|budget",
        "town": r"towns?|cit(?:y|ies)|locations?|places?",
        "neighbourhood": r"neighbou?rhoods?|areas?|districts?",
        "zip": r"zips?(?: codes?)?|postal codes?",
        "beds": r"(?:number of )?bed(?:room)?s?",
        "baths": r"(?:number of )?bath(?:room)?s?",
        "square_feet": r"sizes?|square feet|sqft|floor area",
        "year_built": r"year built|age|year|built",
        "status": r"status(?:es)?",
        "listed_on": r"list(?:ing|ed)(?: date| on)?|dates?|newest",
        "sold_on": r"(?:sale|closing) dates?|sold on",
        "office": r"(?:listing )?offices?|brokers?",
        "summary": r"features?|description|style",
        "address": r"address(?:es)?|streets?",
        "commission": r"commissions?",
    },
    orders={
        r"cheapest|cheap|affordable|least expensive|lowest[- ]priced?|most affordable": (
            "price",
            False,
        ),
        r"most expensive|priciest|dearest|highest[- ]priced?": ("price", True),
        r"newest listings?|newest|latest|most recent|just listed": ("listed_on", True),
        r"oldest listings?|longest on the market|listed longest": ("listed_on", False),
        r"largest|biggest": ("square_feet", True),
        r"smallest": ("square_feet", False),
        r"most bed(?:room)?s": ("beds", True),
    },
    figures=("price", "square_feet", "beds", "baths", "year_built", "commission"),
    groups=("town", "neighbourhood", "zip", "status", "beds", "baths", "office", "year_built"),
)
_STATUS = {
    "active": r"active|available|for sale|on the market|unsold|open",
    "pending": r"pending|under contract|in escrow",
    "sold": r"sold|closed",
}
_NOT_STATUS = words(
    r"(?:not|no|nothing|without|except|isn['’]t|aren['’]t|un)[\s-]*(?:yet\s+)?(?P<status>sold|pending)"
)
_LISTED = r"(?:list(?:ed|ings?)|new|added|came (?:up|on)|on the market|(?:homes?|houses?))"
_IN_STRETCH = words(rf"(?:{_LISTED}\s+)?(?:(?:in|within|from|of|during)\s+)?(?:the\s+)?{STRETCH}")
_SOLD = words(rf"(?:sold|closed|sales)\s+(?:(?:in|within|from|during)\s+)?(?:the\s+)?{STRETCH}")
_SOLD_SINCE = words(rf"(?:sold|closed|sales)\s+{SINCE}")
_LONG = words(
    r"(?:on the market|listed|for sale|unsold)\s+(?:for\s+)?"
    rf"(?:more than|over|longer than|at least)\s+{AGE}(?:\s+ago)?"
)
_SINCE = words(rf"(?:{_LISTED}\s+)?{SINCE}")
_FEATURES = (
    *(style.split()[0] if " house" in style else style for style in STYLES),
    "pool", "garden", "workshop", "deck", "lemon tree", "fireplace", "solar panels", "garage",
    "guest cottage", "porch", "view of the hills", "corner lot", "courtyard", "library", "train",
    "park", "school", "creek", "study", "sunny", "quiet",
)  # fmt: skip
_FEATURE = words(
    r"(?P<not>without\s+|no\s+|not\s+)?(?:(?:with|has|having|near|by|close to|at)\s+)?"
    rf"(?:(?:an?|the)\s+)?(?P<what>{'|'.join(_FEATURES)})s?"
)
_OR = words(r"or")
_OFFICE = words(rf"(?:by|of|from|courtesy of)?\s*(?P<office>{'|'.join(OFFICES)})")
_COMMISSION = words(
    r"commissions?\s*(?:of\s+)?(?P<op>over|above|under|below|at least|at most)?\s*"
    r"(?P<rate>\d(?:\.\d+)?)\s*%?"
)
_RATES = {"over": ">", "above": ">", "under": "<", "below": "<", "at least": ">=", "at most": "<="}


def read_listings(draft: Draft, today: date) -> None:
    """Everything the words say of homes, into the draft."""
    for found in draft.take(_COMMISSION):
        op = _RATES.get((found["op"] or "").lower(), "=")
        draft.ask("commission", op, float(found["rate"]))
    _take_times(draft, today)
    take_rows(draft, VOCABULARY)
    take_places(draft, of_homes=True)
    for field, patterns in {"beds": BEDS, "baths": BATHS, "square_feet": SIZES}.items():
        for pattern in patterns:
            take_amounts(draft, field, pattern)
    for pattern in YEARS:
        take_amounts(draft, "year_built", pattern)
    for pattern in PRICES:
        take_amounts(draft, "price", pattern, alone="<=")
    _take_status(draft)
    for found in draft.take(_OFFICE):
        draft.ask("office", "=", found["office"])
    _take_features(draft)


def _take_times(draft: Draft, today: date) -> None:
    if found := draft.take_one(_LONG):
        draft.ask("listed_on", "<", read_age(found, today))
        draft.ask("status", "=", "active")
    if found := draft.take_one(_SOLD):
        draft.rows["time"] = {"field": "sold_on", **read_stretch(found)}
    elif found := draft.take_one(_SOLD_SINCE):
        draft.rows["time"] = {"field": "sold_on", "from": read_since(found, today)}
    elif found := draft.take_one(_IN_STRETCH):
        draft.rows["time"] = {"field": "listed_on", **read_stretch(found)}
    elif found := draft.take_one(_SINCE):
        draft.rows["time"] = {"field": "listed_on", "from": read_since(found, today)}


def _take_status(draft: Draft) -> None:
    for found in draft.take(_NOT_STATUS):
        draft.ask("status", "!=", found["status"].lower())
    named = [value for value, said in _STATUS.items() if list(draft.take(words(said)))]
    if named:
        draft.ask("status", "in" if len(named) > 1 else "=", named if len(named) > 1 else named[0])


def _take_features(draft: Draft) -> None:
    is_either = _OR.search(draft.rest) is not None
    wanted = []
    for found in draft.take(_FEATURE):
        op = "not_contains" if found["not"] else "contains"
        condition = compare("summary", op, found["what"].lower())
        wanted += [condition] if condition not in wanted else []
    if is_either and len(wanted) > 1:
        draft.conditions.append({"or": wanted})
    else:
        draft.conditions += wanted

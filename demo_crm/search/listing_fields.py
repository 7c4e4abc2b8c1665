"""What members may ask the listings by. No I/O."""

from collections.abc import Mapping

from assistant.host import Choice, Collection, Example, Field, FieldType

STATUSES = (
    Choice("active", "For sale", ("available", "on the market", "open", "unsold")),
    Choice("pending", "Pending", ("under contract", "in escrow", "under offer")),
    Choice("sold", "Sold", ("closed",)),
)


def _all(*conditions: Mapping[str, object]) -> Mapping[str, object]:
    return {"and": list(conditions)}


_IN_SAN_JOSE = {"field": "town", "op": "=", "value": "San Jose"}

LISTINGS = Collection(
    name="listings",
    title="Listings",
    description="Homes of the member's brokerage, on the market or not.",
    fields=(
        Field(name="address", label="Address", type=FieldType.TEXT, synonyms=("street",)),
        Field(name="town", label="Town", type=FieldType.TEXT, synonyms=("city", "location")),
        Field(
            name="neighbourhood",
            label="Neighbourhood",
            type=FieldType.TEXT,
            synonyms=("neighborhood", "district", "part of town"),
        ),
        Field(
            name="zip",
            label="ZIP",
            type=FieldType.TEXT,
            synonyms=("zip code", "postal code", "postcode"),
        ),
        Field(
            name="price",
            label="Price",
            type=FieldType.MONEY,
            unit="USD",
            description="What is asked for it, or what it was sold for.",
            synonyms=("cost", "asking price", "budget"),
        ),
        Field(name="beds", label="Beds", type=FieldType.NUMBER, synonyms=("bedrooms", "br", "bd")),
        Field(
            name="baths",
            label="Baths",
            type=FieldType.NUMBER,
            synonyms=("bathrooms", "ba"),
            description="A half bath counts 0.5.",
        ),
        Field(
            name="square_feet",
            label="Size",
            type=FieldType.NUMBER,
            unit="sq ft",
            synonyms=("square feet", "sqft", "floor area", "living area"),
        ),
        Field(
            name="year_built",
            label="Year built",
            type=FieldType.NUMBER,
            synonyms=("built", "construction year"),
        ),
        Field(
            name="status",
            label="Status",
            type=FieldType.CHOICE,
            choices=STATUSES,
        ),
        Field(
            name="listed_on",
            label="Listed on",
            type=FieldType.DATE,
            synonyms=("listing date", "added", "came on the market"),
        ),
        Field(
            name="sold_on",
            label="Sold on",
            type=FieldType.DATE,
            synonyms=("sale date", "closed on"),
        ),
        Field(
            name="summary",
            label="Description",
            type=FieldType.TEXT,
            description="Style and features in words: bungalow, pool, walled garden.",
            synonyms=("features", "details"),
        ),
        Field(
            name="office",
            label="Listing office",
            type=FieldType.TEXT,
            synonyms=("courtesy of", "broker"),
        ),
        Field(
            name="commission",
            label="Commission",
            type=FieldType.NUMBER,
            unit="%",
            description="In percent of the price.",
        ),
    ),
    examples=(
        Example(
            text="3+ beds under 900k in San Jose, newest first",
            answer={
                "filter": _all(
                    {"field": "beds", "op": ">=", "value": 3},
                    {"field": "price", "op": "<", "value": 900000},
                    _IN_SAN_JOSE,
                ),
                "sort": [{"field": "listed_on", "order": "descending"}],
            },
        ),
        Example(
            text="also with a pool",
            current={"filter": _all(_IN_SAN_JOSE)},
            answer={
                "filter": _all(
                    _IN_SAN_JOSE, {"field": "summary", "op": "contains", "value": "pool"}
                )
            },
        ),
        Example(
            text="average price by town, dearest first",
            answer={
                "group": ["town"],
                "measures": [{"op": "average", "field": "price"}],
                "sort": [{"op": "average", "field": "price", "order": "descending"}],
            },
        ),
        Example(
            text="bungalows or cottages listed in the last 60 days",
            answer={
                "filter": {
                    "or": [
                        {"field": "summary", "op": "contains", "value": "bungalow"},
                        {"field": "summary", "op": "contains", "value": "cottage"},
                    ]
                },
                "time": {"field": "listed_on", "last": 60, "unit": "day"},
            },
        ),
        Example(
            text="slow",
            answer={"question": "Slow in which way: on the market for long? Since when?"},
        ),
    ),
    hints=(
        'There is no field for the kind of home: "condo", "Victorian", "garage" are looked for in '
        "summary.",
        "Ask for active ones only if the wish says so.",
        'A bare price, "around" or "budget" is the most to be paid.',
    ),
)

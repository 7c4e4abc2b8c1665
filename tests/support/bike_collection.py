"""Bikes that may be asked for in plain words: one field of every type."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from assistant.host import Choice, Collection, Example, Field, FieldType

NOW = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)
IN_NEW_YORK = NOW.astimezone(ZoneInfo("America/New_York"))

KINDS = (
    Choice("city", "City bike", ("commuter", "town bike")),
    Choice("cargo", "Cargo bike", ("freight",)),
    Choice("gravel", "Gravel bike"),
)

BIKES = Collection(
    name="bikes",
    title="Bikes",
    description="What stands in the shop.",
    fields=(
        Field(name="model", label="Model", type=FieldType.TEXT, synonyms=("name",)),
        Field(name="kind", label="Kind", type=FieldType.CHOICE, choices=KINDS),
        Field(name="tags", label="Tags", type=FieldType.TAGS, synonyms=("labels",)),
        Field(name="gears", label="Gears", type=FieldType.NUMBER, synonyms=("speeds",)),
        Field(name="weight", label="Weight", type=FieldType.NUMBER, unit="kg"),
        Field(name="price", label="Price", type=FieldType.MONEY, unit="USD", synonyms=("cost",)),
        Field(name="built", label="Built on", type=FieldType.DATE),
        Field(name="serviced", label="Last service", type=FieldType.MOMENT),
        Field(name="electric", label="Electric", type=FieldType.FLAG, synonyms=("e-bike",)),
    ),
    examples=(
        Example(
            text="cargo bikes under 2k, cheapest first",
            answer={
                "filter": {
                    "and": [
                        {"field": "kind", "op": "=", "value": "cargo"},
                        {"field": "price", "op": "<", "value": 2000},
                    ]
                },
                "sort": [{"field": "price", "order": "ascending"}],
            },
        ),
        Example(
            text="only electric ones",
            current={"filter": {"and": [{"field": "kind", "op": "=", "value": "cargo"}]}},
            answer={
                "filter": {
                    "and": [
                        {"field": "kind", "op": "=", "value": "cargo"},
                        {"field": "electric", "op": "=", "value": True},
                    ]
                }
            },
        ),
        Example(text="average price by kind", answer={
            "group": ["kind"], "measures": [{"op": "average", "field": "price"}],
        }),
        Example(text="asdf", answer={"question": "What kind of bike are you looking for?"}),
    ),
    hints=('"fast" means gravel bikes.',),
)  # fmt: skip


def where(field, op, value=None):
    """One condition as JSON."""
    return {"field": field, "op": op} | ({} if value is None else {"value": value})


def only(*conditions):
    """A query in which all of these hold."""
    return {"filter": {"and": list(conditions)}}

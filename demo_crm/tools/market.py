"""The tool that says what a home may sell for, and what that rests on."""

from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from assistant.host import Call, Effect, Tool
from demo_crm.database import in_database
from demo_crm.facts import Facts, listing_facts, whole_listing_facts
from demo_crm.market import (
    FEWEST,
    REACHES,
    Comparable,
    Estimate,
    Reach,
    estimate,
    find_comparables,
)
from demo_crm.models import Listing
from demo_crm.tools.lookup import get_listing_row
from demo_crm.tools.parameters import build_parameters, public_id

MOST_SHOWN = 12


@in_database
def market_analysis(call: Call) -> dict[str, Any]:
    subject = get_listing_row(call.actor, call.arguments["listing"])
    today = timezone.now().astimezone(ZoneInfo(call.actor.zone)).date()
    visible = Listing.objects.visible_to(call.actor).placed()
    sales = visible.sold_since(REACHES[-1].first_day(today))
    reach, found = find_comparables(subject, sales, today)
    per_foot = [each.price_per_foot for each in found]
    return {
        "listing": whole_listing_facts(subject),
        "within_miles": reach.miles,
        "within_months": reach.months,
        "count": len(found),
        "lowest_per_foot": min(per_foot, default=None),
        "highest_per_foot": max(per_foot, default=None),
        "estimate": [_tell_estimate(each) for each in estimate(subject, found)],
        "comparables": [_tell_comparable(each) for each in found[:MOST_SHOWN]],
        "no_estimate_because": _excuse(len(found), reach),
    }


def _tell_estimate(one: Estimate) -> Facts:
    return {"name": one.name, "price_per_foot": one.price_per_foot, "price": one.price}


def _tell_comparable(one: Comparable) -> Facts:
    home = listing_facts(one.home)
    kept = ("id", "address", "town", "price", "currency", "beds", "baths", "square_feet")
    sold_on = one.home.sold_on.isoformat() if one.home.sold_on else None
    return {
        **{name: home[name] for name in kept},
        "price_per_foot": one.price_per_foot,
        "sold_on": sold_on,
        "miles": one.miles,
    }


def _excuse(count: int, reach: Reach) -> str | None:
    if count >= FEWEST:
        return None
    return (
        f"Only {count} like homes were sold within {reach.miles:g} miles in {reach.months} months; "
        f"it takes {FEWEST} for an estimate."
    )


MARKET_ANALYSIS = Tool(
    name="market_analysis",
    title="Comparing with sales nearby",
    description=(
        "What one home may sell for: like homes sold nearby and lately (at most a quarter larger "
        "or smaller, one bedroom more or less), how many, the lowest and highest price per square "
        "foot, and a low, middle and high estimate from the quartiles. With fewer than "
        f"{FEWEST} there is no estimate: say so and guess none. Show it in the widget "
        "market_analysis."
    ),
    parameters=build_parameters({"listing": public_id("listing", "L-1042")}, "listing"),
    effect=Effect.READ,
    run=market_analysis,
)

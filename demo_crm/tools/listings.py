"""The tools that look for homes."""

from typing import Any

from assistant.host import Call, Effect, Tool
from demo_crm.database import in_database
from demo_crm.facts import listing_facts, whole_listing_facts
from demo_crm.models import Listing
from demo_crm.models.listings import ORDERS
from demo_crm.tools.lookup import get_listing_row
from demo_crm.tools.parameters import LIMIT, build_parameters, public_id, text, whole_number

HIGHEST_PRICE = 1_000_000_000


@in_database
def find_listings(call: Call) -> dict[str, Any]:
    wishes = {"status": Listing.Status.ACTIVE.value, **call.arguments}
    limit = wishes.pop("limit", LIMIT["default"])
    order = wishes.pop("sort", "price_asc")
    found = Listing.objects.visible_to(call.actor).matching(**wishes)
    shown = [listing_facts(listing) for listing in found.sorted_by(order)[:limit]]
    return {"count": found.count(), "shown": len(shown), "listings": shown}


@in_database
def get_listing(call: Call) -> dict[str, Any]:
    listing = get_listing_row(call.actor, call.arguments["listing"])
    return {"listing": whole_listing_facts(listing)}


FIND_LISTINGS = Tool(
    name="find_listings",
    title="Looking for listings",
    description=(
        "Search the brokerage's homes for sale. Limits are inclusive: more than 3 bedrooms is "
        "min_beds 4. Returns the count of all that match and the first few of them."
    ),
    parameters=build_parameters(
        {
            "town": text("Town, e.g. San Jose. Case does not matter.", 60),
            "neighbourhood": text("Neighbourhood within a town. Case does not matter.", 60),
            "zip": text("Postal code.", 10),
            "text": text("Words that stand together in the address or the summary.", 120),
            "min_price": whole_number("Lowest price in whole US dollars.", 0, HIGHEST_PRICE),
            "max_price": whole_number("Highest price in whole US dollars.", 0, HIGHEST_PRICE),
            "min_beds": whole_number("At least this many bedrooms.", 0, 50),
            "max_beds": whole_number("At most this many bedrooms.", 0, 50),
            "min_baths": {
                "type": "number",
                "minimum": 0,
                "maximum": 50,
                "multipleOf": 0.5,
                "description": "At least this many bathrooms; a half bath counts 0.5.",
            },
            "status": {
                "type": "string",
                "enum": Listing.Status.values,
                "default": Listing.Status.ACTIVE.value,
                "description": "Whether a home is still to be had.",
            },
            "sort": {
                "type": "string",
                "enum": list(ORDERS),
                "default": "price_asc",
                "description": "Which come first.",
            },
            "limit": LIMIT,
        }
    ),
    effect=Effect.READ,
    run=find_listings,
)

GET_LISTING = Tool(
    name="get_listing",
    title="Reading the listing",
    description="Everything the CRM knows about one listing, with its summary and listing office.",
    parameters=build_parameters({"listing": public_id("listing", "L-1042")}, "listing"),
    effect=Effect.READ,
    run=get_listing,
)

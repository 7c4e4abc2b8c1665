"""The bike shop with a search bar: Robin sees every field and bike, Kim neither prices nor all.

What the host is asked stands in `SEARCHES`; `ANSWERS` may hold one answer of the test's own.
"""

from dataclasses import replace

from assistant.host import Actor, Claims, QueryResult, Search, Searchable
from tests.support import bike_shop
from tests.support.bike_collection import BIKES

PEOPLE = {
    "robin": Actor(
        tenant="spokes", id="robin", name="Robin", role="seller", zone="America/New_York"
    ),
    "kim": Actor(tenant="spokes", id="kim", name="Kim", role="helper", zone="Mars/Olympus"),
    "lee": Actor(tenant="chains", id="lee", name="Lee", role="seller"),
}
ROWS = {
    "robin": [{"model": "Heron", "price": 900}, {"model": "Wren", "price": 450}],
    "kim": [{"model": "Wren"}],
}
SEARCHES: list[Search] = []
ANSWERS: list = []


async def identify(claims: Claims) -> Actor | None:
    return PEOPLE.get(claims.subject)


async def may(actor: Actor, action: str, target: str | None) -> bool:
    """Lee's house has switched queries off."""
    return action != "query" or actor.tenant == "spokes"


async def show_fields(actor: Actor) -> set[str]:
    names = {field.name for field in BIKES.fields}
    return names if actor.role == "seller" else names - {"price"}


async def run_bikes(search: Search) -> QueryResult:
    SEARCHES.append(search)
    if ANSWERS:
        return ANSWERS.pop()()
    return QueryResult(rows=ROWS[search.actor.id], total=2)


HOST = replace(
    bike_shop.HOST,
    identify=identify,
    may=may,
    collections=[Searchable(collection=BIKES, run=run_bikes, visible=show_fields)],
)

"""A bike shop: the assistant knows no trade. One record kind, one widget, two tools."""

import re
from datetime import UTC, datetime
from pathlib import Path

from assistant.host import Actor, Assertion, Call, Claims, Effect, Host, Span, Tool, ToolFault
from widgets.loading import load_catalog
from widgets.records import Record

FOLDER = Path(__file__).resolve().parents[1] / "data" / "bike_shop"
STAFF = {"robin": Actor(tenant="spokes", id="robin", name="Robin", role="seller")}
BIKES = {"B-1": {"model": "Heron", "price": 900}, "B-2": {"model": "Wren", "price": 450}}
RESERVED: dict[str, tuple[str, str]] = {}  # idempotency key -> bike and customer


async def identify(claims: Claims) -> Actor | None:
    return STAFF.get(claims.subject) if claims.tenant == "spokes" else None


async def may(actor: Actor, action: str, target: str | None) -> bool:
    return actor.id in STAFF


async def instructions(actor: Actor) -> str:
    return "You help the people behind the counter of a bike shop."


async def records(actor, refs):
    kept = {bike: {"reserved_for": customer} for bike, customer in RESERVED.values()}
    found = {ref: BIKES[ref.id] | kept.get(ref.id, {}) for ref in refs if ref.id in BIKES}
    return {ref: Record(ref, values, datetime.now(UTC)) for ref, values in found.items()}


async def find_bikes(call: Call):
    found = [{"id": bike, **facts} for bike, facts in BIKES.items()]
    return {"bikes": [each for each in found if each["price"] <= call.arguments["max_price"]]}


async def reserve_bike(call: Call):
    bike, customer = call.arguments["bike"], call.arguments["customer"]
    if bike not in BIKES:
        raise ToolFault("not_found", f"There is no bike {bike}.")
    RESERVED[call.key] = (bike, customer)
    return {"reservation": {"bike": bike, "customer": customer}}


async def undo_reserve_bike(call: Call) -> None:
    RESERVED.pop(call.key, None)


def tool(run, effect: Effect, title: str, fields: dict, undo=None) -> Tool:
    parameters = {"type": "object", "additionalProperties": False}
    parameters |= {"required": list(fields), "properties": fields}
    about = {"title": title, "description": title, "parameters": parameters}
    return Tool(name=run.__name__, effect=effect, run=run, undo=undo, **about)


TEXT = {"type": "string", "minLength": 1, "maxLength": 80}
RESERVATION = {"bike": TEXT, "customer": TEXT}
TOOLS = (
    tool(find_bikes, Effect.READ, "Looking for bikes", {"max_price": {"type": "integer"}}),
    tool(reserve_bike, Effect.DRAFT, "Reserving a bike", RESERVATION, undo_reserve_bike),
)


def find_promises(reply):
    for passage in reply.passages:
        for found in re.finditer(r"(?i)\blifetime guarantee\b", passage.text):
            yield Span(passage, *found.span())


PROMISE = Assertion(code="promise", notice="Our guarantee is two years.", find=find_promises)
HOST = Host(
    identify=identify,
    may=may,
    instructions=instructions,
    catalog=load_catalog(FOLDER),
    records=records,
    tools=TOOLS,
    assertions=[PROMISE],
)

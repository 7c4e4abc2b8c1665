"""Has a member's wish answered: checked, stored, asked, run in the host."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from assistant.core.query.asks import Asking, Wish
from assistant.core.query.checking import check_query
from assistant.core.query.fields import Collection
from assistant.core.query.form import read_form
from assistant.core.query.notes import Fault
from assistant.engine.asking import AskRun
from assistant.engine.searching import Found, NotFound, run_query
from assistant.errors import Refusal
from assistant.host import Actor, Host, Searchable
from assistant.runtime.runtime import Runtime
from assistant.runtime.threads import call_service
from assistant.services.queries import begin_ask, end_ask

MAY = "query"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a member sends. `current` is a query as JSON, or the pairs of a form; None is none.

    `run` says whether the query is to be run at once.
    """

    collection: str
    text: str
    current: Any = None
    run: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the member gets; `collection` has only the fields they may see."""

    id: str
    collection: Collection
    outcome: Asking
    result: Found | NotFound | None
    left_out: int
    """How many characters of the wish were not read."""


async def answer_wish(runtime: Runtime, actor: Actor, request: Request) -> Answer:
    """Ask the model, once or twice, and run what came of it.

    Once begun it is seen through, also if nobody waits for it any more. Raises Refusal `not_found`
    (no such collection for them), `bad_input`, `too_many`.
    """
    return await asyncio.shield(runtime.see_through(_answer(runtime, actor, request)))


async def _answer(runtime: Runtime, actor: Actor, request: Request) -> Answer:
    options = runtime.options
    searchable = await find_searchable(runtime.host, actor, request.collection)
    collection = await show_collection(searchable, actor)
    wish, faults = _make_wish(actor, collection, request, options.QUERY_TEXT)
    length = len(request.text.strip())
    ask = await call_service(
        begin_ask,
        actor=actor,
        wish=wish,
        length=length,
        lease=runtime.lease,
        most=options.QUERIES,
    )
    # In a thread: to pick among hundreds of fields takes a while.
    asking = await asyncio.to_thread(AskRun, wish, runtime.llm, options)
    outcome = await asking.run()
    outcome = replace(outcome, faults=(*faults, *outcome.faults))
    result: Found | NotFound | None = None
    if outcome.query is not None and request.run:
        result = await run_query(searchable, actor, outcome.query, now=wish.now, options=options)
    await call_service(
        end_ask,
        ask=ask,
        outcome=outcome,
        found=len(result.rows) if isinstance(result, Found) else None,
        run_code=result.code if isinstance(result, NotFound) else None,
    )
    return Answer(
        id=str(ask),
        collection=collection,
        outcome=outcome,
        result=result,
        left_out=length - len(wish.text),
    )


async def find_searchable(host: Host, actor: Actor, name: str) -> Searchable:
    """The collection of that name, if this actor may ask it. Raises Refusal `not_found`."""
    searchable = host.searchable(name)
    if searchable is None or not await host.may(actor, MAY, name):
        raise Refusal("not_found", "There is no such collection.")
    return searchable


async def show_collection(searchable: Searchable, actor: Actor) -> Collection:
    """The collection as this actor knows it: without the fields they may not see."""
    collection = searchable.collection
    if searchable.visible is None:
        return collection
    return collection.only(await searchable.visible(actor))


def read_clock(actor: Actor) -> datetime:
    """Now, on the actor's own clock; in UTC where their zone is none."""
    try:
        return datetime.now(ZoneInfo(actor.zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return datetime.now(UTC)


def _make_wish(
    actor: Actor, collection: Collection, request: Request, longest: int
) -> tuple[Wish, Sequence[Fault]]:
    """The wish, and what is wrong with the query it begins from, which is told and left out."""
    text = request.text.strip()
    if not text:
        raise Refusal("bad_input", "text: Say what to look for.")
    now = read_clock(actor)
    given = request.current
    if isinstance(given, list):
        given = read_form(given, collection)
    current = check_query({} if given is None else given, collection, now=now)
    faults = [Fault(each.code, f"/current{each.pointer}", each.message) for each in current.faults]
    wish = Wish(
        collection=collection,
        text=text[:longest],
        current=current.kept,
        now=now,
        zone=str(now.tzinfo),
    )
    return wish, faults

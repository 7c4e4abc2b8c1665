"""What checking a reply of 2,000 characters costs that shows 50 records, by every assertion.

Run `python -m bench.assertions`. Each record has 14 fields, one of them a summary of about 200
characters, and the search that found them is on the path too. One reply is all true, with a figure
each 70 characters; the other holds ten inventions, which costs more: all evidence is searched for
each in vain. Both also at the end of a path of 20 turns with two searches each, which found other
records. A fresh reply is read each time; time is the processor's.
"""

import json
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from assistant.core.assertions.altered_value import ALTERED_VALUE
from assistant.core.assertions.checking import check_reply
from assistant.core.assertions.reply import Reply, read_reply
from assistant.core.assertions.sources import find_sources
from assistant.core.assertions.unsourced_fact import UNSOURCED_FACT
from assistant.core.turn.facts import CallFact, RoundFact, TurnFact, WidgetFact
from bench.measuring import Measure, run_rounds, sum_up, write_results
from widgets.loading import load_catalog

CATALOG = load_catalog(Path(__file__).parent.parent / "demo_crm")
ROUNDS = 21
REPLIES_A_ROUND, LONG_REPLIES_A_ROUND = 20, 2
LENGTH = 2_000
RECORDS = 50
EARLIER_TURNS = 20
MOST_MILLISECONDS = 2.0

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
CONTEXT = {"now": "2026-11-24T10:00:00-08:00", "zone": "America/Los_Angeles", "member": "Alice"}
SUMMARY = (
    "A carefully kept craftsman near the elementary school, with a walled garden and a study with "
    "built-in shelves; the kitchen was redone in {year}, the roof is new, and the train is a "
    "{minutes}-minute walk."
)
TRUE = (
    "**{address}** is listed at ${price:,} with {beds} bedrooms. It stands on a quiet street "
    "without much traffic, and the garden behind the house gets the sun all afternoon; the owners "
    "have looked after it well.\n\n"
)
INVENTED = (
    "Comparable homes on the same street went for ${price:,} and {beds} offers came in within "
    "days. Call the office at (415) 555-{phone} or write to desk{phone}@example.org before "
    "December {day} to see it.\n\n"
)


def make_record(index: int) -> dict[str, Any]:
    """One listing as it is stored with a block."""
    values = {
        "address": f"{100 + 7 * index} {'ABCDEFGHIJ'[index % 10]}lder {'LMNOP'[index // 10]}ane",
        "town": "San Jose",
        "neighbourhood": "Willow Bend",
        "zip": f"951{index:02}",
        "price": 900_000 + 12_500 * index,
        "currency": "USD",
        "beds": 2 + index % 4,
        "baths": 1.5 + index % 3,
        "square_feet": 1_200 + 35 * index,
        "year_built": 1920 + index,
        "status": "active",
        "summary": SUMMARY.format(year=2000 + index % 20, minutes=5 + index % 10),
        "listed_on": f"2026-0{1 + index % 9}-{1 + index % 28:02}",
        "courtesy_of": "Blue Door Homes",
    }
    return {
        "kind": "listing",
        "id": f"L-{1000 + index}",
        "title": values["address"],
        "route": "",
        "values": values,
    }


def write_prose(records: list[dict[str, Any]], *, inventions: int) -> str:
    """LENGTH characters about the records, a sentence about each as far as they reach."""
    prose = f"{len(records)} active homes match, the least expensive first.\n\n"
    for index in range(inventions):
        prose += INVENTED.format(
            price=2_345_600 + index, beds=40 + index, phone=7_000 + index, day=9 + index
        )
    for record in records:
        values = record["values"]
        sentence = TRUE.format(**values)
        if len(prose) + len(sentence) > LENGTH:
            break
        prose += sentence
    return prose + "x" * (LENGTH - len(prose))


def make_path(*, inventions: int) -> TurnFact:
    """A turn whose search found the records, and whose second round shows and tells them."""
    records = tuple(make_record(index) for index in range(RECORDS))
    found = [{"id": record["id"], **record["values"]} for record in records]
    result = {"count": RECORDS, "shown": RECORDS, "listings": json.loads(json.dumps(found))}
    call = CallFact(
        index=0,
        id="c1",
        name="find_listings",
        arguments={},
        state="done",
        handle="r1",
        result=result,
        ended=NOW,
    )
    raw = write_prose(list(records), inventions=inventions)
    widget = WidgetFact(
        number=1,
        start=len(raw),
        end=len(raw),
        state="ready",
        name="listing_list",
        version=1,
        payload={"listings": [record["id"] for record in records]},
        records=records,
        as_of=NOW,
    )
    asked = RoundFact(number=1, kind="reply", raw="", text="", finish="tool_calls", calls=(call,))
    told = RoundFact(number=2, kind="reply", raw=raw, text=raw, finish="stop", widgets=(widget,))
    return TurnFact(
        id="t", message="Find homes in San Jose.", context=CONTEXT, rounds=(asked, told)
    )


def make_earlier(number: int) -> TurnFact:
    """A turn before it, of two searches with 50 records each and what was told of them."""
    calls = tuple(
        CallFact(
            index=index,
            id=f"c{number}-{index}",
            name="find_listings",
            arguments={},
            state="done",
            handle=f"r{number}-{index}",
            result={"count": RECORDS, "listings": make_others(number, index)},
            ended=NOW,
        )
        for index in range(2)
    )
    asked = RoundFact(number=1, kind="reply", raw="", text="", finish="tool_calls", calls=calls)
    told = RoundFact(number=2, kind="reply", raw="Here.", text="Here.", finish="stop")
    return TurnFact(
        id=f"t{number}", message="Others, please.", context=CONTEXT, rounds=(asked, told)
    )


def make_others(number: int, index: int) -> list[dict[str, Any]]:
    """What one search of an earlier turn found."""
    found: list[dict[str, Any]] = []
    for row in range(RECORDS):
        price = 500_000 + 1_000 * row + 100 * number + 10 * index
        values = {**make_record(row)["values"], "price": price}
        found.append({"id": f"L-{number}-{index}-{row}", **values})
    return found


def check(path: Sequence[TurnFact], checks: tuple[Callable[[Reply], Any], ...]) -> float:
    """Microseconds a reply, the median of some: each is laid out before the clock starts."""
    spent: list[float] = []
    for _ in range(REPLIES_A_ROUND if len(path) == 1 else LONG_REPLIES_A_ROUND):
        reply = read_reply("t", path, catalog=CATALOG, tools={}, is_whole=True)
        start = time.thread_time()
        for find in checks:
            find(reply)
        spent.append(time.thread_time() - start)
    return statistics.median(spent) * 1e6


def list_subjects() -> dict[str, Callable[[], float]]:
    """Everything that is measured, by the name it has in the table."""
    figures = (UNSOURCED_FACT.find, ALTERED_VALUE.find, find_sources)
    true, invented = make_path(inventions=0), make_path(inventions=2)
    earlier = [make_earlier(number) for number in range(EARLIER_TURNS)]
    replies = {
        "all true": [true],
        "ten inventions": [invented],
        "all true, 20 turns before": [*earlier, true],
        "ten inventions, 20 turns before": [*earlier, invented],
    }
    every = {
        f"every assertion, sources, {name}": partial(check, path, (check_all, find_sources))
        for name, path in replies.items()
    }
    return every | {
        f"figures and sources, {name}": partial(check, path, figures)
        for name, path in replies.items()
    }


def check_all(reply: Reply) -> object:
    """What the end of a turn costs but for the sources."""
    return check_reply(reply, ())


def main() -> None:
    costs = {name: sum_up(each) for name, each in run_rounds(list_subjects(), ROUNDS).items()}
    target = f"at most {MOST_MILLISECONDS} ms a reply"
    is_met = all(_milliseconds(cost) <= MOST_MILLISECONDS for cost in costs.values())
    print(
        f"us of processor time per reply of {LENGTH} characters and {RECORDS} records, "
        f"median [least-most] of {ROUNDS} rounds\n"
    )
    for name, cost in costs.items():
        print(f"{name:60} {cost}")
    print(f"\n{'met' if is_met else 'MISSED':7} {target}")
    figures = {"microseconds_per_reply": costs, "targets": {target: is_met}}
    print(f"\nbench/results/{write_results('assertions', ['msgspec'], figures).name}")


def _milliseconds(cost: Measure) -> float:
    return cost.median / 1_000


if __name__ == "__main__":
    main()

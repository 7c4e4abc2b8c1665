"""Checks queries: whatever is given becomes a query, or faults that say what is wrong. No I/O.

The one checker: of what models answer, of what forms and pages send, of a host's own examples.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from assistant.core.query.corrections import KEYS
from assistant.core.query.fields import Collection
from assistant.core.query.filters import read_filter
from assistant.core.query.language import EVERYTHING, Measure, Query
from assistant.core.query.notes import Correction, Fault, Reading
from assistant.core.query.operators import MeasureOp
from assistant.core.query.orders import read_group, read_limit, read_measures, read_sort
from assistant.core.query.shapes import Keys, drop_nothings, read_object
from assistant.core.query.times import read_time

LONGEST_SOURCE = 64 * 1024
_PARTS: Mapping[str, Callable[[Reading, Any, str], Any]] = {
    "filter": read_filter,
    "time": read_time,
    "group": read_group,
    "measures": read_measures,
    "sort": read_sort,
    "limit": read_limit,
}
_KEYS = Keys(tuple(_PARTS), KEYS)
_WRAPPERS = ("query", "answer", "result")


@dataclass(frozen=True, slots=True)
class Checked:
    """What came out. `query` is None exactly if there are faults.

    `kept` is the query without what is wrong with it: never more than that was asked for is added,
    but a condition that could not be read is missing, so say so before it is used.
    """

    query: Query | None
    kept: Query
    faults: tuple[Fault, ...] = ()
    corrections: tuple[Correction, ...] = ()


def check_query(
    given: Any, collection: Collection, *, now: datetime | None = None, correct: bool = True
) -> Checked:
    """Check a JSON value, or text that holds one. Never raises, whatever it is given.

    `now` is an aware time on the member's clock; without one, "yesterday" is a fault. Without
    `correct` the query must be right as it stands: what would be corrected is a fault.
    """
    reading = Reading(collection, now, correct)
    document = _read_document(reading, given)
    found = None
    if not reading.faults:
        found = read_object(reading, document, "", _KEYS)
    kept = _read_query(reading, found) if found is not None else EVERYTHING
    return Checked(
        query=None if reading.faults else kept,
        kept=kept,
        faults=tuple(reading.faults),
        corrections=tuple(reading.corrections),
    )


def _read_query(reading: Reading, found: Mapping[str, Any]) -> Query:
    read = {
        key: _PARTS[key](reading, value, f"/{key}")
        for key, value in drop_nothings(reading, found, "").items()
    }
    return _fit_rows(reading, Query(**read))


def _fit_rows(reading: Reading, query: Query) -> Query:
    """Groups, measures and orders made to fit each other."""
    if query.group and not query.measures:
        reading.mend("count_added", "/group", "Groups without a measure are counted.")
        query = replace(query, measures=(Measure(MeasureOp.COUNT),))
    if query.measures and not query.group and query.sort:
        reading.mend("sort_dropped", "/sort", "A single row needs no order.")
        return replace(query, sort=())
    fitting = []
    for place, sort in enumerate(query.sort):
        if sort.op is None and query.measures and sort.field not in query.group:
            message = f"Rows are groups here; {sort.field} is none of what they are grouped by."
            reading.fault("sort_not_in_rows", f"/sort/{place}", message)
        elif sort.op is not None and Measure(sort.op, sort.field) not in query.measures:
            name = Measure(sort.op, sort.field).name
            message = f"{name} is put in order but not measured; add it to measures."
            reading.fault("sort_not_in_rows", f"/sort/{place}", message)
        else:
            fitting.append(sort)
    return replace(query, sort=tuple(fitting))


def _read_document(reading: Reading, given: Any) -> Any:
    if isinstance(given, str):
        try:
            given = json.loads(given) if len(given) <= LONGEST_SOURCE else None
        except (ValueError, RecursionError):
            given = None
        if not isinstance(given, dict):
            reading.fault("not_json", "", "This text is not one JSON object.")
            return None
        reading.mend("query_decoded", "", "The query came as text that holds JSON.")
    if isinstance(given, dict) and len(given) == 1:
        [(key, inner)] = given.items()
        if key in _WRAPPERS and isinstance(inner, dict):
            reading.mend("query_unwrapped", "", f'The query stood inside "{key}".')
            return inner
    return given

"""The static rules for nearly right queries: what each is called, and the words it knows. No I/O.

A rule is used only where one meaning is possible; every use is noted and counted, so that clean
queries can be told from mended ones.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from assistant.core.query.operators import MeasureOp, Op, Unit

CORRECTIONS: Mapping[str, str] = {
    "query_decoded": "The query came as text that holds JSON.",
    "query_unwrapped": "The query stood inside another object.",
    "key_renamed": "A key had another name: `where` for `filter`.",
    "null_dropped": "A part was null or empty, which says nothing.",
    "list_wrapped": "One thing stood where a list of them belongs.",
    "list_unwrapped": "A list of one stood where one thing belongs.",
    "repeat_dropped": "The same thing was said twice.",
    "list_as_group": "The filter was a list of conditions: all must hold.",
    "condition_as_group": "The filter was one condition outside a group.",
    "group_spelled_out": "A group was written as op and conditions.",
    "group_flattened": "A group of one, or of the same kind as the group around it.",
    "group_emptied": "A group without conditions says nothing.",
    "not_inverted": "A `not` around one condition became the opposite comparison.",
    "field_renamed": "A field was named by its label, a synonym or in other letters.",
    "op_renamed": "A comparison had another name: `gte` for `>=`.",
    "op_by_value": "A list asks for `in`, null for `missing`.",
    "op_by_type": "`contains` of a listed value is `=`.",
    "value_dropped": "`exists` and `missing` take no value.",
    "bounds_listed": "The bounds of `between` were not a list of two.",
    "bounds_swapped": "The bounds of `between` stood the wrong way round.",
    "number_read": "A number was written as text: `900k`, `$1.2M`.",
    "text_written": "A text was written as a number.",
    "choice_matched": "A listed value was written in other letters or by a synonym.",
    "flag_read": "Yes or no was written as a word or a number.",
    "day_read": "A day was written another way: `Nov 22, 2026`, `yesterday`.",
    "moment_read": "A moment was written another way, or with an offset.",
    "order_read": "An order was written another way: `desc`, `-price`.",
    "measure_read": "A measure was written another way: `avg`, `max`.",
    "unit_read": "A unit was written another way: `days`.",
    "time_read": "A time was written in words: `last 30 days`.",
    "limit_read": "A limit was written as text or beyond what may be asked for.",
    "count_added": "Groups without a measure are counted.",
    "sort_dropped": "A single row of measures needs no order.",
}

KEYS = {
    "filters": "filter",
    "where": "filter",
    "conditions": "filter",
    "time_range": "time",
    "timerange": "time",
    "period": "time",
    "date_range": "time",
    "group_by": "group",
    "groupby": "group",
    "groups": "group",
    "breakdowns": "group",
    "measure": "measures",
    "calculations": "measures",
    "aggregations": "measures",
    "metrics": "measures",
    "sort_by": "sort",
    "sorts": "sort",
    "order_by": "sort",
    "orderby": "sort",
    "orders": "sort",
    "order": "sort",
    "max_results": "limit",
    "top": "limit",
}
CONDITION_KEYS = {
    "column": "field",
    "name": "field",
    "operator": "op",
    "comparison": "op",
    "values": "value",
}
GROUP_KEYS = {"all": "and", "any": "or", "$and": "and", "$or": "or"}
SORT_KEYS = {"column": "field", "by": "field", "direction": "order", "dir": "order"}
MEASURE_KEYS = {"column": "field", "measure": "op", "function": "op"}
TIME_KEYS = {"column": "field", "start": "from", "end": "to", "since": "from", "until": "to"}

_OP_WORDS = {
    Op.IS: "== eq is equals equal equal_to on",
    Op.IS_NOT: "<> ne neq is_not not not_equal not_equals not_equal_to ≠ isnt",
    Op.BELOW: "lt less_than under below before smaller_than",
    Op.AT_MOST: "lte le at_most max maximum up_to ≤ =< on_or_before less_than_or_equal"
    " less_than_or_equal_to no_more_than until",
    Op.ABOVE: "gt greater_than more_than over above after larger_than",
    Op.AT_LEAST: "gte ge at_least min minimum ≥ => on_or_after greater_than_or_equal"
    " greater_than_or_equal_to no_less_than since",
    Op.BETWEEN: "range within in_range",
    Op.IN: "any_of one_of is_in is_one_of is_any_of",
    Op.NOT_IN: "nin none_of not_any_of is_not_in not_one_of is_none_of",
    Op.CONTAINS: "like ilike includes include has matches search",
    Op.NOT_CONTAINS: "not_like excludes does_not_contain not_includes",
    Op.STARTS_WITH: "begins_with startswith prefix",
    Op.EXISTS: "is_set is_not_null not_null present has_value is_known not_empty is_not_empty",
    Op.MISSING: "is_null null is_empty empty does_not_exist not_exists absent is_not_set unset"
    " is_unknown",
}
_MEASURE_WORDS = {
    MeasureOp.COUNT: "number how_many total_count count_all",
    MeasureOp.SUM: "total add_up",
    MeasureOp.AVERAGE: "avg mean",
    MeasureOp.MEDIAN: "p50 middle",
    MeasureOp.LEAST: "min minimum lowest smallest earliest",
    MeasureOp.MOST: "max maximum highest largest latest",
}
_UNIT_WORDS = {
    Unit.HOUR: "hours h",
    Unit.DAY: "days d",
    Unit.WEEK: "weeks w",
    Unit.MONTH: "months mo",
    Unit.QUARTER: "quarters q",
    Unit.YEAR: "years y yr",
}
_ORDER_WORDS = {
    "ascending": "asc up ascend increasing low_to_high lowest_first smallest_first cheapest_first"
    " oldest_first earliest_first a_to_z 1",
    "descending": "desc down descend decreasing high_to_low highest_first largest_first"
    " newest_first latest_first most_expensive_first z_to_a -1",
}


def plain(word: str) -> str:
    """A name as names are compared: small letters, one `_` between two words, no `$` before it."""
    words = word.strip().removeprefix("$").casefold()
    return "_".join(words.replace("-", " ").replace("_", " ").split())


def _spread(words: Mapping[Any, str]) -> dict[str, Any]:
    spread = {each: key for key, listed in words.items() for each in listed.split()}
    return spread | {plain(str(key)) or str(key): key for key in words}


OPS: Mapping[str, Op] = _spread(_OP_WORDS)
MEASURES: Mapping[str, MeasureOp] = _spread(_MEASURE_WORDS)
UNIT_NAMES: Mapping[str, Unit] = _spread(_UNIT_WORDS)
ORDERS: Mapping[str, str] = _spread(_ORDER_WORDS)


def look_up(word: Any, known: Mapping[str, Any]) -> Any:
    """What a word stands for, or None; an exact name comes first."""
    if not isinstance(word, str) or len(word) > 64:
        return None
    return known.get(word) or known.get(plain(word))


def find_all(word: Any, names: Iterable[tuple[Any, Iterable[str]]]) -> list[Any]:
    """Everything that goes by this word, in whatever letters."""
    if not isinstance(word, str) or len(word) > 200:
        return []
    wanted = plain(word)
    return [key for key, called in names if wanted in map(plain, called)] if wanted else []


def find_one(word: Any, names: Iterable[tuple[Any, Iterable[str]]]) -> Any:
    """The only one that goes by this word; None if none or several do."""
    found = find_all(word, names)
    return found[0] if len(found) == 1 else None

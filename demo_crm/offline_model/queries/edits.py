"""Changes a query by a wish that is about it: `also under 900k`, `drop the town`. No I/O."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from demo_crm.offline_model.queries.draft import Condition, Draft, join, words
from demo_crm.offline_model.queries.rows_of import Vocabulary

Query = Mapping[str, Any]
_BEGINS = re.compile(
    r"(?:(?:and|but|now|then|please|ok)[\s,]+)*"
    r"(?:also|and|but|only|just|plus|now|then|make|change|switch|instead|with|without|drop|remove|forget"
    r"|clear|no|not|any|sort|order|newest|cheapest|oldest|largest|under|over|below|above|less|more"
    r"|at (?:least|most)|up to|those|these|of (?:those|these)|<|>)(?!\w)",
    re.IGNORECASE,
)
_WITHIN = words(r"instead|as well|too|additionally|of (?:those|these|them)|narrow\w*|relax")
_CLEAR = words(
    r"clear|reset|start over|everything|(?:drop|remove|forget)\s+(?:all|everything)(?: filters?)?"
)
_DROP = (
    r"(?:drop|remove|forget|without|no|any|ignore|delete|lift|take (?:away|out))\s+"
    r"(?:the\s+|my\s+|that\s+)?"
)
_OTHERS = {
    "limit": r"limits?",
    "sort": r"sort(?:ing)?|orders?",
    "group": r"groups?|grouping",
    "measures": r"measures?|average|counts?",
    "time": r"times?|dates?|days?|period",
}
_SIDES = {"<": "most", "<=": "most", ">": "least", ">=": "least"}


def is_edit(text: str, current: Query, noun: str) -> bool:
    """Whether the wish is about the query that is shown."""
    if not current:
        return False
    return bool(_BEGINS.match(text) or _WITHIN.search(text)) and not _names_anew(text, noun)


def clears(text: str) -> bool:
    """Whether the wish is to see everything again."""
    return _CLEAR.fullmatch(text.strip(" .!")) is not None


def drop_parts(draft: Draft, current: Query, vocabulary: Vocabulary) -> tuple[Query, list[str]]:
    """The query without what the wish takes back, and the names of what was not in it."""
    query, missed = dict(current), []
    others = "|".join(_OTHERS.values())
    names = "|".join(vocabulary.fields.values())
    for found in draft.take(
        words(rf"{_DROP}(?P<what>{names}|{others})(?:\s+(?:filter|condition|limit))?")
    ):
        said = found["what"]
        field = vocabulary.find(said)
        shrunk = drop_field(query, field) if field else query
        if shrunk == query:
            key = next(
                (key for key, at in _OTHERS.items() if re.fullmatch(at, said, re.IGNORECASE)), None
            )
            shrunk = {name: part for name, part in query.items() if name != key}
        if shrunk == query:
            missed.append(said)
        query = dict(shrunk)
    return query, missed


def drop_field(query: Query, field: str) -> dict[str, Any]:
    """The query without any condition, time or order of that field."""
    shrunk = dict(query)
    kept = _drop_conditions(_list_parts(query), field)
    shrunk.pop("filter", None)
    if kept:
        shrunk["filter"] = {_name_joint(query): kept}
    if query.get("time", {}).get("field") == field:
        shrunk.pop("time")
    if "sort" in query:
        shrunk["sort"] = [each for each in query["sort"] if each.get("field") != field]
    if "group" in query:
        shrunk["group"] = [each for each in query["group"] if each != field]
    return {name: part for name, part in shrunk.items() if part != []}


def merge(current: Query, draft: Draft, *, replaces: bool) -> dict[str, Any]:
    """Both together; what is said anew of a field takes the place of what was said before.

    Without `replaces`, another value of a field is one more that will do.
    """
    parts = _list_parts(current)
    if _name_joint(current) == "or" and parts and draft.conditions:
        parts = [{"or": parts}]
    for condition in draft.conditions:
        parts = _put(parts, condition, replaces=replaces)
    joint = _name_joint(current) if not draft.conditions else "and"
    joined = join(joint, parts)
    rest = {name: part for name, part in current.items() if name != "filter"}
    if "measures" in draft.rows:
        rest.pop("sort", None)
    elif not all(_fits(each, rest) for each in draft.rows.get("sort", [])):
        # "Newest first" is about records again, not about groups of them.
        rest = {name: part for name, part in rest.items() if name not in ("group", "measures")}
    return joined | rest | draft.rows


def _fits(sort: Condition, rows: Query) -> bool:
    return "measures" not in rows or sort.get("field") in rows.get("group", []) or "op" in sort


def _put(parts: Sequence[Condition], new: Condition, *, replaces: bool) -> list[Condition]:
    rivals = [each for each in parts if _rivals(each, new)]
    if not rivals:
        return [*parts, new]
    at = parts.index(rivals[0])
    values = [value for each in rivals for value in _list_values(each)]
    is_choice = new["op"] == "=" and all(each["op"] in ("=", "in") for each in rivals)
    if (
        not replaces
        and is_choice
        and isinstance(new.get("value"), str)
        and new["value"] not in values
    ):
        new = {"field": new["field"], "op": "in", "value": [*values, new["value"]]}
    kept = [each for each in parts if each not in rivals]
    return [*kept[:at], new, *kept[at:]]


def _rivals(one: Condition, other: Condition) -> bool:
    """Whether both say the same kind of thing of the same field."""
    if one.get("field", 1) != other.get("field", 2) or "contains" in f"{one['op']}{other['op']}":
        return False
    sides = {_SIDES.get(one["op"], "both"), _SIDES.get(other["op"], "both")}
    return len(sides) == 1 or "both" in sides


def _list_values(condition: Condition) -> list[Any]:
    value = condition.get("value")
    return value if isinstance(value, list) else [value]


def _drop_conditions(parts: Sequence[Condition], field: str) -> list[Condition]:
    kept = []
    for part in parts:
        [joint, *others] = part
        if not others and joint in ("and", "or"):
            inner = _drop_conditions(part[joint], field)
            if inner:
                kept.append({joint: inner} if len(inner) > 1 else inner[0])
        elif part.get("field") != field:
            kept.append(part)
    return kept


def _list_parts(query: Query) -> list[Condition]:
    return list(next(iter(query.get("filter", {"and": []}).values())))


def _name_joint(query: Query) -> str:
    return str(next(iter(query.get("filter", {"and": []}))))


def _names_anew(text: str, noun: str) -> bool:
    """ "Only homes in Wrenmoor" changes, "show me homes in Wrenmoor" begins again."""
    return (
        re.match(rf"(?:show|find|list|search|all|the)\b.*\b(?:{noun})\b", text, re.IGNORECASE)
        is not None
    )

"""Reads how the rows are to be: figures, groups, order, how many. No I/O."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from demo_crm.offline_model.amounts import COUNT, read_amount
from demo_crm.offline_model.queries.draft import Draft, words

_MEASURES = {
    "average": r"average|avg|mean|typical",
    "median": r"median|middle",
    "sum": r"total|sum of(?: all)?",
    "least": r"lowest|least|minimum|cheapest|smallest|earliest",
    "most": r"highest|maximum|largest|dearest|latest",
}
_COUNT = words(r"how many|number of|count(?: of)?|share of")
_BY = r"(?:by|per|for each|in each|of each|grouped by|for every|in every)\s+(?:the\s+)?"
_DOWN = r"(?:desc\w*|down(?:wards)?|z to a|highest(?: first)?|high to low|most expensive first)"
_UP = r"(?:asc\w*|up(?:wards)?|a to z|lowest(?: first)?|low to high|cheapest first)"
_TOP = words(rf"(?:the\s+)?(?:top|first|only|show|limit(?:\s+to)?)\s+(?P<count>\d{{1,4}}|{COUNT})"
             r"(?!\s*(?:k|m|bed|bath|day|week|month|year))")  # fmt: skip
_MOST_FIRST = words(r"(?:most|highest|largest|biggest)\s+first")
_FIRST = r"(?:first|on top)?"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What people call things in a collection.

    `fields`: a pattern for each field's name. `orders`: words that are an order by themselves, as
    field and whether it goes down. `figures`: what can be averaged, `groups`: what by.
    """

    fields: Mapping[str, str]
    orders: Mapping[str, tuple[str, bool]]
    figures: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()

    def find(self, said: str) -> str | None:
        """The field that is called so."""
        return next(
            (
                name
                for name, called in self.fields.items()
                if re.fullmatch(called, said, re.IGNORECASE)
            ),
            None,
        )

    def any_of(self, names: tuple[str, ...]) -> str:
        """A pattern of what these fields are called."""
        return "|".join(self.fields[name] for name in names)


def take_rows(draft: Draft, vocabulary: Vocabulary) -> None:
    """Figures and groups, then the order, then how many."""
    _take_measures(draft, vocabulary)
    _take_sorts(draft, vocabulary)
    if "limit" not in draft.rows and (found := draft.take_one(_TOP)):
        draft.rows["limit"] = max(1, int(read_amount(found["count"])))


def _take_measures(draft: Draft, vocabulary: Vocabulary) -> None:
    measures: list[dict[str, Any]] = []
    for op, said in _MEASURES.items():
        if not vocabulary.figures:
            break
        # Looked ahead to, for one field may be said for two figures: "average and median price".
        more = rf"(?:\s*(?:,|and)\s*(?:{'|'.join(_MEASURES.values())}))*"
        of = rf"\s+(?:asking\s+|sale\s+)?(?P<of>{vocabulary.any_of(vocabulary.figures)})(?!\w)"
        pattern = words(rf"(?:{said})(?={more}{of})")
        taken = draft.take(pattern)
        measures += [{"op": op, "field": vocabulary.find(found["of"])} for found in taken]
    if draft.take_one(_COUNT):
        measures.append({"op": "count"})
    groups_said = vocabulary.any_of(vocabulary.groups)
    second = rf"(?:\s*(?:,|and)\s*(?:by\s+)?(?P<second>{groups_said}))?"
    by = words(rf"{_BY}(?P<first>{groups_said}){second}")
    sorted_by = re.search(r"(?:sort|order)\w*\s+by\s", draft.rest, re.IGNORECASE)
    found_by = None if sorted_by and not measures else draft.take_one(by)
    groups = [vocabulary.find(said) for said in found_by.groups() if said] if found_by else []
    if (
        best := None
        if groups
        else draft.take_one(words(rf"top\s+(?P<count>\d+)\s+(?P<of>{groups_said})"))
    ):
        groups = [vocabulary.find(best["of"])]
        draft.rows["limit"] = max(1, int(best["count"]))
        draft.rows["sort"] = [{**each, "order": "descending"} for each in measures[:1]]
    if groups:
        draft.rows["group"] = list(dict.fromkeys(groups))
        measures = measures or [{"op": "count"}]
    if measures:
        draft.rows["measures"] = measures


def _take_sorts(draft: Draft, vocabulary: Vocabulary) -> None:
    sorts: list[dict[str, Any] | None] = []
    measures = draft.rows.get("measures", [])
    if measures and draft.take_one(_MOST_FIRST):
        sorts.append({**measures[0], "order": "descending"})
    for said, (name, is_down) in vocabulary.orders.items():
        if found := draft.take_one(words(rf"(?:the\s+)?(?:{said})\s*{_FIRST}")):
            _count_before(draft, found)
            sorts.append(_write_sort(name, measures, is_down=is_down))
    names = vocabulary.any_of(tuple(vocabulary.fields))
    sorted_by = r"(?:sort(?:ed)?|order(?:ed)?|in order|arranged?)\s*(?:by|of)\s+"
    ends = rf"(?:\s*,?\s*(?:(?P<down>{_DOWN})|(?P<up>{_UP})))?"
    by = words(rf"{sorted_by}(?P<by>{names}|count|number){ends}")
    for found in draft.take(by):
        name = vocabulary.find(found["by"]) or ""
        sorts.append(_write_sort(name, measures, is_down=bool(found["down"])))
    fitting = [each for each in sorts if each is not None]
    if fitting:
        draft.rows["sort"] = fitting[:3]


def _write_sort(
    name: str, measures: list[dict[str, Any]], *, is_down: bool
) -> dict[str, Any] | None:
    """Of groups the order is by a figure of that field, if there is one."""
    order = {"order": "descending" if is_down else "ascending"}
    if not measures:
        return {"field": name, **order} if name else None
    by = next((each for each in measures if each.get("field", "") == name), None)
    return {**by, **order} if by else None


def _count_before(draft: Draft, order: re.Match[str]) -> None:
    """ "The three cheapest": how many stands before the order."""
    before = draft.rest[: order.start()]
    if found := re.search(rf"(?<!\w)(?P<count>\d{{1,3}}|{COUNT})\s*$", before, re.IGNORECASE):
        draft.rows["limit"] = max(1, int(read_amount(found["count"])))
        draft.rest = draft.rest[: found.start()] + draft.rest[order.start() :]
    elif found := re.match(
        r"[\s|]*(?P<count>\d{1,3})(?=\s*$|\s+[a-z]+s\b)", draft.rest[order.start() :]
    ):
        draft.rows["limit"] = max(1, int(found["count"]))
        draft.rest = draft.rest[: order.start()] + " | " + draft.rest[order.start() + found.end() :]

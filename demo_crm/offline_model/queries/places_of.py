"""Reads where: towns and streets the demo knows, and names that look like one. No I/O."""

import re

from demo_crm.invention.towns import TOWNS
from demo_crm.invention.vocabulary import STREETS
from demo_crm.offline_model.places import read_place
from demo_crm.offline_model.queries.draft import Draft, words
from demo_crm.offline_model.queries.times_of import MONTH

_TOWNS = {town.name.lower(): town.name for town in TOWNS}
_AREAS = {area.lower(): area for town in TOWNS for area in town.neighbourhoods}
_JOINED = r"(?:\s*,\s*|\s*,?\s+(?:or|and)\s+)(?:in\s+)?"


def _list_names(names: dict[str, str]) -> re.Pattern[str]:
    one = "|".join(re.escape(name) for name in names)
    return words(
        rf"(?P<not>not\s+(?:in\s+)?|outside(?:\s+of)?\s+|except\s+(?:in\s+)?)?(?:in\s+(?:the\s+)?)?"
        rf"(?P<names>(?:{one})(?:{_JOINED}(?:{one}))*)"
    )


_IN_TOWN, _IN_AREA = _list_names(_TOWNS), _list_names(_AREAS)
_STREET_NAME = "|".join(re.escape(street) for street in STREETS)
_STREET = words(
    rf"(?:on |at )?(?P<street>(?:\d+\s+)?(?:{_STREET_NAME}))"
    r"|(?P<other>\d{1,5}\s+(?:[a-z][\w'’]*\s+){1,3}?(?:street|st|court|ct|avenue|ave|road|rd|drive|dr"
    r"|lane|ln|way|row|square|hill|close|terrace|bend))"
)
_ZIP = words(r"(?:zip(?: code)?\s*:?\s*|in\s+)(?P<zip>\d{5})|(?P<known>9[35]\d{3})(?!,)")
_NO_TOWN = words(rf"{MONTH}|[a-z]+day|general|total|order")
_IN = words(r"(?:in|near|around|from|live[sd]? in|living in)\s+.*")


def take_places(draft: Draft, *, of_homes: bool) -> None:
    """Where, as conditions. `of_homes`: they have neighbourhoods and postal codes too."""
    if found := draft.take_one(_STREET):
        draft.ask("address", "contains", found["street"] or found["other"])
    if of_homes:
        for found in draft.take(_ZIP):
            draft.ask("zip", "=", found["zip"] or found["known"])
        _take_names(draft, "neighbourhood", _IN_AREA, _AREAS)
    _take_names(draft, "town", _IN_TOWN, _TOWNS)
    # A town the demo does not know: it is asked for all the same, and nothing is found.
    if (found := _IN.search(draft.rest)) and (town := _read_unknown(found[0])):
        draft.rest = draft.rest.replace(town, "|")
        draft.ask("town", "=", town)


def _read_unknown(said: str) -> str | None:
    town = read_place(said).get("town")
    return town if town and not town.isupper() and not _NO_TOWN.match(town) else None


def _take_names(draft: Draft, field: str, pattern: re.Pattern[str], known: dict[str, str]) -> None:
    for found in draft.take(pattern):
        said = re.split(_JOINED, found["names"], flags=re.IGNORECASE)
        names = [known[" ".join(name.lower().split())] for name in said]
        if len(names) > 1:
            draft.ask(field, "not_in" if found["not"] else "in", names)
        else:
            draft.ask(field, "!=" if found["not"] else "=", names[0])

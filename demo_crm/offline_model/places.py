"""Reads where: a town, a neighbourhood, a street, or words of a description. No I/O."""

import re
from typing import Any

_NAME = r"(?:(?:St|Mt|Ft)\.\s)?[^\W\d_][\w'’-]*"
_CAPITALS = r"[A-Z][\w'’-]++(?:\s+[A-Z][\w'’-]++)*+"
_SUFFIX = (
    r"(?:street|st|court|ct|avenue|ave|road|rd|drive|dr|lane|ln|way|boulevard|blvd|circle|terrace"
    r"|place|pl|row|square|hill)\b"
)
_HOMES = (
    r"(?:homes?|houses?|listings?|properties|property|condos?|townhouses?|places?|real estate)\b"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
_STREETS = (
    re.compile(rf"\b(?P<text>\d+\s+(?:{_NAME}\s+){{1,3}}?{_SUFFIX})", re.IGNORECASE),
    re.compile(rf"\b(?P<text>\d+\s+{_CAPITALS})(?!\s+{_HOMES})"),
    re.compile(rf"\b(?:on|at)\s+(?P<text>(?:{_NAME}\s+){{1,3}}?{_SUFFIX})", re.IGNORECASE),
    re.compile(rf"\b(?:on|at)\s+(?!{_WEEKDAY})(?P<text>{_CAPITALS})"),
)
_AREA = r"(?:neighbou?rhood|area|part of town)\b"
_IN_AREA = re.compile(
    rf"\b(?:in|near|around)\s+(?:the\s+)?(?P<name>(?:{_NAME}\s+){{1,3}}?){_AREA}", re.IGNORECASE
)
_IN_TOWN = re.compile(
    rf"\b(?:in|near|around|within)\s+(?:(?:the\s+)?(?:town|city)\s+of\s+)?"
    rf"(?P<name>{_NAME}(?:\s+{_NAME}){{0,3}})",
    re.IGNORECASE,
)
_AND_TOWN = re.compile(
    rf"(?:\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+)(?:also\s+)?(?:in\s+)?"
    rf"(?P<name>{_NAME}(?:\s+{_NAME}){{0,2}})",
    re.IGNORECASE,
)
_TOWN_HOMES = re.compile(
    r"\b(?P<name>[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2})(?:\s*\|)*"
    rf"\s+{_HOMES}"
)
_AT_END = re.compile(r"[,|]\s*(?P<name>[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2})\s*$")
# Where one of these stands, a name has ended, or was none.
_NO_NAME = re.compile(
    r"an?|and|any|are|as|at|below|between|by|cheapest|for|from|general|have|homes?|houses?|in|is|"
    r"it|latest|less|listings?|mind|more|most|my|near|need|newest|of|on|or|order|our|over|please|"
    r"priced?|propert(?:y|ies)|condos?|sorted|stock|table|that|the|these|this|those|to|total|"
    r"townhouses?|under|up|we|which|with|your",
    re.IGNORECASE,
)
_FEATURE = re.compile(
    rf"\b(?:with|have|has|having)\s+an?\s+(?!(?:{_NO_NAME.pattern})\b)(?P<text>[a-z]+(?:\s[a-z]+)?)"
    r"(?=\s+(?:in|near|around|under|over|below|and|for|at)\b|\s*[|,.?!;]|\s*$)",
    re.IGNORECASE,
)
# With one of these begins a sentence, not a name.
_LEAD = re.compile(
    r"active|all|any|are|display|do|find|get|give|have|list|look|me|my|new|open|our|pending|pull|"
    r"recent|search|see|show|sold|the|there|view|what|which",
    re.IGNORECASE,
)
# "in the Moorings" names a place, "in the last week" does not.
_ARTICLE = re.compile(r"^[Tt]he\s+(?=[A-Z])")
_STATE = re.compile(r"\s+[A-Z]{2}$")


def read_place(text: str) -> dict[str, Any]:
    """The arguments of `find_listings` that say where, or what the description must hold."""
    return _read_street(text) or (_read_area(text) or _read_town(text)) | _read_feature(text)


def read_other_towns(text: str) -> list[str]:
    """The towns named behind the first, as in "in San Jose, Alder Glen and Wrenmoor"."""
    found = _IN_TOWN.search(text)
    first = _trim(found["name"]) if found else ""
    if not found or not first or first.startswith("The "):
        return []
    names: list[str] = []
    at = found.start("name") + len(first)
    while following := _AND_TOWN.match(text, at):
        name = _trim(following["name"])
        is_written_alike = name[:1].isupper() and (
            following["name"][:1].isupper() or not found["name"][:1].isupper()
        )
        if not is_written_alike or name.isupper():
            break
        names.append(name)
        at = following.start("name") + len(name)
    return [name for name in names if name != first]


def _read_street(text: str) -> dict[str, Any]:
    found = next((found for street in _STREETS if (found := street.search(text))), None)
    return {"text": found["text"]} if found else {}


def _read_area(text: str) -> dict[str, Any]:
    found = _IN_AREA.search(text)
    name = _trim(found["name"]) if found else ""
    return {"neighbourhood": name} if name else {}


def _read_town(text: str) -> dict[str, Any]:
    names = [_trim(found["name"]) for found in _IN_TOWN.finditer(text)]
    names += [found["name"] for found in _AT_END.finditer(text)]
    names += [_drop_lead(found["name"]) for found in _TOWN_HOMES.finditer(text)]
    name = next(filter(None, names), "")
    return {"town": name} if name else {}


def _read_feature(text: str) -> dict[str, Any]:
    found = _FEATURE.search(text)
    return {"text": found["text"]} if found else {}


def _trim(name: str) -> str:
    """The words up to the first that belongs to no name, written as a name."""
    words: list[str] = []
    for word in _STATE.sub("", _ARTICLE.sub("The ", name.strip())).split():
        if _NO_NAME.fullmatch(word) and word != "The":
            break
        words.append(word)
    joined = " ".join(words)
    return joined.title() if joined.islower() else joined


def _drop_lead(name: str) -> str:
    words = name.split()
    while words and _LEAD.fullmatch(words[0]):
        words = words[1:]
    return " ".join(words)

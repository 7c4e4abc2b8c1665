"""Reads a new contact out of a sentence: the name, then each detail by its own rule. No I/O."""

import re
from typing import Any

from demo_crm.offline_model.intents import AddContact

_NAME_END = (
    r"(?=\s*(?:[,;:(\d]|$)|\s+(?:with|who|and|whose|phone|mobile|cell|e-?mail|at|from|company|"
    r"born|as|to|in|into|[\w.+-]+@)\b|\s+[\w.+-]+@)"
)
_NAME = rf"(?P<name>[^\W\d_][^,;:(\d@]*?){_NAME_END}"
_KIND = r"(?:contact|client|lead)"
_ADDING = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:create|add|make|save|set\s+up|new)\s+(?:an?\s+|the\s+)?(?:new\s+)?{_KIND}\b"
        rf"(?:\s+(?:named|called|for|with\s+(?:the\s+)?name))?\s*:?\s*(?:{_NAME})?",
        rf"(?:create|add|save|put)\s+{_NAME}(?=.*\b(?:as|to|in|into)\s+"
        rf"(?:an?\s+|my\s+|the\s+|our\s+)?(?:new\s+)?(?:{_KIND}s?|crm|address\s+book)\b)",
    )
)
_VALUE = (
    r"\s*(?:is|:)?\s+(?P<value>[^\s,;][^,;]*?)"
    r"(?=\s*(?:[,;]|$)|\s+(?:and|with|phone|mobile|cell|e-?mail|company|tags?|born|birthday)\b)"
)
# Each detail is taken out of the text before the next is read: a date is no phone number.
_DETAILS = {
    "birthday": r"\b(?:birthday|born)\D{0,6}(?P<value>\d{4}-\d{2}-\d{2})\b",
    "email": r"(?P<value>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)",
    "phone": r"(?P<value>(?:\+\d+\s*)?(?:\(\d{1,5}\)|\d)[\d\s.-]{5,}\d)",
    "company": rf"\b(?:company|work(?:s|ing)\s+(?:at|for)){_VALUE}",
    "job": rf"\b(?:job|work(?:s|ing)\s+as(?:\s+an?)?){_VALUE}",
    "town": rf"\b(?:town|city|liv(?:es|ing)\s+in|from){_VALUE}",
    "partner": rf"\b(?:partner|spouse|wife|husband){_VALUE}",
    "address": rf"(?<!mail )\baddress{_VALUE}",
    "tags": rf"\btag(?:s|ged)?(?:\s+as)?{_VALUE}",
}


def read_new_contact(text: str) -> AddContact | None:
    """The contact to add, if the text asks for that."""
    found = next((found for adding in _ADDING if (found := adding.match(text))), None)
    if found is None:
        return None
    name = (found["name"] or "").strip(" .")
    return AddContact(({"name": name} if name else {}) | _read_details(text[found.end() :]))


def _read_details(rest: str) -> dict[str, Any]:
    details: dict[str, Any] = {}
    for field, pattern in _DETAILS.items():
        if found := re.search(pattern, rest, re.IGNORECASE):
            value = found["value"].strip()
            details[field] = [value] if field == "tags" else value
            rest = rest[: found.start()] + ", " + rest[found.end() :]
    return details

"""Cuts a message that asks for several things where a new wish begins. No I/O."""

import re

from demo_crm.offline_model.appointment_words import DAY, KIND
from demo_crm.offline_model.best_words import PICKING
from demo_crm.offline_model.marketing_words import MAKING, spread_products

_LETTER = r"(?:\w+\s+)?(?:e-?mail|letter|message|note)"
_TASK = r"(?:new\s+)?(?:task|reminder|to-?do|contact|client|lead)"
_COMMAND = (
    r"(?:find|search\s+for|look\s+(?:for|up)|show\s+me|remind\s+me"
    rf"|{PICKING}|{MAKING}|(?:e-?mail|send|mail)\s+(?:it|them|this|that|these|those)\b"
    r"|(?:e-?mail|write)\s+(?:to\s+)?[\w'’-]+(?:\s+[\w'’-]+)?\s+(?:about|regarding)"
    rf"|(?:draft|write|compose|prepare)\s+(?:(?:an?|the)\s+{_LETTER}|(?:to\s+)?[A-Z]\w+)"
    rf"|(?:create|add|make|set\s+up)\s+(?:an?\s+)?{_TASK}"
    rf"|(?:book|schedule|arrange|set\s+up|plan|make|add|create|put)\s+(?:an?\s+|the\s+)?{KIND})\b"
)
# A comma in "named Ada Byrne, e-mail ..." begins no wish: only the words of a command do.
_CUT = re.compile(
    r"(?:\s*[,;.]\s*(?:and\s+)?(?:then\s+)?|\s+(?:and\s+then|and|then)\s+)"
    rf"(?:also\s+)?(?:please\s+)?(?={_COMMAND})",
    re.IGNORECASE,
)

# "Tomorrow at noon, book ...": the time belongs to what follows it.
_TIME = re.compile(rf"{DAY}\b.{{0,40}}", re.IGNORECASE)

# What asks for something the script may not know: "and sing me a song".
_OTHER = re.compile(
    r"\s*,?\s+and\s+(?:then\s+|also\s+|please\s+)*(?=(?:[a-z]+\s+(?:me|us)|sing|dance|tell|send|play|"
    r"order|buy|text|delete|cancel|translate|invite|print|share|post|publish|pay|call|phone|"
    r"remove|reschedule)\b)",
    re.IGNORECASE,
)


def split_wishes(text: str) -> list[str]:
    """The text in parts that each begin with a command; one part if there is no other."""
    cut = _CUT.split(spread_products(text))
    parts = [part for part in (part.strip(" ,;") for part in cut) if part]
    if len(parts) > 1 and _TIME.fullmatch(parts[0]):
        return [f"{parts[0]}, {parts[1]}", *parts[2:]]
    return parts


def split_others(text: str) -> list[str]:
    """The text, then each part that reads like a command no other rule may know."""
    return _OTHER.split(text)

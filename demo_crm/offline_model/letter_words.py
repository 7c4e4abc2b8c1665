"""Reads the wish for an e-mail: to whom, and what about. No I/O."""

import re

from demo_crm.offline_model.intents import WriteEmail
from demo_crm.offline_model.look_up_words import name_person, read_person

_WRITE = r"(?:write|draft|compose|prepare|send|create|make)"
_LETTER = (
    r"(?:an?\s+|the\s+)?(?:(?:short|quick|friendly|nice|new|brief|draft)\s+)*"
    r"(?:e-?mail|letter|message|note)(?:\s+draft)?"
)
_PERSON = r"(?P<person>[^?,;:]+?)"
_TOPIC = (
    r",?\s+(?:(?:and\s+)?(?:tell|telling|invite|inviting|ask|asking)\s+"
    r"(?:him|her|them)\s+(?:about|to)|about|regarding|concerning|on|with)\s+(?P<topic>.+)"
)
_THIS = (
    r"(?:it|them|these|those|(?:this|that|the\s+(?:[\w-]+\s+)?)(?:\s*(?:one|home|house|listing|"
    r"property))?)"
)
_WISHES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_WRITE}\s+{_LETTER}\s+(?:to|for)\s+{_PERSON}(?:{_TOPIC})?",
        rf"{_WRITE}\s+{_LETTER}\s+about\s+(?P<topic>.+)\s+(?:to|for)\s+{_PERSON}",
        rf"{_WRITE}\s+(?P<person>){_LETTER}(?:{_TOPIC})?",
        rf"{_WRITE}\s+(?:to\s+)?{_PERSON}\s+{_LETTER}(?:{_TOPIC})?",
        rf"(?:e-?mail|mail|send)\s+(?P<topic>{_THIS})\s+to\s+{_PERSON}",
        rf"(?:e-?mail|write(?:\s+to)?|message)\s+{_PERSON}{_TOPIC}",
    )
)


def read_letter(text: str) -> WriteEmail | None:
    """The letter to write, if the text asks for one; an empty person is one left open."""
    for wish in _WISHES:
        found = wish.fullmatch(text)
        if found and read_person(found["person"]) is not None:
            return WriteEmail(name_person(found["person"]), (found["topic"] or "").strip())
    return None

"""Reads a question about a person: who, and which of their details. No I/O."""

import re

from demo_crm.offline_model.intents import LookUp

_PRONOUN = re.compile(
    r"(?:his|her|hers|him|their|them|they|he|she|this (?:contact|person|client))", re.IGNORECASE
)
FIELDS = {
    "phone": r"phone(?:\s+number)?|telephone(?:\s+number)?|cell(?:\s*phone)?|mobile|number",
    "email": r"e-?mail(?:\s+address)?",
    "company": r"company|employer|firm",
    "job": r"job(?:\s+title)?|occupation|profession",
    "birthday": r"birthday|birth\s*date|date\s+of\s+birth",
    "partner": r"partner|spouse|wife|husband",
    "address": r"(?:home\s+|street\s+|postal\s+)?address",
    "town": r"(?:home\s*)?town|city",
    "tags": r"tags?",
    "last_note": r"(?:last\s+|latest\s+)?notes?",
}
_FIELD = rf"(?P<field>{'|'.join(FIELDS.values())})"
_PERSON = r"(?P<person>[^?,;:]+?)"
_ASKING = (
    r"(?:what(?:['’]?s|\s+is|\s+are|\s+was)|when(?:['’]?s|\s+is)|who(?:['’]?s|\s+is)|"
    r"(?:give|tell|show|get|find)(?:\s+me)?|look\s*up|i\s+need|do\s+(?:you|we|i)\s+have)"
)
# The field is None where the words name it themselves, and "" where none is asked for.
_QUESTIONS = tuple(
    (re.compile(pattern, re.IGNORECASE), field)
    for pattern, field in (
        (rf"(?:{_ASKING}\s+)?(?P<person>his|her|their)\s+{_FIELD}", None),
        (rf"(?:{_ASKING}\s+)?(?:contact\s+)?{_PERSON}(?:['’]s?)?\s+{_FIELD}", None),
        (rf"(?:{_ASKING}\s+)?(?:an?\s+|the\s+)?{_FIELD}\s+(?:of|for)\s+{_PERSON}", None),
        (rf"what\s+{_FIELD}\s+(?:does|do)\s+{_PERSON}\s+have", None),
        (rf"how\s+(?:can|do|could)\s+(?:i|we)\s+(?:reach|call|phone)\s+{_PERSON}", "phone"),
        (rf"where\s+(?:does|do)\s+{_PERSON}\s+live", "town"),
        (rf"where\s+(?:does|do)\s+{_PERSON}\s+work", "company"),
        (rf"who(?:['’]?s|\s+is)\s+{_PERSON}", ""),
        (
            r"(?:show|open|find|look\s*up|pull\s+up|search(?:\s+for)?|get)\s+(?:me\s+)?"
            rf"(?:the\s+|my\s+)?(?:contact|client|person)\s+"
            rf"(?:for\s+|named\s+|called\s+)?{_PERSON}",
            "",
        ),
        (rf"look\s*up\s+{_PERSON}", ""),
    )
)
_NO_PERSON = re.compile(
    r"\b(?:an?|the|this|that|my|our|your|you|all|one|it|homes?|houses?|listings?|propert\w+|"
    r"streets?|markets?|tasks?|letters?|in|write|draft|send|about|with)\b",
    re.IGNORECASE,
)

_SPOKEN = re.compile(
    r"\b(?:[Cc]all|[Mm]eet|[Pp]hone|[Tt]ext|[Aa]sk|[Tt]ell|[Ee]-?mail|[Vv]isit|[Ww]ith)\s+"
    r"(?P<name>[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)*)"
)


def read_look_up(text: str) -> LookUp | None:
    """What the text asks about whom, if it asks for a contact."""
    for question, field in _QUESTIONS:
        found = question.fullmatch(text)
        if found and (named := read_person(found["person"])):
            asked = name_field(found["field"]) if field is None else field
            return LookUp(name_person(named), asked or None)
    return None


def read_person(words: str) -> str | None:
    """The words, if they can name a person or stand for one."""
    return words if _PRONOUN.fullmatch(words) or not _NO_PERSON.search(words) else None


def name_person(words: str) -> str | None:
    """The words, or None where they are only "him" or "her"."""
    return None if _PRONOUN.fullmatch(words) else words


def find_name(text: str) -> str | None:
    """Who is spoken of: a name behind a word that takes a person, as in "call Jordan Oakes"."""
    found = _SPOKEN.search(text)
    return found["name"] if found and read_person(found["name"]) else None


def name_field(words: str) -> str:
    """The field of a contact that the words name."""
    return next(name for name, said in FIELDS.items() if re.fullmatch(said, words, re.IGNORECASE))

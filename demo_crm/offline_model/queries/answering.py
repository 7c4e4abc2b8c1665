"""The script's answer to a wish for a query: a query or a question, as JSON. No I/O.

It is a table of rules, not a language model: it reads figures, places, tags, times, orders and
groups that it knows the words of, and asks back where it found none.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from demo_crm.offline_model.queries import of_contacts, of_listings
from demo_crm.offline_model.queries.amounts_of import find_unread
from demo_crm.offline_model.queries.draft import Draft, words
from demo_crm.offline_model.queries.edits import clears, drop_parts, is_edit, merge
from demo_crm.offline_model.queries.rows_of import Vocabulary
from demo_crm.offline_model.queries.wish import Wish

MOST_CONDITIONS = 12
LONGEST_READ = 1500
SHORT = 200
_REPLACES = words(r"instead|only|just|make it|change\w*|switch\w*|rather")
_ALL = (
    r"(?:please\s+)?(?:show|list|see|give|display|find)?\s*(?:me\s+|us\s+)?"
    r"(?:all|every|everything|any)?\s*(?:the\s+|my\s+|our\s+|of\s+(?:the|my|our)\s+)?"
)


@dataclass(frozen=True, slots=True)
class _Reader:
    """How wishes about one collection are read."""

    read: Callable[[Draft, date], None]
    vocabulary: Vocabulary
    noun: str
    question: str


_READERS: Mapping[str, _Reader] = {
    "listings": _Reader(
        of_listings.read_listings,
        of_listings.VOCABULARY,
        of_listings.NOUN,
        "What should the homes be like: a town, a price, a number of bedrooms?",
    ),
    "contacts": _Reader(
        of_contacts.read_contacts,
        of_contacts.VOCABULARY,
        of_contacts.NOUN,
        "Whom are you looking for: a name, a town, a tag, a birthday?",
    ),
}
UNKNOWN = "This demo script only knows listings and contacts. Which of them do you mean?"


def answer_wish(wish: Wish) -> str:
    """One JSON object; the same wish always gets the same one."""
    return json.dumps(_answer(wish), ensure_ascii=False)


def _answer(wish: Wish) -> dict[str, Any]:
    reader = _READERS.get(wish.collection)
    if reader is None or wish.is_repair:
        return _ask(reader.question if reader else UNKNOWN)
    text = wish.text[:LONGEST_READ]
    if clears(text) or re.fullmatch(rf"{_ALL}(?:{reader.noun})?[.!?]?", text, re.IGNORECASE):
        return {}
    draft, edits = Draft(text), is_edit(text, wish.current, reader.noun)
    current: Mapping[str, Any] = wish.current if edits else {}
    if edits:
        current, missed = drop_parts(draft, current, reader.vocabulary)
        if missed:
            return _ask(f"There is no {missed[0]} in this filter. What shall I change?")
    reader.read(draft, wish.today)
    _leave_out_unknown(draft, wish.fields)
    if len(text) < SHORT and (unread := find_unread(draft.rest)):
        return _ask(f'What is meant by "{unread}": a price like 500k, a number of rooms, a year?')
    is_shorter = edits and current != wish.current
    if draft.is_empty and not is_shorter:
        return _ask(reader.question)
    return merge(current, draft, replaces=_REPLACES.search(text) is not None)


def _ask(question: str) -> dict[str, Any]:
    return {"question": question}


def _leave_out_unknown(draft: Draft, fields: frozenset[str]) -> None:
    """What this member may not ask by was not read; neither is all that a letter goes on about."""
    once = [each for at, each in enumerate(draft.conditions) if each not in draft.conditions[:at]]
    draft.conditions = [each for each in once if "field" not in each or each["field"] in fields]
    draft.conditions = draft.conditions[:MOST_CONDITIONS]
    measures = draft.rows.get("measures", [])
    known = [each for each in measures if each.get("field", next(iter(fields), "")) in fields]
    if measures and not known:
        draft.rows.clear()
    elif measures:
        draft.rows["measures"] = known

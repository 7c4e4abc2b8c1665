"""Turns what a member says into an intent: one rule a row, the first that fits wins. No I/O."""

import re
from collections.abc import Callable, Sequence

from demo_crm.offline_model.contact_words import read_new_contact
from demo_crm.offline_model.intents import (
    AddTask,
    Beyond,
    Courtesy,
    Intent,
    OpenListing,
    PickListingById,
    SearchListings,
    ShowTable,
    SmallTalk,
)
from demo_crm.offline_model.letter_words import read_letter
from demo_crm.offline_model.listing_words import (
    FIGURES,
    PLURAL_NOUN,
    SINGLE_NOUN,
    is_about_listings,
    read_filters,
)
from demo_crm.offline_model.look_up_words import read_look_up
from demo_crm.offline_model.pick_words import read_pick

# A wish of these few kinds is short; a pasted page is beyond the rules, and slow to match.
_LONGEST = 400
_POLITE = re.compile(
    r"(?:(?:hi|hello|hey|ok|okay|now|then|and|so|great|thanks|please|"
    r"(?:can|could|would|will) you|i(?:'d| would) like(?: you)? to|i want(?: you)? to|"
    r"help me|let'?s)\b[\s,!.]*)+(?=\w)",
    re.IGNORECASE,
)
_POLITE_END = re.compile(r"[\s,]*(?:please|thanks|thank you|for me)?[\s.!?]*$", re.IGNORECASE)
_GREETING = re.compile(
    r"(?:hi|hello|hey|howdy|good (?:morning|afternoon|evening))(?:,? (?:there|again|weft|all))?",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"(?=\w)(?:(?:great|perfect|nice|ok|okay|many|and)[\s,!]*)*"
    r"(?:(?:thanks|thank you|thx|cheers)(?: (?:so much|very much|a lot|again|for .{1,40}))?)?",
    re.IGNORECASE,
)
_TASK = re.compile(
    r"(?:remind me(?: about)?|(?:create|add|make|set|set up|new)\s+(?:an?\s+|the\s+)?(?:new\s+)?"
    r"(?:task|reminder|to-?do)|to-?do)\b\s*(?:for me\s+)?:?\s*(?P<words>.+)",
    re.IGNORECASE,
)
_TABLE = re.compile(
    r"\b(?:in|as|into|to|make)\s+(?:an?\s+)?table\b|\btable of\b|"
    r"\bcompare\s+(?:them|these|those|all|the (?:listings|homes|houses))\b|side by side",
    re.IGNORECASE,
)
_AT_SIGN = re.compile(r"(?<!\w)@")
_ID = re.compile(r"\bL-\d+\b", re.IGNORECASE)
_THE_ONE = re.compile(rf"\b(?:the|that)\s+(?:[\w-]+\s+){{0,2}}?{SINGLE_NOUN}", re.IGNORECASE)
_SEARCHING = re.compile(
    rf"\b(?:show|find|list|search|look|get|give|see|any|what|which|are there|is there|do we have|"
    rf"need|want|all|how many)\b.*\b{PLURAL_NOUN}\b|^{PLURAL_NOUN}\b",
    re.IGNORECASE,
)
# What speaks of listings or people and yet asks for something the script cannot do.
_BEYOND = re.compile(
    r"\b(?:average|median|analy\w+|trend\w*|forecast|predict\w*|mortgage|worth|why|should|tax\w*|"
    r"commission|open houses?|schedule|book|tours?|delete|remove|change|update|edit|rename|publish|"
    r"post|send|translate|summar\w+|per square|not|without|except|instead|"
    r"(?:of|only|just|among) (?:those|these|them))\b|"
    r"\b(?:at most|up to|no more than|under|below|(?:less|fewer) than)\s+\w+\s+ba(?:th\w*)?\b",
    re.IGNORECASE,
)


def understand(said: str) -> Intent:
    """What the member wants, as far as the rules know; `Beyond` if none fits."""
    text = _AT_SIGN.sub("", " ".join(said.split()))
    if len(text) > _LONGEST:
        return Beyond()
    for rule in _COURTESY_RULES:
        if intent := rule(text.strip(" .!?")):
            return intent
    opening = _POLITE.match(text)
    words = _POLITE_END.sub("", text[opening.end() :] if opening else text)
    return next((intent for rule in _RULES if (intent := rule(words))), Beyond())


def _read_greeting(text: str) -> Intent | None:
    return SmallTalk(Courtesy.GREETING) if _GREETING.fullmatch(text) else None


def _read_thanks(text: str) -> Intent | None:
    return SmallTalk(Courtesy.THANKS) if _THANKS.fullmatch(text) else None


def _read_task(text: str) -> Intent | None:
    found = _TASK.match(text)
    return AddTask(found["words"]) if found else None


def _read_beyond(text: str) -> Intent | None:
    return Beyond() if _BEYOND.search(text) else None


def _read_table(text: str) -> Intent | None:
    if not _TABLE.search(text):
        return None
    filters = read_filters(_TABLE.sub("|", text))
    return SearchListings(filters, as_table=True) if filters else ShowTable()


def _read_id(text: str) -> Intent | None:
    found = _ID.search(text)
    return PickListingById(found[0].upper()) if found else None


def _read_opening(text: str) -> Intent | None:
    filters = read_filters(text)
    is_address = filters.get("text", "")[:1].isdigit()
    is_one = is_address or (_THE_ONE.search(text) and "limit" not in filters)
    return OpenListing(filters) if filters and is_one else None


def _read_search(text: str) -> Intent | None:
    filters = read_filters(text)
    is_named = filters and (is_about_listings(text) or filters.keys() & FIGURES)
    return SearchListings(filters) if is_named or _SEARCHING.search(text) else None


Rule = Callable[[str], Intent | None]
_COURTESY_RULES: Sequence[Rule] = (_read_greeting, _read_thanks)
_RULES: Sequence[Rule] = (
    read_new_contact,
    _read_task,
    read_letter,
    _read_table,
    _read_beyond,
    read_pick,
    _read_id,
    read_look_up,
    _read_opening,
    _read_search,
)

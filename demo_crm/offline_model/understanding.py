"""Turns what a member says into an intent: one rule a row, the first that fits wins. No I/O."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from demo_crm.offline_model.appointment_words import read_appointment
from demo_crm.offline_model.best_words import read_best
from demo_crm.offline_model.change_words import read_change
from demo_crm.offline_model.chart_words import CHART, read_chart
from demo_crm.offline_model.contact_words import read_new_contact
from demo_crm.offline_model.courtesy_words import read_courtesy
from demo_crm.offline_model.intents import (
    AddContact,
    AddTask,
    Beyond,
    BookAppointment,
    Intent,
    OpenListing,
    PickListingById,
    SearchListings,
    Several,
    ShowChart,
    ShowTable,
    SmallTalk,
    Steering,
    Wish,
    WriteEmail,
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
from demo_crm.offline_model.marketing_words import read_marketing
from demo_crm.offline_model.pick_words import read_pick
from demo_crm.offline_model.places import read_other_towns
from demo_crm.offline_model.policy_words import read_policy
from demo_crm.offline_model.repeated_times import split_times
from demo_crm.offline_model.splitting import split_others, split_wishes

# A wish of these few kinds is short; a pasted page is beyond the rules, and slow to match.
_LONGEST = 400
_MOST_WISHES = 8
_MOST_TOWNS = 3
_POLITE = re.compile(
    r"(?:(?:hi|hello|hey|ok|okay|now|then|and|so|great|thanks|please|"
    r"(?:can|could|would|will) you|i(?:'d| would) like(?: you)? to|i want(?: you)? to|"
    r"help me|let'?s)\b[\s,!.]*)+(?=\w)",
    re.IGNORECASE,
)
_POLITE_END = re.compile(r"[\s,]*(?:please|thanks|thank you|for me)?[\s.!?]*$", re.IGNORECASE)
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
_SIDE_BY_SIDE = re.compile(r"\bside by side\b", re.IGNORECASE)
_ALL_HOMES = re.compile(
    rf"\b(?:all|every|our|my|active|pending|sold)\b.*\b{PLURAL_NOUN}\b", re.IGNORECASE
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
    r"commission|open houses?|schedule|book|tours?|delete|cancel|reschedule|remove|change|"
    r"update|edit|rename|publish|post|send|translate|summar\w+|per square|"
    r"not|without|except|instead|"
    r"(?:of|only|just|among) (?:those|these|them))\b|"
    r"\b(?:at most|up to|no more than|under|below|(?:less|fewer) than)\s+\w+\s+ba(?:th\w*)?\b",
    re.IGNORECASE,
)
# Words that choose homes by what people are; whoever lives somewhere is nobody's criterion.
_STEERING = re.compile(
    r"\b(?:(?:no|without|free of|good for|for|with|only|few|young|white|christian|jewish|muslim|"
    r"catholic|hindu)\s+(?:\w+\s+){0,2}?(?:kids|children|famil(?:y|ies)|christians?|jews|muslims?|"
    r"catholics?|immigrants?|foreigners|singles|whites?|blacks?|asians?|latin[oa]s?|hispanics?)|"
    r"(?:family|kid|child)[- ]friendly|adults? only|"
    r"(?:white|black|asian|hispanic|latino|christian|jewish|muslim|catholic|ethnic)\s+"
    r"(?:neighbou?rhoods?|areas?|towns?|communit(?:y|ies))|"
    r"safe(?:st)?\s+(?:neighbou?rhoods?|areas?|towns?|communit(?:y|ies)|streets?)|low crime|"
    r"where (?:\w+ )?(?:people|families) (?:like|live))\b",
    re.IGNORECASE,
)


def understand(said: str) -> Intent:
    """What the member wants, as far as the rules know; `Beyond` if none fits."""
    text = _AT_SIGN.sub("", " ".join(said.split()))
    if len(text) > _LONGEST:
        return Beyond()
    if courtesy := read_courtesy(text.strip(" .!?")):
        return courtesy
    return _gather(split_wishes(text))


def _gather(segments: Sequence[str]) -> Intent:
    """Several wishes at once. What no rule reads belongs to a task it follows, or is missed."""
    wishes: list[Wish] = []
    missed: list[str] = []
    for segment in segments:
        intent, unread = _leave_unread(segment)
        missed += unread
        if wishes and isinstance(wishes[-1].intent, AddTask) and _is_vague(intent):
            words = f"{wishes.pop().words} and {segment}"
            wishes.append(Wish(words, _understand_one(words)))
        elif isinstance(intent, Beyond | SmallTalk) or len(wishes) == _MOST_WISHES:
            missed.append(segment)
        else:
            wishes.append(Wish(segment, intent))
    if not wishes:
        return Beyond()
    if len(wishes) == 1 and not missed:
        return wishes[0].intent
    return Several(tuple(wishes), tuple(missed))


def _leave_unread(text: str) -> tuple[Intent, list[str]]:
    """What the text wants, and parts of it that no rule reads; a task takes them as they are."""
    intent = _understand_one(text)
    known, *others = split_others(text)
    unread = [words for words in others if isinstance(_understand_one(words), Beyond)]
    if isinstance(intent, AddTask) or len(unread) < len(others) or not others:
        return intent, []
    return _understand_one(known), unread


def _is_vague(intent: Intent) -> bool:
    """Whether it may as well be something to be reminded of: "call Jo and write a note"."""
    match intent:
        case Beyond() | WriteEmail(person="") | BookAppointment(words=""):
            return True
        case AddContact(values=values):
            return "name" not in values
        case _:
            return False


def _understand_one(text: str) -> Intent:
    opening = _POLITE.match(text)
    words = _POLITE_END.sub("", text[opening.end() :] if opening else text)
    return next((intent for rule in _RULES if (intent := rule(words))), Beyond())


def _read_task(text: str) -> Intent | None:
    found = _TASK.match(text)
    return AddTask(found["words"]) if found else None


def _read_appointments(text: str) -> Intent | None:
    """One appointment for each time that is named."""
    wish = read_appointment(text)
    if wish is None:
        return None
    each, unread = split_times(wish.words)
    if len(each) == 1 and not unread:
        return wish
    wishes = [Wish(f"book a {wish.kind} {words}", replace(wish, words=words)) for words in each]
    missed = [each_wish.words for each_wish in wishes[_MOST_WISHES:]]
    return Several(tuple(wishes[:_MOST_WISHES]), (*missed, *([unread] if unread else [])))


def _read_beyond(text: str) -> Intent | None:
    return Beyond() if _BEYOND.search(text) else None


def _read_table(text: str) -> Intent | None:
    if not _TABLE.search(text):
        return None
    words = _TABLE.sub("|", text)
    filters = read_filters(words)
    if filters:
        return _search(SearchListings(filters, as_table=True), words)
    return ShowTable(side_by_side=bool(_SIDE_BY_SIDE.search(text)))


def _read_chart(text: str) -> Intent | None:
    chart = read_chart(text)
    if chart is None or _BEYOND.search(text):
        return None
    words = CHART.sub("|", text)
    filters = read_filters(words)
    if filters or _ALL_HOMES.search(words):
        return _search(SearchListings(filters, chart=chart), words)
    return ShowChart(chart)


def _read_steering(text: str) -> Intent | None:
    return Steering() if _STEERING.search(text) else None


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
    if not is_named and not _SEARCHING.search(text):
        return None
    return _search(SearchListings(filters), text)


def _search(wish: SearchListings, text: str) -> Intent:
    """One search for each town the text names: the tool takes one at a time."""
    others = read_other_towns(text) if "town" in wish.filters else []
    if not others:
        return wish
    towns = dict.fromkeys([wish.filters["town"], *others])
    wishes = [replace(wish, filters={**wish.filters, "town": town}) for town in towns]
    missed = tuple(f"homes in {town}" for town in list(towns)[_MOST_TOWNS:])
    return Several(tuple(Wish(text, each) for each in wishes[:_MOST_TOWNS]), missed)


Rule = Callable[[str], Intent | None]
_RULES: Sequence[Rule] = (
    read_new_contact,
    _read_task,
    _read_appointments,
    _read_steering,
    read_letter,
    read_best,
    read_marketing,
    read_change,
    _read_table,
    _read_chart,
    read_policy,
    _read_beyond,
    read_pick,
    _read_id,
    read_look_up,
    _read_opening,
    _read_search,
)

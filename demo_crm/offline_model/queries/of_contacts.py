"""Reads which people are wished for. No I/O."""

import re
from datetime import date

from demo_crm.invention.vocabulary import COMPANIES, FIRST_NAMES, JOBS, LAST_NAMES
from demo_crm.offline_model.queries.draft import Draft, compare, words
from demo_crm.offline_model.queries.places_of import take_places
from demo_crm.offline_model.queries.rows_of import Vocabulary, take_rows
from demo_crm.offline_model.queries.times_of import (
    AGE,
    MONTH,
    MONTHS,
    SINCE,
    STRETCH,
    read_age,
    read_month,
    read_since,
    read_stretch,
)

LETTER = 250
"""Characters from which on a wish is taken for a pasted letter."""

NOUN = r"contacts?|people|persons?|clients?|leads?|everybody|everyone|anyone|who"
VOCABULARY = Vocabulary(
    fields={
        "name": r"names?",
        "town": r"towns?|cit(?:y|ies)",
        "tags": r"tags?|labels?",
        "company": r"compan(?:y|ies)|employers?",
        "job": r"jobs?|professions?",
        "email": r"e-?mails?(?: address(?:es)?)?",
        "phone": r"phones?(?: numbers?)?|numbers?",
        "partner": r"partners?|spouses?",
        "address": r"address(?:es)?",
        "next_birthday": r"birthdays?",
        "birthday_month": r"birthday months?|months? of birth",
        "born": r"ages?|born|dates? of birth",
        "last_contact": r"last (?:contact|call|note)|calls?",
        "mine": r"mine|owners?",
        "shared": r"shared",
        "do_not_contact": r"do not contact",
        "remark": r"(?:private )?remarks?",
    },
    orders={
        r"not called (?:the )?longest|longest not called|longest ago": ("last_contact", False),
        r"most recently called|last called": ("last_contact", True),
        r"oldest": ("born", False),
        r"youngest": ("born", True),
        r"next birthdays?": ("next_birthday", False),
    },
    groups=("town", "tags", "company", "job", "birthday_month", "shared"),
)
_TAGS = {
    "buyer": r"buyers?|buying",
    "seller": r"sellers?|selling",
    "investor": r"investors?",
    "first home": r"first[- ](?:home|time)(?: buyers?)?",
    "past client": r"past clients?|former clients?",
    "relocating": r"relocating|relocators?",
    "cash": r"cash(?: buyers?)?",
    "landlord": r"landlords?",
}
_TAGGED = words(r"tagged\s+(?:as\s+)?(?P<tag>[\w-]+)")
_CALLED = (
    r"(?:called|contacted|spoken(?: (?:to|with))?|talked to|heard (?:of|from)|in touch|reached|met)"
)
_NOT = r"(?:not|never|haven['’]t(?: been)?|hasn['’]t(?: been)?|didn['’]t|un|no)"
_NOT_FOR = words(
    rf"(?:{_NOT}\s*(?:been\s+)?{_CALLED}|no (?:call|contact|note)s?)\s+(?:with\s+)?"
    rf"(?:for|in|within|since)?\s*"
    rf"(?:(?:the\s+)?(?:last|past|over|more than)\s+)?{AGE}"
)
_NOT_SINCE = words(rf"(?:{_NOT}\s*(?:been\s+)?{_CALLED}|no (?:call|contact|note)s?)\s+{SINCE}")
_NEVER = words(rf"(?:never|not yet|not)\s+(?:been\s+)?{_CALLED}")
_SPOKEN = words(rf"(?:{_CALLED}|notes?)\s+(?:(?:in|within)\s+)?(?:the\s+)?{STRETCH}")
_BIRTHDAY_IN = words(rf"(?:birthdays?|born)\s+(?:is\s+)?(?:in|during)\s+(?P<month>{MONTH})")
_BIRTHDAY = words(rf"birthdays?\s+(?:is\s+)?(?:(?:in|within)\s+)?(?:the\s+)?{STRETCH}")
_BORN = words(
    r"born\s+(?:(?P<before>before|until)|(?P<after>after|since|in or after)|in)\s+"
    r"(?P<year>(?:19|20)\d\d)"
)
_AGE = words(
    r"(?:(?P<older>over|older than|above)|(?:under|younger than|below))\s+(?P<years>\d\d)"
    r"(?:\s+years?(?: old)?)?"
)
_HAS = words(
    r"(?P<not>without|no|missing|lacking|have no|has no|with no)\s+(?:an?\s+|any\s+)?"
    r"(?P<what>phones?(?: numbers?)?|e-?mails?(?: address(?:es)?)?"
    r"|compan(?:y|ies)|jobs?|partners?|spouses?|birthdays?|address(?:es)?|tags?)"
    r"|(?P<gone>phone|e-?mail|company|job|partner|birthday|address)s?\s+(?:is\s+)?(?:missing|unknown)"
    r"|(?:with|have|has|having)\s+(?:an?\s+)(?P<has>phone(?: number)?|e-?mail(?: address)?"
    r"|company|job|partner|spouse|birthday|address|remark)"
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{2,4}")
_COMPANY = words(
    rf"(?:(?:work(?:s|ing)?\s+)?(?:at|for|from)\s+|company\s+(?:is\s+)?)?(?P<company>{'|'.join(COMPANIES)})"
)
_JOB = words(rf"(?P<job>{'|'.join(JOBS)})s?")
_MINE = words(
    r"my(?:\s+own)?(?=\s+(?:contacts?|people|clients?|buyers?|sellers?|leads?|investors?))|mine"
)
_SHARED = words(
    r"(?P<not>not\s+shared|unshared|private)|shared(?:\s+(?:with\s+\w+|in the house|contacts?))?"
)
_LEFT_ALONE = words(
    r"(?:do|does|did|should)(?:n['’]t| not) (?:want to be |be )?contact(?:ed)?|left alone"
)
_KNOWN_NAME = words("|".join((*FIRST_NAMES, *LAST_NAMES)))
_NAME = re.compile(
    r"(?:\b(?:named|called|name is|name of|find|look up|who is|show me)\s+)?"
    r"(?P<name>[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2})"
)
_STARTS = words(
    r"names?\s+(?:that\s+)?(?:start(?:s|ing)?|begin(?:s|ning)?)\s+with\s+(?P<start>\w+)"
)
_NO_NAME = re.compile(
    r"Dear|All|And|Anyone|Any|Also|Are|Contacts?|Do|Find|For|From|Give|Have|How|I|In|List|Me|My|No|Not|Of"
    r"|Only|People|Please|Show|Sort|The|These|They|Those|To|We|What|Which|Who|With|You|Is|Can|Could"
)


def read_contacts(draft: Draft, today: date) -> None:
    """Everything the words say of people, into the draft; of a letter, who wrote it."""
    if len(draft.rest) > LETTER and (found := draft.take_one(_MAIL)):
        draft.ask("email", "=", found[0])
        return
    _take_times(draft, today)
    for found in draft.take(_HAS):
        name = VOCABULARY.find(found["what"] or found["gone"] or found["has"])
        name = {"next_birthday": "born"}.get(f"{name}", f"{name}")
        draft.ask(name, "exists" if found["has"] else "missing")
    for found in draft.take(_MAIL):
        draft.ask("email", "=", found[0])
    for found in draft.take(_PHONE):
        draft.ask("phone", "contains", found[0].strip())
    take_rows(draft, VOCABULARY)
    if draft.take_one(_LEFT_ALONE):
        draft.ask("do_not_contact", "=", value=True)
    if draft.take_one(_MINE):
        draft.ask("mine", "=", value=True)
    for found in draft.take(_SHARED):
        draft.ask("shared", "=", value=not found["not"])
    for found in draft.take(_STARTS):
        draft.ask("name", "starts_with", found["start"])
    for found in draft.take(_COMPANY):
        draft.ask("company", "=", found["company"])
    _take_tags(draft)
    for found in draft.take(_JOB):
        draft.ask("job", "=", found["job"].lower())
    take_places(draft, of_homes=False)
    _take_name(draft)


def _take_times(draft: Draft, today: date) -> None:
    """When they were last spoken with, and when they were born."""
    for pattern, read in ((_NOT_FOR, read_age), (_NOT_SINCE, read_since)):
        if found := draft.take_one(pattern):
            silent = [
                compare("last_contact", "<", read(found, today)),
                compare("last_contact", "missing"),
            ]
            draft.conditions.append({"or": silent})
    if draft.take_one(_NEVER):
        draft.ask("last_contact", "missing")
    if found := draft.take_one(_SPOKEN):
        draft.rows["time"] = {"field": "last_contact", **read_stretch(found)}
    if found := draft.take_one(_BIRTHDAY_IN):
        draft.ask("birthday_month", "=", MONTHS[read_month(found["month"]) - 1])
    if found := draft.take_one(_BIRTHDAY):
        stretch = read_stretch(found)
        if stretch == {"this": "month"}:
            # Those of it that are over count too.
            draft.ask("birthday_month", "=", MONTHS[today.month - 1])
        else:
            draft.rows["time"] = {"field": "next_birthday", **stretch}
            draft.rows["sort"] = [{"field": "next_birthday", "order": "ascending"}]
    _take_ages(draft, today)


def _take_ages(draft: Draft, today: date) -> None:
    for found in draft.take(_BORN):
        year = found["year"]
        if found["before"]:
            draft.ask("born", "<", f"{year}-01-01")
        elif found["after"]:
            draft.ask("born", ">", f"{year}-12-31")
        else:
            draft.ask("born", "between", [f"{year}-01-01", f"{year}-12-31"])
    for found in draft.take(_AGE):
        day = today.replace(year=today.year - int(found["years"]), day=min(today.day, 28))
        draft.ask("born", "<" if found["older"] else ">", day.isoformat())


def _take_tags(draft: Draft) -> None:
    is_either = re.search(r"\bor\b", draft.rest, re.IGNORECASE) is not None
    named = [found["tag"].lower() for found in draft.take(_TAGGED)]
    # "first-time buyers" before "buyers": the longer name is the narrower one.
    for tag in sorted(_TAGS, key=lambda tag: -len(_TAGS[tag])):
        named += [tag for _ in draft.take(words(_TAGS[tag]))][:1]
    if is_either and len(named) > 1:
        draft.ask("tags", "in", named)
    else:
        for tag in named:
            draft.ask("tags", "=", tag)


def _take_name(draft: Draft) -> None:
    for found in _NAME.finditer(draft.rest):
        said = [word for word in found["name"].split() if not word.isupper()]
        kept = [word for word in said if not _NO_NAME.fullmatch(word)]
        if kept:
            draft.rest = draft.rest.replace(" ".join(kept), " | ")
            draft.ask("name", "contains", " ".join(kept))
            return
    if known := draft.take_one(_KNOWN_NAME):
        draft.ask("name", "contains", known[0].title())

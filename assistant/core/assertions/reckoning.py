"""Tells a value of a record from what is reckoned, paid beside it, or wished for. No I/O."""

import re

from assistant.core.assertions.claims import Claim
from assistant.core.assertions.layout import find_header, find_row_head

_LIMIT = re.compile(
    r"\b(?:you|your|budget|limit|asked|want(?:ed)?|looking|wish(?:ed)?|at least|at most|up to|"
    r"minimum|maximum|under|over|below|above|less than|more than|fewer than)\b",
    re.IGNORECASE,
)
_RATE = (
    r"per|average|median|month(?:ly)?|years?|annual|tax(?:es)?|dues|fees?|deposit|down|budget|rent|"
    r"mortgage|payments?|offer(?:s|ed)?|bids?|credit|costs|discount|reduc\w+|drop\w*|rais\w+|"
    r"differ\w+"
)
_RATE_BEFORE = re.compile(rf"\b(?:{_RATE})\b", re.IGNORECASE)
_RATE_AFTER = re.compile(
    rf"\b(?:{_RATE}|below|above|under|over|less|more|off|cheaper)\b|/\s?(?:mo|sq|month|year)",
    re.IGNORECASE,
)
_FEE = re.compile(
    r"\b(?:hoa|dues|fees?|tax(?:es)?|deposit|rent|mortgage|insurance|premium|commission|utilities|"
    r"maintenance|repairs?)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:()\n\x00|]|\b(?:and|but|with|while|plus)\b", re.IGNORECASE)
# A comma between would begin another thought: "$1.2M, less than the first one".
_MORE = re.compile(
    r"[\s-](?:more|less|fewer|extra|additional|higher|lower|cheaper|dearer|pricier)\b(?! or less)|"
    r"[\s-](?:together|combined|altogether)\b|"
    r"(?:[\s-](?!or\b|and\b|in\b)[^\W\d_]{1,10}\.?){1,2}\s(?:more|less|fewer|extra|higher|lower|"
    r"larger|bigger|smaller|newer|older|longer|shorter|apart)\b(?=\s(?:than|in)\b|\s*(?:[.,;!?)|]|\Z))",
    re.IGNORECASE,
)
_COMPARED_WORDS = (
    "more less fewer extra additional higher lower cheaper dearer pricier larger bigger smaller "
    "newer older longer shorter apart together combined altogether"
)
_COMPARED = frozenset(_COMPARED_WORDS.split())
_ADDED = (" extra ", " additional ", " another ")
_PER = re.compile(
    r"(?:[\s-][^\W\d_]{1,10}){0,2}\s(?:per\s|(?:an?|each|every)\s(?:day|night|week|month|quarter|"
    r"year|hour|minute|sq|square|foot|meter|metre|acre|person|head|unit|room)\b"
    r"(?!\s(?:ago|later|earlier|before|from|old)\b))|"
    r"\s?/\s?(?:mo|mth|month|yr|year|wk|week|day|night|sq|sf|ft|m)\b",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"\b(?:per|average|median|monthly|annual|tax(?:es)?|hoa|dues|fees?|deposit|down|budget|rent|"
    r"mortgage|payments?|offers?|bids?|discount|savings?|differ\w*)\b|/\s?(?:mo|sq|ft|sf|yr|year)",
    re.IGNORECASE,
)
_ROOM, _FEE_ROOM, _RATE_ROOM = 48, 24, 16
_ADDED_ROOM, _PER_ROOM = 12, 40


def is_limit(claim: Claim) -> bool:
    """Whether the words before it speak of what is wanted rather than of what is."""
    return bool(_LIMIT.search(claim.before(_ROOM)))


def is_difference(claim: Claim) -> bool:
    """Whether it says how much more or less there is: "$50,000 less", "one more bedroom"."""
    text, start = claim.words.text, claim.figure.start
    if text[max(0, start - _ADDED_ROOM) : start].endswith(_ADDED):
        return True
    # Most figures have no such word near, and patterns take their time to say so.
    if _COMPARED.isdisjoint(claim.nouns):
        return False
    return _MORE.match(text, claim.figure.end, claim.words.end) is not None


def is_reckoned(claim: Claim) -> bool:
    """Whether it is a difference, or so much for each: "$350 a month", "$1,054 per square foot"."""
    end = claim.figure.end
    after = claim.words.text[end : end + _PER_ROOM]
    # Looked for one by one, for that is quicker than any pattern.
    may_be_rate = (
        "/" in after
        or " a " in after
        or " per " in after
        or " an " in after
        or " each " in after
        or " every " in after
    )
    if may_be_rate and _PER.match(after):
        return True
    return is_difference(claim) or _is_headed_so(claim)


def _is_headed_so(claim: Claim) -> bool:
    """Whether a table's header, or the first cell of a row, calls it a rate or a fee."""
    text, place = claim.words.text, claim.figure.start
    if "|" not in text[claim.words.start : place]:
        return False
    heads = find_header(text, place), find_row_head(text, place)
    return any(_HEAD.search(head) for head in heads)


def is_other_money(claim: Claim) -> bool:
    """Whether the words around it make it a fee, a difference or a rate, and no price."""
    text, figure = claim.words.text, claim.figure
    before = text[max(claim.since, figure.start - _ROOM) : figure.start]
    return bool(_RATE_BEFORE.search(before) or _RATE_AFTER.search(claim.after(_RATE_ROOM)))


def is_fee(claim: Claim) -> bool:
    """Whether its clause calls it a fee, a tax or what else is paid beside a price."""
    before, after = claim.before(_ROOM), claim.after(_FEE_ROOM)
    return any(_FEE.search(said) for said in (_CLAUSE.split(before)[-1], _CLAUSE.split(after)[0]))

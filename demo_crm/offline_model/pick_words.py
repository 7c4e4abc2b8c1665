"""Reads which of the listings shown before is meant: `the 2nd one`, `#3`, `this house`. No I/O."""

import re

from demo_crm.offline_model.intents import PickListing
from demo_crm.offline_model.listing_words import SINGLE_NOUN

_ORDINALS = {
    r"1st|first": 1,
    r"2nd|second": 2,
    r"3rd|third": 3,
    r"4th|fourth": 4,
    r"5th|fifth": 5,
    r"6th|sixth": 6,
    r"7th|seventh": 7,
    r"8th|eighth": 8,
    r"9th|ninth": 9,
    r"10th|tenth": 10,
    r"11th|eleventh": 11,
    r"12th|twelfth": 12,
    r"last": -1,
}
_ORDINAL = rf"(?P<ordinal>{'|'.join(_ORDINALS)})"
_ONE = rf"(?:one|option|result|{SINGLE_NOUN})"
_PICKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf".*\b{_ORDINAL}\s+{_ONE}\b.*",
        rf"(?:.*\bthe\s+)?{_ORDINAL}",
        r"(?:.*\b)?(?:number|no\.?|option|#)\s*(?P<number>\d{1,2})",
        r"(?P<number>\d{1,2})",
    )
)
_THIS = re.compile(
    rf"(?:.*\b)?(?:this|that)\s+{_ONE}|(?:open|show me|tell me (?:more )?about|more about) "
    r"(?:it|this|that)",
    re.IGNORECASE,
)


def read_pick(text: str) -> PickListing | None:
    """Which of the listings shown before the text means."""
    for pick in _PICKS:
        if found := pick.fullmatch(text):
            named = found.groupdict()
            if "number" in named:
                return PickListing(int(named["number"]))
            return PickListing(_read_ordinal(named["ordinal"]))
    return PickListing(None) if _THIS.fullmatch(text) else None


def _read_ordinal(words: str) -> int:
    said = words.lower()
    return next(position for names, position in _ORDINALS.items() if said in names.split("|"))

"""Tells what has digits or number words and is no figure: idioms, names, ids. No I/O."""

import re

from assistant.core.assertions.figures.currencies import CODES
from assistant.core.assertions.figures.numerals import SCALES, WORDS
from assistant.core.assertions.figures.values import Amount, Figure

NUMBER_WORDS = frozenset([*WORDS, *SCALES]) - {"zero"}
_NUMBERED_WORDS = (
    "step option part phase section chapter version figure page point question choice item round "
    "stage form highway hwy route interstate freeway exit no. v v. unit suite ste ste. apt apt. "
    "room floor ward district pier terminal gate bus line prop proposition title error http iso "
    "rfc ios android windows"
)
_NUMBERED = frozenset(_NUMBERED_WORDS.split())
IDIOM = re.compile(
    r"24x7|401\(?k|4x4|2-in-1|1031(?=\s+exchange)|360(?=[\s-]?(?:degree|°|view|tour|video))|"
    r"9[ -]to[ -]5\b|7-eleven\b|49ers\b|4k(?=\s+(?:video|tv|screen|display|tour|photo|resolution))|"
    r"100\s?%(?=\s+(?:sure|certain|agree|on\b|right|clear|free))|"
    r"\d{1,3}(?=\s+(?:freeway|highway|expressway|bypass|corridor)\b)|"
    r"(?:10|15|20|25|30|40)(?=[\s-]+years?[\s-]+(?:fixed|loan|mortgage))",
    re.IGNORECASE,
)
_IDIOM_WORDS = re.compile(
    r"(?:a\s+)?million(?=\s+thanks)|nine\s+times\s+out\s+of\s+ten|nine[\s-]to[\s-]five|"
    r"fifty-fifty|twenty-four\s+seven|"
    r"(?:one\s+)?hundred\s+percent(?=\s*!|\s+(?:sure|agreed?|right))|"
    r"six\s+feet\s+under",
    re.IGNORECASE,
)
_IDIOM_LEAD = re.compile(
    r"\b(?:thanks\s+a|one\s+in\s+a|(?:a\s+)?few|several|cloud|on\s+all)\s+\Z", re.IGNORECASE
)
_ROAD_AFTER = re.compile(r"\s*(?:[.,;!?]|\Z|(?:is|was|to|and|or|at|near|runs)\b)")
_LETTERED = re.compile(r"\d+[A-Z]")
_WORD_BEFORE = re.compile(r"[^\W_]*\Z")
_LONG_LEAD = 16
_STANDARDS = frozenset(["form", "iso", "rfc", "suite", "room", "unit"])
_TWO_DIGITS, _FEW = 10, 1_000


def skip_idiom(text: str, at: int, word: str) -> int:
    """The end of a spelt number that is a manner of speaking; 0 where it is none."""
    if found := _IDIOM_WORDS.match(text, at):
        return found.end()
    lead = _IDIOM_LEAD.search(text, max(0, at - _LONG_LEAD), at)
    return at + len(word) if lead else 0


def is_inside(text: str, at: int) -> bool:
    """Whether what begins here goes on a word, an id or a number: "B12", "L-1042", "#3"."""
    if at == 0:
        return False
    before = text[at - 1]
    if before in " \n(":
        return False
    if before.isalnum() or before in "#&\x00":
        return True
    if before in ".,'":
        return text[at - 2 : at - 1].isdigit()
    if before not in "-_/":
        return False
    # "USD-12" is money and "mid-1962" a year; "L-1042" and "Q-3" are names.
    word = _WORD_BEFORE.search(text, max(0, at - 9), at - 1)
    said = word[0] if word else ""
    if not said or said[0].isdigit() or said.lower() in CODES:
        return False
    return before == "_" or said.isupper()


def is_numbered(text: str, figure: Figure) -> bool:
    """Whether the word before it makes it a name, as "Step 2" and "2 of 3" behind one."""
    value = figure.value
    if not isinstance(value, Amount) or value.sort != "number":
        return False
    words = text[max(0, figure.start - _LONG_LEAD) : figure.start].lower().split()
    if value.readings[0] >= _FEW and not _LETTERED.fullmatch(text, figure.start, figure.end):
        return bool(words) and words[-1] in _STANDARDS
    if words[-1:] == ["the"]:
        is_road = _TWO_DIGITS <= value.readings[0] < _FEW
        return is_road and bool(_ROAD_AFTER.match(text, figure.end))
    if words[-1:] == ["of"] and words[-2:-1] and words[-2].isdecimal():
        del words[-2:]
    return bool(words) and words[-1] in _NUMBERED

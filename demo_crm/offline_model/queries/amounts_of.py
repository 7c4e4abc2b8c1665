"""Reads how much of something is wished for: `under 900k`, `3+ beds`, `price <= 900000`. No I/O."""

import re

from demo_crm.offline_model.amounts import COUNT, MONEY, read_amount
from demo_crm.offline_model.queries.draft import Draft

_OPS = {
    "<=": r"(?:not|no) (?:above|over|more than|higher than)|at most|up to|max(?:imum)?(?: of)?"
    r"|within|<=",
    ">=": r"(?:not|no) (?:under|below|less than|fewer than)|at least|from|starting at"
    r"|min(?:imum)?(?: of)?|since|>=",
    "<": r"under|below|less than|fewer than|cheaper than|lower than|smaller than|before|<(?!=)",
    ">": r"over|above|more than|greater than|larger than|bigger than|higher than|after|>(?!=)",
    "=": r"exactly|with exactly|=",
}
_NAMED = {op: re.compile(rf"(?:{said})$", re.IGNORECASE) for op, said in _OPS.items()}
_ANY = "|".join(_OPS.values())
_UNREAD = re.compile(rf"(?<!\w)(?:{_ANY})\s*\$?\d[\w,.]*", re.IGNORECASE)
_RANGE = r"\s*(?:-|–|to|and)\s*"
SIZE = r"\d{1,3}(?:,\d{3})+|\d{3,6}|\d(?:\.\d)?\s*k"
YEAR = r"(?:19|20)\d\d"


def find_unread(words: str) -> str | None:
    """An amount with a comparison that nothing was made of."""
    found = _UNREAD.search(words)
    return found[0].strip() if found else None


def take_amounts(draft: Draft, field: str, pattern: re.Pattern[str], *, alone: str = "=") -> None:
    """Each amount of `field`; one without a comparison is meant as `alone`."""
    for found in draft.take(pattern):
        low, high = found["low"], read_amount(found["high"])
        if low:
            least = read_amount(low)
            # "$750-900k": the unit is said once.
            scale = high / read_amount(re.sub(r"[a-z\s]+$", "", found["high"].lower()) or "1")
            least = least * scale if least < 1000 <= high else least
            draft.ask(field, "between", [_tidy(least), _tidy(high)])
        else:
            op = ">=" if found["more"] or found["behind"] else _read_op(found["op"], alone)
            draft.ask(field, op, _tidy(high))


def build_pattern(amount: str, *, before: str = "", behind: str = "") -> re.Pattern[str]:
    """A pattern for `take_amounts`; `before` or `behind` is the word that says of what."""
    lead = rf"(?:{before})\s*(?:is|of|:)?\s*" if before else ""
    tail = rf"[\s-]*(?:{behind})(?!\w)" if behind else ""
    more = r"\s*\+|\s+(?:or|and)\s+(?:more|up|later|newer)"
    return re.compile(
        rf"(?<![\w.]){lead}(?:(?P<op>{_ANY}|between)\s*(?:the\s+|year\s+)?)?"
        rf"(?:(?P<low>\$?(?:{amount}|\d[\d,.]*)){_RANGE})?(?P<high>{amount})"
        rf"(?P<more>{more})?{tail}(?P<behind>{more})?",
        re.IGNORECASE,
    )


def _read_op(said: str | None, alone: str) -> str:
    words = " ".join((said or "").split())
    return next((op for op, pattern in _NAMED.items() if words and pattern.match(words)), alone)


def _tidy(value: float) -> int | float:
    return int(value) if value == int(value) else value


BEDS = (
    build_pattern(COUNT, behind=r"bed(?:room)?s?|bd|br"),
    build_pattern(COUNT, before=r"bed(?:room)?s"),
)
BATHS = (
    build_pattern(COUNT, behind=r"bath(?:room)?s?|ba"),
    build_pattern(COUNT, before=r"bath(?:room)?s"),
)
SIZES = (
    build_pattern(SIZE, behind=r"sq\.?\s*(?:ft|feet)|sqft|square (?:feet|foot)"),
    build_pattern(SIZE, before=r"size|square feet|sqft"),
)
YEARS = (build_pattern(YEAR, before=r"(?:year )?built|from the year"),)
PRICES = (
    build_pattern(MONEY, before=r"(?:asking )?price|budget|cost|priced"),
    build_pattern(MONEY),
)

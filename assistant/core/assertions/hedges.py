"""The words beside a figure that make it rounded, or one side of a bound. No I/O."""

import re

_BEFORE = {
    "about": (
        "about|around|roughly|approximately|approx.|approx|circa|ca.|some|close to|~|≈|estimated"
    ),
    "over": "over|more than|above|just over|a little over|at least|upward of|upwards of|north of|"
    "low|mid|mid-|high|upper",
    "under": "under|less than|fewer than|below|nearly|almost|just under|up to|at most",
}
_HEDGE = {words: hedge for hedge, all_ in _BEFORE.items() for words in all_.split("|")}
_LAST = frozenset(words.split()[-1] for words in _HEDGE)
_AFTER = re.compile(
    r"\+|(?:[\s-][^\W\d_]{1,10}\.?){0,3},?\s(?:(?P<about>or\sso\b|or\sthereabouts\b|give\sor\stake)|"
    r"(?P<over>or\s(?:more|above|higher|better)\b|and\sup\b)|"
    r"(?P<under>or\s(?:less|fewer|below|under)\b))",
    re.IGNORECASE,
)
_ROOM_AFTER = 40
HEDGE_ROOM = 24
"""As many characters before a figure are looked at."""


def find_hedge(text: str, start: int, figure: tuple[int, int]) -> str:
    """ "about", "over", "under" or nothing, for a figure of a sentence from `start`."""
    first, end = figure
    before = text[max(start, first - HEDGE_ROOM) : first]
    if before.endswith(("~", "≈")):
        return "about"
    words = before.lower().split()
    if words and words[-1] in _LAST:
        tails = (" ".join(words[-length:]) for length in (3, 2, 1))
        if hedge := next((_HEDGE[tail] for tail in tails if tail in _HEDGE), ""):
            return hedge
    after = text[end : end + _ROOM_AFTER]
    # Most figures have none, and a pattern takes its time to say so.
    if not after.startswith("+") and " or " not in after and " and up" not in after:
        return ""
    found = _AFTER.match(after)
    return (found.lastgroup or "over") if found else ""

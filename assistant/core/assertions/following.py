"""The words that follow a figure, and the units among them. No I/O."""

import re
from collections.abc import Iterator

_AFTER = re.compile(
    r"(?:\+|\sor\s(?:more|fewer|less)(?=\s))?((?:[\s/-]{0,2}(?:sq\.|[^\W\d_]+[²³]?)){1,4})",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]+[²³]?")
_STOP_WORDS = (
    "and or with but for in at on to of from by near than is are was were that which who while if "
    "as per the a an it they we you"
)
_STOPS = frozenset(_STOP_WORDS.split())
UNITS = {
    **dict.fromkeys(["minute", "min"], "minute"),
    **dict.fromkeys(["hour", "hr"], "hour"),
    **dict.fromkeys(["mile", "mi"], "mile"),
    **dict.fromkeys(["kilometer", "kilometre", "km"], "km"),
    **dict.fromkeys(["meter", "metre", "m"], "meter"),
    **dict.fromkeys(["foot", "ft"], "foot"),
    **dict.fromkeys(["square", "sq", "sqft", "sf", "ft²", "sqm", "m²"], "square"),
    **dict.fromkeys(["year", "yr"], "year"),
    **{unit: unit for unit in ("day", "week", "month", "acre", "inch", "yard", "degree", "block")},
}


def read_after(text: str, end: int) -> Iterator[str]:
    """The words that follow a figure at once, in lower case, up to one that leads elsewhere."""
    found = _AFTER.match(text, end, end + 64)
    for word in WORD.findall(found[1].lower()) if found else ():
        if word in _STOPS:
            return
        yield word

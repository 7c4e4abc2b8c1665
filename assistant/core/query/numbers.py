"""Reads numbers the way people and models write them: `900k`, `$1.2M`, `2,000 sq ft`. No I/O."""

import re
from decimal import Decimal
from math import isfinite

LARGEST_NUMBER = 10**15
_SYMBOLS = {"$": ("USD", "CAD", "AUD"), "US$": ("USD",), "€": ("EUR",), "£": ("GBP",)}
_SCALES = {
    "": 1,
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "mm": 10**6,
    "mio": 10**6,
    "mil": 10**6,
    "million": 10**6,
    "millions": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "billion": 10**9,
}
_NUMBER = re.compile(
    r"(?P<minus>-?)\s*(?P<symbol>US\$|[$€£])?\s*"
    r"(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d{1,15}(?:_\d{3})*)(?P<part>\.\d{1,10})?"
    r"\s*(?P<words>[^\d]{0,40})",
    re.ASCII,
)


def read_number(text: str, unit: str) -> int | float | None:
    """The number `text` writes for a field measured in `unit`, or None if it is not only that.

    A currency or measure other than the field's own is not a number here: it would be another one.
    """
    match = _NUMBER.fullmatch(text.strip()) if len(text) <= 60 else None
    if match is None or not _is_own_symbol(match["symbol"], unit):
        return None
    scale = _read_scale(match["words"], unit)
    if scale is None:
        return None
    digits = re.sub(r"[ ,_]", "", match["digits"])
    value = Decimal(match["minus"] + digits + (match["part"] or "")) * scale
    return tidy_number(int(value) if value == value.to_integral_value() else float(value))


def tidy_number(value: int | float) -> int | float | None:
    """The number as queries hold it: whole ones as int; None if it is too large or none at all."""
    if isinstance(value, float) and not isfinite(value):
        return None
    if abs(value) > LARGEST_NUMBER:
        return None
    return int(value) if value == int(value) else value


def _is_own_symbol(symbol: str | None, unit: str) -> bool:
    return symbol is None or unit == "" or unit.upper() in _SYMBOLS[symbol]


def _read_scale(words: str, unit: str) -> int | None:
    left = words.strip().casefold()
    own = [unit.casefold()] if unit else []
    if any(unit.upper() in codes for codes in _SYMBOLS.values()):
        own += ["dollars", "bucks"] if unit.upper() in _SYMBOLS["$"] else []
        own += [symbol.casefold() for symbol, codes in _SYMBOLS.items() if unit.upper() in codes]
    for word in own:
        left = left.removesuffix(word).strip()
    return _SCALES.get(left)

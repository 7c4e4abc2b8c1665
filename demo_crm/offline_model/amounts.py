"""Reads amounts a member writes: `three`, `$1.2M`, `at least 2`, `$750k-$1M`. No I/O."""

import re
from dataclasses import dataclass

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
COUNT = rf"(?:\d{{1,2}}(?:\.5)?|{'|'.join(_WORDS)})"
_UNIT = r"(?:k|thousand|mm?|mil|million)\b"
MONEY = rf"(?:\$\s*\d[\d,.]*(?:\s*{_UNIT})?|\d[\d,.]*\s*{_UNIT}|\d{{1,3}}(?:,\d{{3}})+|\d{{5,}})"
_FACTORS = {"k": 1_000, "t": 1_000, "m": 1_000_000, "": 1}
_MONEY = re.compile(r"\$?\s*(?P<digits>\d[\d,.]*)\s*(?P<unit>[a-z]?)", re.IGNORECASE)

# What stands before an amount: whether it is the least, the most, and how far beyond it.
_COMPARISONS = {
    "no more than": ("most", 0),
    "not more than": ("most", 0),
    "at most": ("most", 0),
    "up to": ("most", 0),
    "maximum of": ("most", 0),
    "maximum": ("most", 0),
    "max": ("most", 0),
    "no less than": ("least", 0),
    "no fewer than": ("least", 0),
    "at least": ("least", 0),
    "starting at": ("least", 0),
    "minimum of": ("least", 0),
    "minimum": ("least", 0),
    "min": ("least", 0),
    "from": ("least", 0),
    "more than": ("least", 1),
    "greater than": ("least", 1),
    "over": ("least", 1),
    "above": ("least", 1),
    "less than": ("most", -1),
    "fewer than": ("most", -1),
    "cheaper than": ("most", -1),
    "under": ("most", -1),
    "below": ("most", -1),
}
_COMPARISON = "|".join(words.replace(" ", r"\s+") for words in _COMPARISONS)
_GOES_ON = re.compile(
    r"\s*(?:[\d.,$-]|k\b|m\b|ba|be?d|br\b|thousand|mil|sq|acre|dollar|usd)", re.IGNORECASE
)
_RANGE = r"\s*(?:-|–|to|and)\s*"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most that fits, both inclusive; None is open."""

    least: float | None
    most: float | None


def amount_pattern(amount: str, unit: str) -> re.Pattern[str]:
    """A pattern of an amount with all that may stand around it, for `read_bounds`.

    `amount` and `unit` are regular expressions without groups; `unit` stands behind the amount.
    """
    loose = rf"(?:{amount}|\$?\d[\d,.]*)" if not unit else amount
    return re.compile(
        rf"(?:\b(?P<comparison>{_COMPARISON}|between)\s+(?:an?\s+)?)?"
        rf"(?:(?P<low>{loose}){_RANGE})?(?<![\w.,])(?P<high>{amount})"
        rf"\s*(?P<open>\+|or\s+more\b)?[\s-]*{unit}(?P<opened>\s*(?:\+|or\s+more\b|and\s+up\b))?",
        re.IGNORECASE,
    )


def spread_unit(text: str, amount: str, unit: str) -> str:
    """Say the unit with both amounts of a pair: "at least 2 and at most 4 beds"."""
    compared = rf"\b(?:{_COMPARISON})\s+(?:an?\s+)?{amount}"
    pair = re.compile(
        rf"(?P<first>{compared})(?P<one>[\s-]*{unit})?(?P<and>\s*(?:,|\band\b|\bbut\b)[\s,]*(?:and|but)?\s*)"
        rf"(?P<second>{compared})(?P<two>[\s-]*{unit})?",
        re.IGNORECASE,
    )

    def say_twice(found: re.Match[str]) -> str:
        said = found["one"] or found["two"]
        # Where neither has it, or the second has a unit of another kind, nothing is to be added.
        if not said or (not found["two"] and _GOES_ON.match(text, found.end())):
            return found[0]
        return f"{found['first']} {said}{found['and']}{found['second']} {said}"

    return pair.sub(say_twice, text)


def read_bounds(found: re.Match[str], step: float) -> Bounds:
    """The bounds a match of `amount_pattern` sets; `step` is how far "more than" lies beyond."""
    high = read_amount(found["high"])
    if found["low"]:
        low = read_amount(found["low"])
        # "$750-900k": the unit is said once.
        return Bounds(low * _factor(found["high"]) if low < 1000 <= high else low, high)
    if found["open"] or found["opened"]:
        return Bounds(high, None)
    words = " ".join((found["comparison"] or "").lower().split())
    side, beyond = _COMPARISONS.get(words, ("both", 0))
    value = high + beyond * step
    return Bounds(None if side == "most" else value, None if side == "least" else value)


def read_amount(text: str) -> float:
    """The number a COUNT or a MONEY text stands for."""
    if text.lower() in _WORDS:
        return _WORDS.index(text.lower()) + 1
    found = _MONEY.match(text)
    assert found is not None
    return float(found["digits"].replace(",", "").rstrip(".") or 0) * _factor(text)


def _factor(text: str) -> int:
    found = _MONEY.match(text)
    return _FACTORS.get(found["unit"].lower(), 1) if found else 1

"""Reads numbers, in digits of any grouping and spelt out. No I/O."""

import re
from collections.abc import Sequence
from math import isinf

from msgspec import Struct

_PLAIN = re.compile(r"\d{1,40}(?!\d)")
_MARKS = frozenset(",.'\xa0 ½¼¾-")
_RUN = re.compile(r"\.?\d{1,40}(?:[,.'\xa0 ]\d{1,20}){0,8}")
_PARTS = re.compile(r"\d+|[^\d]")
_ABROAD = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?![\d,])")
VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_FRACTION = re.compile(r"\s?([½¼¾])|[ -](\d)/(\d)(?![\d/])")

_UNIT_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
UNITS = tuple(_UNIT_WORDS.split())
SCALES = {
    "hundred": 100,
    "dozen": 12,
    "thousand": 1_000,
    "grand": 1_000,
    "lakh": 100_000,
    "million": 1_000_000,
    "crore": 10_000_000,
    "billion": 1_000_000_000,
}
WORDS: dict[str, int] = {
    **{word: value for value, word in enumerate(UNITS)},
    **{word: 20 + 10 * index for index, word in enumerate(_TEN_WORDS.split())},
}
_ANY = "|".join([*WORDS, *SCALES])
SPELT = re.compile(
    rf"(?:(?:{_ANY})\b(?:[\s-]+(?:and\s+)?(?=(?:{_ANY}|point)\b)|(?=\W|\Z))){{1,16}}"
    rf"(?:point\b(?:[\s-]+(?:{'|'.join(UNITS)})\b){{1,6}}(?:[\s-]+(?:{'|'.join(SCALES)})\b)?)?"
    r"(?P<half>\s+and\s+a\s+half\b)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+")


class Numeral(Struct, frozen=True, gc=False):
    """A number up to `end`; `readings` and `step` as of an Amount."""

    end: int
    readings: tuple[float, ...]
    step: float


def read_digits(text: str, at: int, *, spaced: bool) -> Numeral | None:
    """The number in digits at `at`; None where it is none, as a version or a list of digits.

    `spaced` says that a plain space may group thousands even once.
    """
    found = _PLAIN.match(text, at)
    if found and text[found.end() : found.end() + 1] not in _MARKS:
        return _decimal(found.end(), found[0], "")
    found = _RUN.match(text, at)
    if found is None or text[found.end() : found.end() + 1].isdigit():
        return None
    if abroad := _ABROAD.match(text, at):
        return Numeral(abroad.end(), (float(abroad[0].replace(",", "")),), 1)
    point = found[0].startswith(".")
    parts = _PARTS.findall(found[0][point:])
    if point:
        return _decimal(at + 1 + len(parts[0]), "", parts[0])
    return _read_fraction(text, _read_parts(parts, at, spaced=spaced))


def read_spelt(words: str) -> tuple[float, float]:
    """The value and the scale of words that SPELT matched."""
    spelt = _WORD.findall(words.lower())
    if spelt[-1] == "half":
        return _add_up(spelt) + 0.5, 1
    if "point" in spelt:
        cut = spelt.index("point")
        tail = [word for word in spelt[cut + 1 :] if word in WORDS]
        scale = SCALES.get(spelt[-1], 1)
        whole = _add_up(spelt[:cut])
        digits = "".join(str(WORDS[word]) for word in tail)
        return round((whole + float(f"0.{digits}")) * scale, 6), scale
    scale = next((SCALES[word] for word in reversed(spelt) if word in SCALES), 1)
    return _add_up(spelt), scale if spelt[-1] in SCALES else 1


def _add_up(spelt: Sequence[str]) -> float:
    total = current = 0
    for word in spelt:
        if word in WORDS:
            current += WORDS[word]
        elif word in ("hundred", "dozen"):
            current = max(current, 1) * SCALES[word]
        elif word in SCALES:
            total += max(current, 1) * SCALES[word]
            current = 0
    return total + current


def _read_parts(parts: list[str], at: int, *, spaced: bool) -> Numeral | None:
    groups, separators = parts[::2], parts[1::2]
    count = _count_thousands(groups, separators)
    mark = separators[0] if separators else ""
    if mark == " " and not (spaced or count >= 2):
        count = 0
    if count:
        whole = "".join(groups[: count + 1])
        end = at + len(whole) + count
        after = separators[count] if len(separators) > count else ""
        if after == mark and mark == ".":
            return None
        if after in (".", ",") and after != mark and len(groups[count + 1]) <= 2:
            return _decimal(end + 1 + len(groups[count + 1]), whole, groups[count + 1])
        grouped = _decimal(end, whole, "")
        if count == 1 and mark == ".":
            other = float(f"{groups[0]}.{groups[1]}")
            return Numeral(end, (*grouped.readings, other), grouped.step)
        return grouped
    end = at + len(groups[0])
    if mark == "." or (mark == "," and len(groups[1]) <= 2 and separators[1:2] != [","]):
        if separators[1:2] == ["."]:
            return None
        return _decimal(end + 1 + len(groups[1]), groups[0], groups[1])
    return _decimal(end, groups[0], "")


def _count_thousands(groups: list[str], separators: list[str]) -> int:
    """How many groups of three follow the first, all behind the same mark."""
    if not separators or len(groups[0]) > 3 or (groups[0] == "0" and separators[0] != "'"):
        return 0
    count = 0
    for mark, group in zip(separators, groups[1:], strict=True):
        if mark != separators[0] or len(group) != 3:
            break
        count += 1
    return count


def _decimal(end: int, whole: str, decimals: str) -> Numeral:
    value = int(whole + decimals or "0") / 10 ** len(decimals)
    if decimals.strip("0"):
        step = 10.0 ** -len(decimals.rstrip("0"))
    else:
        bare = whole.rstrip("0")
        step = 10.0 ** (len(whole) - len(bare)) if bare else 1.0
    return Numeral(end, (value,), step)


def _read_fraction(text: str, numeral: Numeral | None) -> Numeral | None:
    """ "2½" and "2 1/2"."""
    found = numeral and _FRACTION.match(text, numeral.end)
    if not numeral or not found:
        return numeral
    if found[1]:
        more = VULGAR[found[1]]
    elif 0 < int(found[2]) < int(found[3]):
        more = int(found[2]) / int(found[3])
    else:
        return numeral
    value = numeral.readings[0] + more
    return numeral if isinf(value) else Numeral(found.end(), (value,), 0.25)

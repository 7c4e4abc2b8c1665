"""Finds the records that "both", "all three" and "each of them" stand for. No I/O."""

import re
from collections.abc import Iterable, Sequence

from assistant.core.assertions.figures.numerals import UNITS
from assistant.core.assertions.naming import Known

_ALL = re.compile(
    r"[^\w|]*(?:(?:and|but|so|also),?\s)?(?:they\s|these\s)?(?P<word>both|all|each|every one)\b"
    rf"(?:\sof)?(?:\s(?:the|these|those))?(?:\s(?P<count>\d{{1,2}}|{'|'.join(UNITS[2:13])})\b)?",
    re.IGNORECASE,
)
_PAIR = 2


def find_group(text: str, start: int, candidates: Iterable[Sequence[Known]]) -> list[Known]:
    """The first of some rows of records that a sentence says all of; those of one kind in it."""
    found = _ALL.match(text, start)
    if found is None:
        return []
    count = _read_count(found)
    for known in candidates:
        kinds: dict[str, dict[Known, None]] = {}
        for each in known:
            kinds.setdefault(each.kind, {})[each] = None
        for alike in kinds.values():
            if len(alike) == count if count else len(alike) >= _PAIR:
                return list(alike)
    return []


def _read_count(found: re.Match[str]) -> int:
    """How many there are said to be; 0 where it is left open."""
    if found["word"].lower() == "both":
        return _PAIR
    count = (found["count"] or "").lower()
    return int(count) if count.isdecimal() else UNITS.index(count) if count else 0

"""Cuts text into sentences, so that what one says is not held against another. No I/O."""

import re
from bisect import bisect_right

_STOP = re.compile(r"[\n.!?…;]")
_CLOSE = re.compile(r"[.!?…\"'”’)\]]{0,16}(?=\s)\s*")
_SHORT = re.compile(
    r"\b(?:[A-Z]|st|ave|rd|dr|ln|ct|blvd|pl|hwy|mr|mrs|ms|prof|jr|sr|no|nos|approx|ca|sq|ft|mt|vs|"
    r"e\.g|i\.e|etc|inc|ltd|co|corp|llc|apt|ste|u\.s|[ap]\.m|jan|feb|mar|apr|jun|jul|aug|sept?|oct|"
    r"nov|dec|mon|tues?|wed|thu|thurs?|fri|sat|sun|tel|ext)\Z",
    re.IGNORECASE,
)
_BEGINNING = re.compile(r"[\"'“‘(\[]*(?:[A-Z]|\d)")


class Sentences:
    """Where the sentences of a text begin."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        self._length = len(text)
        for found in _STOP.finditer(text):
            at = found.start()
            if at >= self._starts[-1] and (end := _find_end(text, at)):
                self._starts.append(end)

    def around(self, place: int) -> tuple[int, int]:
        """The sentence that holds a place."""
        index = bisect_right(self._starts, place)
        ends = self._starts[index] if index < len(self._starts) else self._length
        return self._starts[index - 1], ends


def _find_end(text: str, at: int) -> int | None:
    """Where the next sentence begins, if the stop at `at` ends one."""
    if text[at] == "\n":
        return at + 1
    found = _CLOSE.match(text, at + 1)
    if found is None or (text[at] == "." and not _ends(text, at, found.end())):
        return None
    return found.end()


def _ends(text: str, stop: int, following: int) -> bool:
    """Whether a full stop ends a sentence: after "St." another word may simply go on."""
    if text[following : following + 1].islower():
        return False
    if _SHORT.search(text, max(0, stop - 8), stop):
        # "at 3 p.m. We meet" ends, "St. John" does not.
        return text[stop - 1].lower() == "m" and bool(_BEGINNING.match(text, following))
    return True

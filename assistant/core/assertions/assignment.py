"""Says which of the records that a sentence names a figure in it is about. No I/O."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from assistant.core.assertions.claims import Claim
from assistant.core.assertions.figures.moments import RANGE
from assistant.core.assertions.naming import Known, Name
from assistant.core.assertions.reckoning import is_limit

_BREAK = re.compile(r"[,:]|\b(?:and|while|but|whereas|or|then)\b", re.IGNORECASE)
_LISTED = re.compile(r"\W*(?:\b(?:and|or)\b)?\W*", re.IGNORECASE)
_SHARED = re.compile(
    r"\b(?:both|all|each)\b(?:(?!\b(?:and|while|but|whereas|or|then)\b)[^,:;])*\Z", re.IGNORECASE
)
_EACH = re.compile(r"(?:[\s-][^\W\d_]{1,12}){0,2}\s(?:each|apiece)\b", re.IGNORECASE)
_TOGETHER = re.compile(
    r"\b(?:total|together|combined|sum|average|except|between|most|almost all|not all)\b",
    re.IGNORECASE,
)
_SHARED_ROOM, _BOTH_ROOM = 64, 12
_MOST_NAMES, _FURTHEST = 12, 160
"""As many names and characters around a figure are looked at."""


class Subjects:
    """The names of one sentence, both they and its figures in order."""

    def __init__(self, names: Sequence[Name], claims: Sequence[Claim]) -> None:
        self.names = names
        self._starts = [name.start for name in names]
        self._claims = claims
        self._figures = [claim.figure.start for claim in claims]

    def find(self, claim: Claim) -> list[Known]:
        """The records a figure may be about; several where that is left open.

        Those named before it, back to the figure of another; with none before it those that
        follow; and the next one where nothing stands between ("at $1.2M 12 Alder Court"). As many
        figures in a row as there are names go with one each.
        """
        names = self.names
        if len(names) < 2:
            return [name.known for name in names]
        text, end = claim.words.text, claim.figure.end
        first = bisect_left(self._starts, end)
        after = names[first : first + _MOST_NAMES]
        count = bisect_right(self._starts, claim.figure.start)
        if not count:
            return _list_known(_take_listed(text, after))
        run = self._take_run(names[max(0, count - _MOST_NAMES) : count][::-1])
        if paired := self._find_pair(claim, run[::-1]):
            return paired
        gap = after[0].start - end if after and not claim.is_bracketed else _FURTHEST
        if gap < _FURTHEST and not _BREAK.search(text, end, after[0].start):
            run.append(after[0])
        return _list_known(run)

    def is_shared(self, claim: Claim) -> bool:
        """Whether it is said of all that it is said of: "both have 4 bedrooms", "3 each"."""
        if is_limit(claim) or _TOGETHER.search(
            claim.words.text, claim.words.start, claim.words.end
        ):
            return False
        row = [each for each in self._claims if each.sort == claim.sort]
        if len(row) > 1 and (claim.sort == "money" or self._is_ranged(claim)):
            return False
        before = claim.before(_SHARED_ROOM)
        if _SHARED.search(before) or _EACH.match(claim.words.text, claim.figure.end):
            return True
        start = self.names[0].start if self.names else claim.words.start
        return claim.words.text[max(0, start - _BOTH_ROOM) : start].lower().endswith("both ")

    def _is_ranged(self, claim: Claim) -> bool:
        """Whether it is an end of a range, or one of several in a row."""
        text, at = claim.words.text, self._claims.index(claim)
        for one, other in pairwise(self._claims[max(0, at - 1) : at + 2]):
            gap = text[one.figure.end : other.figure.start]
            if len(gap) < _BOTH_ROOM and (RANGE.fullmatch(gap) or _LISTED.fullmatch(gap)):
                return True
        return False

    def _find_pair(self, claim: Claim, run: Sequence[Name]) -> list[Known]:
        """The one of some names that a figure has the place of, if both are as many."""
        groups: list[list[Name]] = []
        for name in run:
            if groups and name.start < max(each.end for each in groups[-1]):
                groups[-1].append(name)
            else:
                groups.append([name])
        row = self._find_row(claim)
        if len(groups) < 2 or len(row) != len(groups):
            return []
        return _list_known(groups[row.index(claim)])

    def _find_row(self, claim: Claim) -> list[Claim]:
        """A figure and those of its sort beside it, with nothing between but "and"."""
        at = self._claims.index(claim)
        text, row = claim.words.text, [claim]
        for step in (-1, 1):
            index = at + step
            while 0 <= index < len(self._claims) and len(row) < _MOST_NAMES:
                other, last = self._claims[index], row[0] if step < 0 else row[-1]
                low, high = (other, last) if step < 0 else (last, other)
                gap = text[low.figure.end : high.figure.start]
                if other.sort != claim.sort or not _LISTED.fullmatch(gap):
                    break
                row.insert(0 if step < 0 else len(row), other)
                index += step
        return row

    def find_around(self, claim: Claim) -> Name | None:
        """The name that a figure is part of."""
        start, end = claim.figure.start, claim.figure.end
        count = bisect_right(self._starts, start)
        for name in self.names[max(0, count - _MOST_NAMES) : count]:
            if end <= name.end:
                return name
        return None

    def _take_run(self, names: Sequence[Name]) -> list[Name]:
        """The first of `names`, and those beside it with no figure between."""
        taken: list[Name] = []
        for name in names:
            if taken:
                low, high = sorted([(taken[-1].start, taken[-1].end), (name.start, name.end)])
                if bisect_left(self._figures, low[1]) < bisect_left(self._figures, high[0]):
                    break
            taken.append(name)
        return taken


def _take_listed(text: str, names: Sequence[Name]) -> list[Name]:
    """The first of names, and those that go on a list with it."""
    taken: list[Name] = []
    end = 0
    for name in names:
        if (
            taken
            and name.start >= end
            and not _LISTED.fullmatch(text[end : name.start][:_FURTHEST])
        ):
            break
        taken.append(name)
        end = max(end, name.end)
    return taken


def _list_known(names: Sequence[Name]) -> list[Known]:
    return list(dict.fromkeys(name.known for name in names))

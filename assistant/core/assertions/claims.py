"""A figure the model wrote, with the words around it that say what it is a figure of. No I/O."""

import re
from collections.abc import Iterator, Sequence
from copy import copy
from typing import NamedTuple

from assistant.core.assertions.figures.moments import RANGE
from assistant.core.assertions.figures.values import Amount, Clock, Email, Figure, Moment, Phone
from assistant.core.assertions.figures.writing import Writing
from assistant.core.assertions.labels import Field, Labels, Sort, read_word
from assistant.core.assertions.layout import find_header
from assistant.core.assertions.reply import Passage, Span

_AFTER = re.compile(r"(?:[\s/-]{0,2}(?:sq\.|[^\W\d_]+[²³]?)){1,4}", re.IGNORECASE)
_CUT = re.compile(r"[.;!?,()\n\x00]")
_WORD = re.compile(r"[^\W\d_]+[²³]?")
_STOP_WORDS = (
    "and or with but for in at on to of from by near than is are was were that which who while if "
    "as per the a an it they we you"
)
_STOPS = frozenset(_STOP_WORDS.split())
_LINK_WORDS = (
    "is are was were of at in for on since a the around about roughly just only now still to by "
    "with be been approximately nearly almost currently it s has have had"
)
_LINKS = frozenset(_LINK_WORDS.split())
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
_HEDGES = {
    "about": (
        "about|around|roughly|approximately|approx.|approx|circa|ca.|some|close to|~|≈|estimated"
    ),
    "over": "over|more than|above|just over|a little over|at least|upward of|upwards of|north of|"
    "low|mid|mid-|high|upper",
    "under": "under|less than|fewer than|below|nearly|almost|just under|up to|at most",
}
_HEDGE = {words: hedge for hedge, all_ in _HEDGES.items() for words in all_.split("|")}
_PLURAL = re.compile(r"[^\W\d_]+(?<![su])s$|people$|children$", re.IGNORECASE)
_OF_THEM = re.compile(r"\s+of\s+(?:them|these|those|the|your|my|our)\b", re.IGNORECASE)
_LIMIT = re.compile(
    r"\b(?:you|your|budget|limit|asked|want(?:ed)?|looking|wish(?:ed)?|at least|at most|up to|"
    r"minimum|maximum|under|over|below|above|less than|more than|fewer than)\b",
    re.IGNORECASE,
)
_RATE = (
    r"per|average|median|month(?:ly)?|years?|annual|tax(?:es)?|dues|fees?|deposit|down|budget|rent|"
    r"mortgage|payments?|offer(?:s|ed)?|bids?|credit|costs|discount|reduc\w+|drop\w*|rais\w+|"
    r"differ\w+"
)
_RATE_BEFORE = re.compile(rf"\b(?:{_RATE})\b", re.IGNORECASE)
_RATE_AFTER = re.compile(
    rf"\b(?:{_RATE}|below|above|under|over|less|more|off|cheaper)\b|/\s?(?:mo|sq|month|year)",
    re.IGNORECASE,
)
_FEE = re.compile(
    r"\b(?:hoa|dues|fees?|tax(?:es)?|deposit|rent|mortgage|insurance|premium|commission|utilities|"
    r"maintenance|repairs?)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:()\n\x00|]|\b(?:and|but|with|while|plus)\b", re.IGNORECASE)
_IDLE_WORDS = (
    "question step thing idea reason way point tip time choice option problem column sentence "
    "paragraph detail example note suggestion kind type second moment story storey star key factor "
    "third part word line side topic sort page click party r"
)
_IDLE = frozenset(_IDLE_WORDS.split())
_MOST_IDLE = 12
_REPEATING = ("has", "have", "had", "with", "offers")
_HEDGE_ROOM, _LIMIT_ROOM = 24, 48


class Words(NamedTuple):
    """A sentence: `start` to `end` of the plain text of a passage, said when `clock` says."""

    passage: Passage
    writing: Writing
    start: int
    end: int
    clock: Clock

    @property
    def text(self) -> str:
        """The whole plain text."""
        return self.writing.text


class Claim:
    """One figure of a sentence; `since` is where the one before it of its sort ends."""

    __slots__ = ("_hedge", "_nouns", "_written_after", "figure", "since", "sort", "words")

    def __init__(self, words: Words, figure: Figure) -> None:
        self.words = words
        self.figure = figure
        self.since = words.start
        self.sort: Sort = _find_sort(figure)
        self._written_after: tuple[str, ...] | None = None
        self._nouns: tuple[str, ...] | None = None
        self._hedge: str | None = None

    @property
    def span(self) -> Span:
        """Where the figure stands in the passage's own text."""
        place = self.words.writing.place(self.figure.start, self.figure.end)
        return Span(self.words.passage, *place)

    @property
    def written_after(self) -> tuple[str, ...]:
        """Up to four words that follow at once, in lower case."""
        if self._written_after is None:
            self._written_after = tuple(read_after(self.words.text, self.figure.end))
        return self._written_after

    @property
    def nouns(self) -> tuple[str, ...]:
        """Those words in the singular."""
        if self._nouns is None:
            self._nouns = tuple(read_word(word) for word in self.written_after)
        return self._nouns

    @property
    def is_plural(self) -> bool:
        """Whether it counts things, by the first words behind it."""
        if not self.written_after:
            return bool(_OF_THEM.match(self.words.text, self.figure.end))
        return any(_PLURAL.fullmatch(word) for word in self.written_after[:3])

    @property
    def unit(self) -> str | None:
        """What it measures in."""
        after = self.written_after
        return UNITS.get(read_word(after[0])) if after else None

    @property
    def currency(self) -> str:
        """The currency of a sum, as far as it is said."""
        value = self.figure.value
        return value.currency if isinstance(value, Amount) else ""

    @property
    def hedge(self) -> str:
        """ "about", "over", "under", or nothing."""
        if self._hedge is None:
            self._hedge = _find_hedge(self._before(_HEDGE_ROOM))
        return self._hedge

    def hedged(self, hedge: str) -> "Claim":
        """The same with another hedge before it."""
        if hedge == self.hedge:
            return self
        other = copy(self)
        other._hedge = hedge
        return other

    @property
    def is_limit(self) -> bool:
        """Whether the words before it speak of what is wanted rather than of what is."""
        return bool(_LIMIT.search(self._before(_LIMIT_ROOM)))

    @property
    def is_other_money(self) -> bool:
        """Whether the words around it make it a fee, a difference or a rate, and no price."""
        end = self.figure.end
        after = self.words.text[end : min(end + 16, self.words.end)]
        before = self.words.text[
            max(self.since, self.figure.start - _LIMIT_ROOM) : self.figure.start
        ]
        return bool(_RATE_BEFORE.search(before) or _RATE_AFTER.search(after))

    @property
    def is_fee(self) -> bool:
        """Whether its clause calls it a fee, a tax or what else is paid beside a price."""
        end = self.figure.end
        after = self.words.text[end : min(end + _HEDGE_ROOM, self.words.end)]
        clauses = (_CLAUSE.split(self._before(_LIMIT_ROOM))[-1], _CLAUSE.split(after)[0])
        return any(_FEE.search(clause) for clause in clauses)

    @property
    def counts_things(self) -> bool:
        """Whether a noun behind it says what there are so many of: "3 offers", "3-car"."""
        is_joined = self.words.text[self.figure.end : self.figure.end + 1] == "-"
        return bool(self.written_after) and (is_joined or self.is_plural)

    @property
    def is_weak(self) -> bool:
        """Whether it is spelt out and as likely no count."""
        return isinstance(self.figure.value, Amount) and self.figure.value.weak

    @property
    def is_idle(self) -> bool:
        """Whether it counts what talk is made of: "two questions", "in three steps"."""
        value = self.figure.value
        is_small = isinstance(value, Amount) and value.readings[0] in range(_MOST_IDLE + 1)
        return is_small and self.sort == "number" and not _IDLE.isdisjoint(self.nouns[:2])

    @property
    def words_around(self) -> frozenset[str]:
        """The words of its clause, in the singular."""
        return frozenset([*self.nouns, *self._words_before()])

    def read_label(self, labels: Labels, following: Sequence["Claim"]) -> tuple[Field, ...]:
        """The fields its words name: those behind it, of a range the last's, or those before."""
        if self.written_after and (found := labels.begin(self.nouns, self.sort)):
            return found
        if following and following[0].sort == self.sort:
            gap = self.words.text[self.figure.end : following[0].figure.start]
            if len(gap) < _HEDGE_ROOM and RANGE.fullmatch(gap):
                return following[0].read_label(labels, following[1:2])
        if found := labels.end(self._words_before(), self.sort):
            return found
        header = _WORD.findall(find_header(self.words.text, self.figure.start))
        return labels.begin([read_word(word) for word in header], self.sort) if header else ()

    @property
    def is_short(self) -> bool:
        """Whether it leaves out what it counts: "the first has 3 beds, and the other has 4"."""
        words = self._before(_HEDGE_ROOM).lower().split()
        is_bare = self.sort == "number" and not self.written_after
        return is_bare and bool(words) and (words[-1] in _REPEATING or self.is_bracketed)

    @property
    def is_bracketed(self) -> bool:
        """Whether it stands in brackets by itself: "the larger one (4)"."""
        text = self.words.text
        return text[self.figure.start - 1 : self.figure.start] == "(" and (
            text[self.figure.end : self.figure.end + 1] == ")"
        )

    def _before(self, room: int) -> str:
        """Up to so many characters of the sentence before the figure."""
        start = self.figure.start
        return self.words.text[max(self.words.start, start - room) : start]

    def _words_before(self) -> list[str]:
        said = _CUT.split(self._before(_LIMIT_ROOM).rstrip("("))[-1]
        words = [read_word(word) for word in _WORD.findall(said)]
        while words and words[-1] in _LINKS:
            words.pop()
        return words


def read_after(text: str, end: int) -> Iterator[str]:
    """The words that follow a figure at once, in lower case, up to one that leads elsewhere."""
    found = _AFTER.match(text, end, end + 64)
    for word in _WORD.findall(found[0].lower()) if found else ():
        if word in _STOPS:
            return
        yield word


def _find_sort(figure: Figure) -> Sort:
    match figure.value:
        case Amount(sort=sort):
            return sort
        case Phone():
            return "phone"
        case Email():
            return "email"
        case Moment():
            return "moment"


def _find_hedge(before: str) -> str:
    if before.endswith(("~", "≈")):
        return "about"
    words = before.lower().split()
    tails = (" ".join(words[-length:]) for length in (3, 2, 1))
    return next((_HEDGE[tail] for tail in tails if tail in _HEDGE), "")

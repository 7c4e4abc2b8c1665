"""A figure the model wrote, with the words around it that say what it is a figure of. No I/O."""

import re
from collections.abc import Sequence
from copy import copy
from typing import NamedTuple

from msgspec import structs

from assistant.core.assertions.figures.moments import RANGE
from assistant.core.assertions.figures.values import Amount, Clock, Email, Figure, Moment, Phone
from assistant.core.assertions.figures.writing import Writing
from assistant.core.assertions.following import UNITS, WORD, read_after
from assistant.core.assertions.hedges import HEDGE_ROOM, find_hedge
from assistant.core.assertions.labels import Field, Labels, Sort, read_word
from assistant.core.assertions.layout import find_header, find_row_head
from assistant.core.assertions.reply import Passage, Span

_CUT = re.compile(r"[.;!?,()\n\x00]")
_LINK_WORDS = (
    "is are was were of at in for on since a the around about roughly just only now still to by "
    "with be been approximately nearly almost currently it s has have had"
)
_LINKS = frozenset(_LINK_WORDS.split())
_PLURAL = re.compile(r"[^\W\d_]+(?<![su])s$|people$|children$", re.IGNORECASE)
_OF_THEM = re.compile(
    r"\s+(?:of\s+(?:them|these|those|the|your|my|our)|are|were|have|remain)\b", re.IGNORECASE
)
_IDLE_WORDS = (
    "question step thing idea reason way point tip time choice option problem column sentence "
    "paragraph detail example note suggestion kind type second moment story storey star key factor "
    "third part word line side topic sort page click party r"
)
_IDLE = frozenset(_IDLE_WORDS.split())
_MOST_IDLE = 12
_FIRST_DECADE, _DECADE = 1_800, 10
_REPEATING = ("has", "have", "had", "with", "offers")
_LABEL_ROOM = 48


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
        value = figure.value
        is_weak = isinstance(value, Amount) and value.weak
        self.figure = _spread(figure, words.text) if is_weak else figure
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
            place = self.figure.start, self.figure.end
            self._hedge = find_hedge(self.words.text, self.words.start, place)
        return self._hedge

    def hedged(self, hedge: str) -> "Claim":
        """The same with another hedge before it."""
        if hedge == self.hedge:
            return self
        other = copy(self)
        other._hedge = hedge
        return other

    def measured_in(self, unit: str, times: float) -> "Claim | None":
        """The same in another unit, so many of which make one of its own; None if not whole."""
        value = self.figure.value
        if not isinstance(value, Amount):
            return None
        reading = round(value.readings[0] * times, 6)
        if reading < 1 or reading != int(reading):
            return None
        other = copy(self)
        other.figure = structs.replace(
            self.figure,
            value=structs.replace(value, readings=(reading,), step=value.step * times),
        )
        other._written_after = (unit, *self.written_after[1:])
        other._nouns = (unit, *self.nouns[1:])
        return other

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
    def is_decade(self) -> bool:
        """Whether it stands for ten years: "the 1960s"."""
        return isinstance(self.figure.value, Amount) and len(self.figure.value.readings) == _DECADE

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
        if self.is_decade and self.nouns[:1] and self.nouns[0] in labels.things:
            return labels.years
        if following and following[0].sort == self.sort:
            gap = self.words.text[self.figure.end : following[0].figure.start]
            if len(gap) < HEDGE_ROOM and RANGE.fullmatch(gap):
                return following[0].read_label(labels, following[1:2])
        if found := labels.end(self._words_before(), self.sort):
            return found
        for find in (find_header, find_row_head):
            head = WORD.findall(find(self.words.text, self.figure.start))
            if head and (found := labels.begin([read_word(word) for word in head], self.sort)):
                return found
        return ()

    @property
    def is_short(self) -> bool:
        """Whether it leaves out what it counts: "the first has 3 beds, and the other has 4"."""
        words = self.before(HEDGE_ROOM).lower().split()
        is_bare = self.sort == "number" and not self.written_after
        return is_bare and bool(words) and (words[-1] in _REPEATING or self.is_bracketed)

    @property
    def is_bracketed(self) -> bool:
        """Whether it stands in brackets by itself: "the larger one (4)"."""
        text = self.words.text
        return text[self.figure.start - 1 : self.figure.start] == "(" and (
            text[self.figure.end : self.figure.end + 1] == ")"
        )

    def before(self, room: int) -> str:
        """Up to so many characters of the sentence before the figure."""
        start = self.figure.start
        return self.words.text[max(self.words.start, start - room) : start]

    def after(self, room: int) -> str:
        """Up to so many characters of the sentence behind the figure."""
        end = self.figure.end
        return self.words.text[end : min(end + room, self.words.end)]

    def _words_before(self) -> list[str]:
        said = _CUT.split(self.before(_LABEL_ROOM).rstrip("("))[-1]
        words = [read_word(word) for word in WORD.findall(said)]
        while words and words[-1] in _LINKS:
            words.pop()
        return words


def _spread(figure: Figure, text: str) -> Figure:
    """A figure with all years of the decade it names."""
    value = figure.value
    if isinstance(value, Amount) and text[figure.end - 1] == "s":
        first = int(value.readings[0])
        years = tuple(float(year) for year in range(first, first + _DECADE))
        if first >= _FIRST_DECADE and text[figure.start].isdigit():
            return structs.replace(figure, value=structs.replace(value, readings=years))
    return figure


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

"""Searches the evidence for a figure that was written, nearest first. No I/O."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from assistant.core.assertions.claims import Claim
from assistant.core.assertions.counts import count_shown
from assistant.core.assertions.documents import Branch, Layer, Origin, Place, Row, read_name
from assistant.core.assertions.evidence import Evidence
from assistant.core.assertions.figures.phones import is_same_phone, write_tail
from assistant.core.assertions.figures.values import Amount, Email, Moment, Phone
from assistant.core.assertions.labels import Field, Labels, read_key, read_word
from assistant.core.assertions.matching import (
    COUNTS,
    fits_key,
    fits_text,
    may_be_sum,
    reach,
    read_year,
)
from assistant.core.assertions.naming import Known
from assistant.core.assertions.reckoning import is_fee
from assistant.core.assertions.reply import Reply

_SHOWN = Place(Branch(Origin()))
_NATIONAL = 10
_MINUTES = {"minute": 1, "hour": 60}
_MEASURES: Mapping[str, tuple[str, float]] = {
    "week": ("day", 7),
    "day": ("week", 1 / 7),
    "hour": ("minute", 60),
    "minute": ("hour", 1 / 60),
    "year": ("month", 12),
    "month": ("year", 1 / 12),
}
"""What else a length of time is measured in, and how many of those it takes."""
_MOST_ROWS = 200
"""As many places of one number are looked at."""

_THING_WORDS = (
    "result match option record item entry card row hit choice candidate one other page list widget"
)
_THINGS = frozenset(_THING_WORDS.split())

Label = tuple[Field, ...]


class Search:
    """Looks figures up in the evidence of one reply."""

    def __init__(self, reply: Reply, evidence: Evidence, labels: Labels) -> None:
        self._reply = reply
        self._evidence = evidence
        self._labels = labels
        self._shown: frozenset[int] | None = None
        self._things: frozenset[str] | None = None
        self._found: dict[Any, Place | None] = {}

    def find(
        self, claim: Claim, label: Label, near: Sequence[Known] = (), *, is_exact: bool = False
    ) -> Place | None:
        """Where a figure comes from: of what is `near`, then of all layers in order.

        A value of its own goes before one in a text, and one that is exact before one it may be
        rounded from. A place whose origin names nothing is a fact that no Source can tell.
        """
        asked = (claim.figure.value, claim.hedge, claim.nouns, claim.counts_things)
        around = is_fee(claim) if claim.sort == "money" else claim.words_around
        key = (asked, around, label, tuple(known.key for known in near), is_exact)
        if key not in self._found:
            layers = [known.layer(claim.words.clock) for known in near]
            place = self._find(claim, label, layers, is_exact=is_exact)
            measure = _MEASURES.get(claim.unit or "") if place is None else None
            if measure and (other := claim.measured_in(*measure)):
                place = self._find(other, label, layers, is_exact=is_exact)
            self._found[key] = place
        return self._found[key]

    def _find(
        self, claim: Claim, label: Label, near: Sequence[Layer], *, is_exact: bool
    ) -> Place | None:
        for hedge in [""] if is_exact else dict.fromkeys(("", claim.hedge)):
            hedged = claim.hedged(hedge)
            for layer in chain(near, self._evidence):
                if row := self._look_up(layer, hedged, label):
                    return Place(*row)
            for layer in chain(near, self._evidence.list_texts()):
                if row := _read_texts(layer, hedged, label):
                    return Place(*row)
        match claim.figure.value:
            case Moment(days=(_, *_), minutes=(_, *_)) as moment:
                return self._find_halves(moment)
            case Amount(sort="number") as amount if claim.unit in _MINUTES:
                minutes = amount.readings[0] * _MINUTES[claim.unit]
                return _SHOWN if minutes in self._evidence.list_durations() else None
            case Amount(sort="number") as amount if not label and not claim.unit:
                is_counted = not claim.counts_things or self._is_of_records(claim)
                return _SHOWN if is_counted and self._is_shown(amount) else None
            case _:
                return None

    def _look_up(self, layer: Layer, claim: Claim, label: Label) -> Row | None:
        match claim.figure.value:
            case Amount() as amount:
                return self._look_up_amount(layer, claim, amount, label)
            case Phone(extension=str(extension)) if extension:
                return None
            case Phone(digits=digits):
                return next(_find_dialled(layer, digits), None)
            case Email(address=address):
                return layer.strings.emails.get(address)
            case Moment() as moment:
                return next((row for _, row in layer.strings.moments.find(moment)), None)

    def _look_up_amount(
        self, layer: Layer, claim: Claim, amount: Amount, label: Label
    ) -> Row | None:
        fitting = [
            row
            for row in islice(_find_numbers(layer, claim, amount), _MOST_ROWS)
            if fits_key(claim, row, label, self._labels)
        ]
        if amount.sort == "number" and not label and not claim.unit:
            counted = [row for row in fitting if read_key(read_name(row)) & COUNTS]
            listed = layer.lengths.get(int(amount.readings[0]), []) if _is_whole(amount) else []
            if claim.counts_things and not self._is_of_records(claim):
                fitting = [row for row in fitting if _names(claim, row)]
                counted, listed = [], [row for row in listed if _names(claim, row)]
            fitting = [*counted, *listed, *fitting] if claim.is_plural else [*fitting, *listed]
        year = None if fitting or label or claim.unit else read_year(claim)
        if year is not None:
            fitting = [row for _, row in layer.strings.moments.find_year(year)]
        return fitting[0] if fitting else None

    def _is_of_records(self, claim: Claim) -> bool:
        """Whether what it counts is what searches find and replies show."""
        if self._things is None:
            self._things = _THINGS | self._list_things()
            if not self._labels.has_names:
                said = (turn.message for turn in self._reply.path)
                self._things |= {read_word(word) for each in said for word in each.split()}
        return not self._things.isdisjoint(claim.nouns)

    def _list_things(self) -> frozenset[str]:
        """What results list, and what the records are called that were shown or asked for."""
        listed = self._evidence.list_listed()
        calls = (
            call.name for turn in self._reply.path for each in turn.rounds for call in each.calls
        )
        asked = listed.union(*(read_key(name) for name in calls))
        things = self._labels.things
        # Rows that a result calls by no name may be any kind's.
        if not listed <= things.keys():
            return listed | things.keys()
        kinds = {each.origin.record.kind for each in self._evidence.records if each.origin.record}
        kinds.update(*(things.get(word, ()) for word in asked))
        return listed.union(word for word, its in things.items() if not its.isdisjoint(kinds))

    def _find_halves(self, moment: Moment) -> Place | None:
        """Day and time apart, from what says no more than the one of them."""
        day = self._find_half(Moment(moment.days, (), moment.weekday))
        return day if day and self._find_half(Moment((), moment.minutes)) else None

    def _find_half(self, half: Moment) -> Place | None:
        for layer in self._evidence:
            strings = layer.strings
            told = strings.texts.find(half)
            said = ((each.figure.value, strings.rows[each.index]) for each in told)
            for known, row in chain(strings.moments.find(half), said):
                if isinstance(known, Moment) and _is_half(half, known):
                    return Place(*row)
        return None

    def _is_shown(self, amount: Amount) -> bool:
        if self._shown is None:
            self._shown = frozenset(count_shown(self._reply))
        return amount.readings[0] in self._shown


def _names(claim: Claim, row: Row) -> bool:
    """Whether a value's own name says what is counted."""
    return bool(read_key(read_name(row)) & claim.words_around)


def _find_numbers(layer: Layer, claim: Claim, amount: Amount) -> Iterator[Row]:
    for reading in amount.readings:
        yield from layer.numbers.get(reading, ())
        if amount.sort == "percent":
            yield from layer.numbers.get(round(reading / 100, 8), ())
    if claim.hedge:
        for low, high in reach(claim, amount):
            yield from layer.find_between(low, high)


def _find_dialled(layer: Layer, digits: str) -> Iterator[Row]:
    for known, row in layer.strings.phones.get(write_tail(digits), ()):
        if is_same_phone(digits, known):
            yield row
    for dialled in (digits, digits[-_NATIONAL:], f"1{digits}"):
        yield from layer.numbers.get(int(dialled), ())


def _read_texts(layer: Layer, claim: Claim, label: Label) -> Row | None:
    strings = layer.strings
    value = claim.figure.value
    near = reach(claim, value) if isinstance(value, Amount) else ()
    for said in strings.texts.find(value, near, is_exact=not claim.hedge):
        row = strings.rows[said.index]
        is_said = layer.is_said or (claim.sort == "money" and may_be_sum(row))
        if fits_text(claim, said, label, is_said=is_said):
            return row
    return None


def _is_half(half: Moment, known: Moment) -> bool:
    """Whether `known`, which says the same, says no more."""
    return bool(known.days) == bool(half.days) and bool(known.minutes) == bool(half.minutes)


def _is_whole(amount: Amount) -> bool:
    return amount.readings[0] == int(amount.readings[0])

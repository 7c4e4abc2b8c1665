"""JSON that figures may come from, indexed by value with the way to each. No I/O."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from math import isnan
from typing import Any, NamedTuple

from msgspec import Struct

from assistant.core.assertions.diary import Diary
from assistant.core.assertions.figures.days import read_iso_moment
from assistant.core.assertions.figures.phones import write_tail
from assistant.core.assertions.figures.values import Clock
from assistant.core.assertions.texts import Texts
from assistant.core.wire.events import SourcedRecord
from widgets.schemas import write_pointer

Path = tuple[Any, str | int] | None
"""The path to the parent and the last step; None is the whole."""

_FEWEST_DIALLED, _LONGEST_PHONE = 7, 24
_DIALLED = "0123456789+()-./ \xa0"


class Origin(NamedTuple):
    """Whose a value is, as a Source tells it; with nothing said no Source is told."""

    record: SourcedRecord | None = None
    handle: str | None = None
    message: str | None = None
    as_of: str | None = None


class Branch(Struct, frozen=True, gc=False):
    """An object or list of a document: `key` is the last name on the way to it.

    `currency` is what an object says its sums are in.
    """

    origin: Origin
    path: Path = None
    key: str = ""
    currency: str = ""


class Place(NamedTuple):
    """Where a value stands: at `step` of a branch, or all of it where that is None."""

    branch: Branch
    step: str | int | None = None

    @property
    def origin(self) -> Origin:
        """Whose the value is."""
        return self.branch.origin

    @property
    def key(self) -> str:
        """The last name on the way to it."""
        return read_name((self.branch, self.step))

    @property
    def pointer(self) -> str:
        """The path as a JSON pointer."""
        steps: list[str | int] = [] if self.step is None else [self.step]
        path = self.branch.path
        while path is not None:
            path, step = path
            steps.append(step)
        return write_pointer(steps[::-1])


Row = tuple[Branch, str | int | None]
"""A Place before anybody asks for it; most never are."""


def read_name(row: Row) -> str:
    """The last name on the way to a place."""
    branch, step = row
    return step if isinstance(step, str) else branch.key


class Document(Struct, frozen=True, gc=False):
    """A JSON value with its origin; `at` is where it stands in what the origin names."""

    origin: Origin
    value: Any
    at: Path = None


class Strings(NamedTuple):
    """Strings by what they are: moments, addresses, numbers to dial, and free text.

    `rows` are those of `texts`, in their order; `phones` are found by their last digits.
    """

    moments: Diary[Row]
    emails: dict[str, Row]
    phones: dict[str, list[tuple[str, Row]]]
    texts: Texts
    rows: list[Row]


class Seen(NamedTuple):
    """What nearer layers hold: free texts, and records by id, which say no more a second time."""

    texts: set[str]
    records: dict[str, dict[str, Any]]


class Layer:
    """Documents that are equally near, without what is among `seen`, to which they are added."""

    def __init__(
        self, documents: Sequence[Document], clock: Clock, seen: Seen | None = None
    ) -> None:
        self.clock = clock
        self.numbers: dict[float, list[Row]] = {}
        self.lengths: dict[int, list[Row]] = {}
        self.is_said = any(each.origin.message not in (None, "now") for each in documents)
        self._seen = seen or Seen(set(), {})
        self._branches: list[tuple[Branch, Any]] = []
        self._strings: Strings | None = None
        self._ascending: list[float] | None = None
        for document in documents:
            origin, value, at = document.origin, document.value, document.at
            if isinstance(value, dict | list):
                self._read(value, Branch(origin, at, "", read_currency(value)))
            else:
                self._read([value], Branch(origin, at))

    @property
    def strings(self) -> Strings:
        """All strings, told apart when they are first asked for."""
        if self._strings is None:
            self._strings = self._sort_strings()
        return self._strings

    def find_between(self, low: float, high: float) -> Iterator[Row]:
        """Where numbers stand that lie between two."""
        if self._ascending is None:
            self._ascending = sorted(number for number in self.numbers if not isnan(number))
        ascending = self._ascending
        for index in range(bisect_left(ascending, low), len(ascending)):
            if ascending[index] > high:
                return
            yield from self.numbers[ascending[index]]

    def _read(self, value: Any, branch: Branch) -> None:
        # The one loop that meets every value of the evidence; strings wait until they are asked.
        numbers = self.numbers
        is_list = type(value) is list
        if is_list and (not value or type(value[0]) is dict):
            self.lengths.setdefault(len(value), []).append((branch, None))
        self._branches.append((branch, value))
        for step, inner in enumerate(value) if is_list else value.items():
            kind = type(inner)
            if kind is str:
                continue
            if kind is int or kind is float:
                number = inner if inner >= 0 else -inner
                if number in numbers:
                    # The same name says the same again.
                    if type(step) is int or numbers[number][-1][1] != step:
                        numbers[number].append((branch, step))
                else:
                    numbers[number] = [(branch, step)]
            elif kind is list or (kind is dict and not self._is_told(inner)):
                key = branch.key if is_list else str(step)
                currency = read_currency(inner) or branch.currency
                self._read(inner, Branch(branch.origin, (branch.path, step), key, currency))

    def _is_told(self, value: dict[str, Any]) -> bool:
        """Whether all of an object stands in a record that is nearer."""
        name = value.get("id")
        record = self._seen.records.get(name) if type(name) is str else None
        return record is not None and value.items() <= record.items()

    def _sort_strings(self) -> Strings:
        seen = self._seen.texts
        moments: Diary[Row] = Diary()
        emails: dict[str, Row] = {}
        phones: dict[str, list[tuple[str, Row]]] = {}
        texts: list[str] = []
        rows: list[Row] = []
        for branch, value in self._branches:
            for step, text in enumerate(value) if type(value) is list else value.items():
                if type(text) is not str or text in seen:
                    continue
                seen.add(text)
                if step == "id" and not text.isdecimal():
                    continue
                first = text[:1]
                if "0" <= first <= "9" or (first and first in "+("):
                    if text[4:8:3] == "--" and (moment := read_iso_moment(text, self.clock)):
                        moments.add(moment, (branch, step))
                        continue
                    if digits := _read_dialled(text):
                        known = (digits, (branch, step))
                        phones.setdefault(write_tail(digits), []).append(known)
                        # A sum is often told so, for JSON has no decimals of its own.
                        if not text.replace(".", "", 1).isdecimal():
                            continue
                elif "@" in text and " " not in text:
                    emails.setdefault(text.lower(), (branch, step))
                    continue
                texts.append(text)
                rows.append((branch, step))
        free = Texts(texts, self.clock, is_said=self.is_said)
        return Strings(moments, emails, phones, free, rows)


def read_currency(value: Any) -> str:
    """What an object says its sums are in."""
    said = value.get("currency") if type(value) is dict else None
    return said if type(said) is str else ""


def _read_dialled(text: str) -> str:
    """The digits of a string that is a telephone number and nothing else."""
    if not _FEWEST_DIALLED <= len(text) <= _LONGEST_PHONE or text.strip(_DIALLED):
        return ""
    digits = "".join(char for char in text if char.isdecimal())
    return digits if len(digits) >= _FEWEST_DIALLED else ""

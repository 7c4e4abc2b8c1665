"""What a collection of records can be asked by: its fields, their choices, worked examples. No I/O.

One definition, many readers: the checker, the schema, the manual and the form are all made from it.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


class FieldType(StrEnum):
    """What a field holds; `operators.OPERATORS` says what can be asked of it."""

    TEXT = "text"
    CHOICE = "choice"
    TAGS = "tags"
    """Any number of words at once; `=` asks whether one of them is this."""
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    """A day: `2026-11-22`."""
    MOMENT = "moment"
    """A day and hour on the member's own clock: `2026-11-22T14:30`; a day alone is all of it."""
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a field that takes only listed ones; `synonyms` are what people say for it."""

    value: str
    label: str = ""
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing to ask by. `unit` is a currency (`USD`) or a measure (`sq ft`), "" for none.

    `synonyms` are other words for the field as a whole, e.g. "bedrooms" for `beds`.
    """

    name: str
    label: str
    type: FieldType
    description: str = ""
    choices: tuple[Choice, ...] = ()
    synonyms: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A wish and its right answer: a query as JSON, or `{"question": "..."}`.

    `current` is the query the member looked at, if the wish is about it.
    """

    text: str
    answer: Mapping[str, Any]
    current: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """Records of one kind and what they can be asked by. `hints` tell the model what no field can.

    `checking.find_defects` says what is wrong with one.
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    description: str = ""
    examples: tuple[Example, ...] = ()
    hints: tuple[str, ...] = ()

    def field(self, name: str) -> Field | None:
        """The field of exactly that name, or None."""
        return next((field for field in self.fields if field.name == name), None)

    def only(self, names: Container[str]) -> "Collection":
        """The same collection as if it had no fields but these."""
        return replace(self, fields=tuple(each for each in self.fields if each.name in names))

"""What a member can want of the script, as values. No I/O."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

Filters = Mapping[str, Any]
"""Arguments of the tool `find_listings`."""


class Courtesy(StrEnum):
    """What asks for nothing but a friendly word."""

    GREETING = "greeting"
    THANKS = "thanks"
    ABILITIES = "abilities"


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """Hello, thank you, or what can you do?"""

    courtesy: Courtesy


@dataclass(frozen=True, slots=True)
class Chart:
    """How figures are drawn: as `kind`, of `measures` (fields of a listing), over time or not."""

    kind: Literal["bar", "line"] = "bar"
    measures: tuple[str, ...] = ("price",)
    over_time: bool = False


@dataclass(frozen=True, slots=True)
class SearchListings:
    """All listings that match: as a list, or else as a table or a chart."""

    filters: Filters
    as_table: bool = False
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class OpenListing:
    """The one listing that matches; if several do, the member is asked which."""

    filters: Filters


@dataclass(frozen=True, slots=True)
class PickListing:
    """A listing shown before: 1 is the first, -1 the last, None "this one"."""

    position: int | None


@dataclass(frozen=True, slots=True)
class PickListingById:
    """A listing named by its id."""

    listing: str


@dataclass(frozen=True, slots=True)
class PickBest:
    """The one of those shown before with the most, or the least, of `field` of a listing."""

    field: str
    is_most: bool


@dataclass(frozen=True, slots=True)
class AnalyzeMarket:
    """What a home may sell for; `topic` names it, "" the one at hand."""

    topic: str


@dataclass(frozen=True, slots=True)
class BuildWebsite:
    """A website about a home; `topic` names it, "" the one at hand."""

    topic: str


@dataclass(frozen=True, slots=True)
class WritePost:
    """A post about a home, for a network as the CRM calls it or None."""

    topic: str
    network: str | None


@dataclass(frozen=True, slots=True)
class CompleteTask:
    """Tick off the task shown last."""


@dataclass(frozen=True, slots=True)
class ShowTask:
    """Read the task shown last anew."""


@dataclass(frozen=True, slots=True)
class MoveAppointment:
    """Another time for the appointment shown last, in the member's words."""

    words: str


@dataclass(frozen=True, slots=True)
class UpdateContact:
    """Another value of a contact's field. `person` is None for "his" and "her"."""

    person: str | None
    field: str
    value: str | bool


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Undo what was made last."""


@dataclass(frozen=True, slots=True)
class ShowTable:
    """The listings found last, as rows or, `side_by_side`, as columns."""

    side_by_side: bool = False


@dataclass(frozen=True, slots=True)
class ShowChart:
    """The listings found last, drawn to scale."""

    chart: Chart


@dataclass(frozen=True, slots=True)
class AddContact:
    """A new contact: arguments of the tool `create_contact`, without a name if none was given."""

    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LookUp:
    """A contact, or one field of it. `person` is None for "his" and "her"."""

    person: str | None
    field: str | None


@dataclass(frozen=True, slots=True)
class WriteEmail:
    """A letter to `person` (None for "him" and "her"); `topic` may be empty."""

    person: str | None
    topic: str


@dataclass(frozen=True, slots=True)
class AddTask:
    """Something to do, in the member's words; a day or a time may stand among them."""

    words: str


@dataclass(frozen=True, slots=True)
class AskKnowledge:
    """How something is done in this house, in the member's words."""

    question: str


@dataclass(frozen=True, slots=True)
class BookAppointment:
    """An entry of the calendar: `kind` as the member calls it, and their words on the rest."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Steering:
    """Homes by what people are, which fair housing forbids."""


@dataclass(frozen=True, slots=True)
class Beyond:
    """Anything else."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One of several wishes, and the words it was read from."""

    words: str
    intent: "Intent"


@dataclass(frozen=True, slots=True)
class Several:
    """Wishes to grant in their order; `missed` are words that asked for something beyond."""

    wishes: tuple[Wish, ...]
    missed: tuple[str, ...] = ()


Intent = (
    SmallTalk
    | SearchListings
    | OpenListing
    | PickListing
    | PickListingById
    | PickBest
    | AnalyzeMarket
    | BuildWebsite
    | WritePost
    | CompleteTask
    | ShowTask
    | MoveAppointment
    | UpdateContact
    | TakeBack
    | ShowTable
    | ShowChart
    | AddContact
    | LookUp
    | WriteEmail
    | AddTask
    | BookAppointment
    | AskKnowledge
    | Steering
    | Several
    | Beyond
)

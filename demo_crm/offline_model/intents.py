"""What a member can want of the script, as values. No I/O."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Filters = Mapping[str, Any]
"""Arguments of the tool `find_listings`."""


class Courtesy(StrEnum):
    """What asks for nothing but a friendly word."""

    GREETING = "greeting"
    THANKS = "thanks"


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """Hello, or thank you."""

    courtesy: Courtesy


@dataclass(frozen=True, slots=True)
class SearchListings:
    """All listings that match."""

    filters: Filters
    as_table: bool = False


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
class ShowTable:
    """The listings found last, side by side."""


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
class Beyond:
    """Anything else."""


Intent = (
    SmallTalk
    | SearchListings
    | OpenListing
    | PickListing
    | PickListingById
    | ShowTable
    | AddContact
    | LookUp
    | WriteEmail
    | AddTask
    | Beyond
)

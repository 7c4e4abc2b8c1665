"""References a payload makes, and the records a host answers them with. No I/O."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Ref:
    """An id of one kind of record, as a payload field marked `"x-ref": kind` holds it."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Record:
    """What a reference resolves to: the values one member may see, at one moment.

    `values` is JSON (keys the kind's schema does not name are dropped before it is stored);
    `as_of` is aware.
    """

    ref: Ref
    values: Mapping[str, Any]
    as_of: datetime

    def __post_init__(self) -> None:
        if self.as_of.tzinfo is None:
            raise ValueError("as_of must say its zone")

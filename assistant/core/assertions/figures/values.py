"""What a figure in a text is, normalised so that one notation compares with another. No I/O."""

from datetime import datetime, tzinfo
from typing import Literal

from msgspec import Struct

Day = tuple[int | None, int | None, int | None]
"""Year, month and day of the month; None is whatever it may be."""

NEVER: Day = (0, 0, 0)
"""A day that is on no calendar, as the 31st of June or a date beside the wrong weekday."""


class Amount(Struct, frozen=True, gc=False):
    """Money, a percentage, or a count or measure.

    `readings` are all values the notation may mean ("1.200" is two); `step` is the worth of its
    last written digit that is no closing zero; `scale` is what "k" or "million" multiplied by.
    `weak`: spelt out and as likely no count ("one of them", "these two"). `currency` is its code,
    a sign that several share, or nothing.
    """

    sort: Literal["money", "percent", "number"]
    readings: tuple[float, ...]
    step: float = 1
    scale: float = 1
    weak: bool = False
    currency: str = ""


class Phone(Struct, frozen=True, gc=False):
    """All digits of a number as dialled, without its extension."""

    digits: str
    extension: str = ""


class Email(Struct, frozen=True, gc=False):
    """An address in lower case."""

    address: str


class Moment(Struct, frozen=True, gc=False):
    """A day, a time of day, or both; several where words leave it open ("Friday", "3:00").

    `minutes` count from midnight in the member's zone. `weekday` is the one that was named.
    """

    days: tuple[Day, ...] = ()
    minutes: tuple[int, ...] = ()
    weekday: int | None = None


Value = Amount | Phone | Email | Moment


class Figure(Struct, frozen=True, gc=False):
    """A value at `start` to `end` of a text, in code points."""

    start: int
    end: int
    value: Value


class Clock(Struct, frozen=True):
    """When something was said, and where: `now` is aware and in `zone`."""

    now: datetime
    zone: tzinfo

"""Estimates what a home may sell for from like homes that were sold nearby and lately. No I/O."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt
from statistics import median, quantiles

from demo_crm.models import Listing

FEWEST = 3
"""With fewer comparables there is no estimate: one odd sale would be half of it."""
ENOUGH = 6
SIZE_DIFFERS, BEDS_DIFFER = 0.25, 1
MONTH = timedelta(days=30.4375)
_EARTH_MILES = 3958.8
_ROUNDED_TO = 1_000


@dataclass(frozen=True, slots=True)
class Reach:
    """How far from a home, in miles, and how long ago, in months, a sale may lie."""

    miles: float
    months: int

    def first_day(self, today: date) -> date:
        """The earliest day of a sale."""
        return today - self.months * MONTH


REACHES = (Reach(1, 6), Reach(2, 12), Reach(5, 24))
"""Tried from near to far, until there is enough to compare with."""


@dataclass(frozen=True, slots=True)
class Comparable:
    """A like home that was sold, `miles` away."""

    home: Listing
    miles: float

    @property
    def price_per_foot(self) -> int:
        """Whole US dollars per square foot."""
        return round(self.home.price / self.home.square_feet)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A price per square foot in whole US dollars, and what it makes for the whole home."""

    name: str
    price_per_foot: int
    price: int


def find_comparables(
    subject: Listing, sales: Iterable[Listing], today: date
) -> tuple[Reach, list[Comparable]]:
    """The first reach that finds enough, or the widest; nearest first.

    Comparable is who differs by a quarter of the size and one bedroom at most.
    """
    alike = [
        Comparable(sale, miles)
        for sale in sales
        if _is_alike(subject, sale) and (miles := _measure(subject, sale)) is not None
    ]
    reach, found = REACHES[-1], alike
    for reach in REACHES:
        found = [each for each in alike if _is_within(each, reach, today)]
        if len(found) >= ENOUGH:
            break
    return reach, sorted(found, key=lambda each: (each.miles, each.home.pk))


def estimate(subject: Listing, comparables: Sequence[Comparable]) -> list[Estimate]:
    """Low, middle and high; empty where there is too little to go by.

    Low and high are the quartiles of the price per square foot: half of the sales lie between.
    """
    if len(comparables) < FEWEST:
        return []
    per_foot = [each.home.price / each.home.square_feet for each in comparables]
    low, _, high = quantiles(per_foot, n=4, method="inclusive")
    figures = {"low": low, "middle": median(per_foot), "high": high}
    return [
        Estimate(name, round(figure), _round(figure * subject.square_feet))
        for name, figure in figures.items()
    ]


def _is_alike(subject: Listing, sale: Listing) -> bool:
    differs = abs(sale.square_feet - subject.square_feet) / subject.square_feet
    return (
        sale.pk != subject.pk
        and differs <= SIZE_DIFFERS
        and abs(sale.beds - subject.beds) <= BEDS_DIFFER
    )


def _is_within(sale: Comparable, reach: Reach, today: date) -> bool:
    sold_on = sale.home.sold_on
    is_recent = sold_on is not None and reach.first_day(today) <= sold_on <= today
    return is_recent and sale.miles <= reach.miles


def _measure(one: Listing, other: Listing) -> float | None:
    """Miles along a great circle (haversine); None where a place is unknown."""
    if (
        one.latitude is None
        or one.longitude is None
        or other.latitude is None
        or other.longitude is None
    ):
        return None
    north, east = radians(other.latitude - one.latitude), radians(other.longitude - one.longitude)
    along = cos(radians(one.latitude)) * cos(radians(other.latitude))
    chord = sin(north / 2) ** 2 + along * sin(east / 2) ** 2
    return round(2 * _EARTH_MILES * asin(sqrt(chord)), 2)


def _round(price: float) -> int:
    return round(price / _ROUNDED_TO) * _ROUNDED_TO

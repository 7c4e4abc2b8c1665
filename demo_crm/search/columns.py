"""How a field of a query stands in the rows: what SQL compares, and how that is told. No I/O."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    F,
    FloatField,
    IntegerField,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Expression
from django.db.models.functions import Cast, ExtractDay, ExtractMonth, Lower, NullIf
from django.db.models.lookups import Exact, GreaterThanOrEqual
from django.db.models.query_utils import Q

from assistant.host import FieldType

YEAR = 10_000
Expr = Expression | F | Subquery
LEAP_DAY, DAY_AFTER = 229, 301
EARLIEST, LATEST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


def _same(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One field. `expression` is NULL where nothing is known.

    `write` turns a value of a query into what SQL compares with; `tell` turns what SQL returned
    into JSON; `order` is what SQL sorts by, if that is not the expression itself.
    """

    type: FieldType
    expression: Expr
    write: Callable[[Any], Any] = _same
    tell: Callable[[Any], Any] = _same
    order: Expr | None = None


def text(name: str) -> Column:
    """A column of text; empty is unknown. It is sorted without regard to capitals."""
    return hideable_text(F(name))


def hideable_text(source: Expr) -> Column:
    """Text out of an expression."""
    known = NullIf(source, Value(""), output_field=TextField())
    return Column(type=FieldType.TEXT, expression=known, order=Lower(known))


def number(name: str, kind: FieldType = FieldType.NUMBER) -> Column:
    """A number. As a float it compares exactly with halves, and with what no column could hold."""
    return Column(type=kind, expression=Cast(name, FloatField()), tell=tell_number)


def day(name: str) -> Column:
    """A day."""
    return Column(
        type=FieldType.DATE, expression=F(name), write=date.fromisoformat, tell=date.isoformat
    )


def moment(source: Expr, now: datetime) -> Column:
    """A moment, told on the clock of `now`."""

    def tell(at: datetime) -> str:
        return at.astimezone(now.tzinfo).strftime("%Y-%m-%dT%H:%M")

    return Column(type=FieldType.MOMENT, expression=source, tell=tell)


def choice(source: Expr, stored: Mapping[str, Any]) -> Column:
    """One of `stored`: what each value of the field is in the rows, in the order to sort by."""
    told = {kept: value for value, kept in stored.items()}
    places = [When(Exact(source, kept), then=Value(at)) for at, kept in enumerate(told)]
    return Column(
        type=FieldType.CHOICE,
        expression=source,
        write=stored.__getitem__,
        # A row may hold what the field has no choice for.
        tell=lambda kept: told.get(kept, kept),
        order=Case(*places, default=None, output_field=IntegerField()),
    )


def flag(condition: Q) -> Column:
    """Whether something holds of a row."""
    holds = Case(When(condition, then=True), default=False, output_field=BooleanField())
    return Column(type=FieldType.FLAG, expression=holds)


def tags(name: str) -> Column:
    """Words between bars, as `join_tags` writes them."""
    known = NullIf(F(name), Value(""))
    return Column(
        type=FieldType.TAGS,
        expression=known,
        tell=lambda line: [tag for tag in line.split("|") if tag],
    )


def month(name: str, months: Mapping[str, int]) -> Column:
    """The month of a day, of whatever year."""
    return choice(ExtractMonth(name), months)


def next_birthday(name: str, today: date) -> Column:
    """The day it comes next, from today on; the 1st of March where there is no 29th of February.

    In SQL it is a number that grows with the day: month and day of this year, and 10,000 more for
    the next year. So every database works it out the same way.
    """
    born = ExtractMonth(name) * 100 + ExtractDay(name)
    this_year = _fit_year(born, today.year)
    following = _fit_year(born, today.year + 1) + YEAR
    ahead = GreaterThanOrEqual(this_year, today.month * 100 + today.day)
    key = Case(When(ahead, then=this_year), default=following, output_field=IntegerField())

    def write(value: str) -> int:
        at = date.fromisoformat(value)
        return (at.year - today.year) * YEAR + at.month * 100 + at.day

    def tell(found: int) -> str:
        years, rest = divmod(found, YEAR)
        return date(today.year + years, rest // 100, rest % 100).isoformat()

    return Column(type=FieldType.DATE, expression=key, write=write, tell=tell)


def tell_number(value: float) -> int | float:
    """Whole numbers as such."""
    return int(value) if value == int(value) else value


def clamp(at: datetime) -> datetime:
    """The instant in UTC; near the ends of time the last one that can be written there."""
    try:
        return at.astimezone(UTC)
    except OverflowError:
        return EARLIEST if at.year == 1 else LATEST


def _fit_year(born: Expr, year: int) -> Expr:
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if is_leap:
        return born
    leap_day = When(Exact(born, LEAP_DAY), then=Value(DAY_AFTER))
    return Case(leap_day, default=born, output_field=IntegerField())

"""Works out from when to when a day, a moment or a time of a query reaches. No I/O."""

from datetime import date, datetime, time, timedelta, tzinfo

from assistant.core.query.days import add_units
from assistant.core.query.language import Direction, Period, Relative
from assistant.core.query.operators import Unit


def find_span(value: str, zone: tzinfo) -> tuple[datetime, datetime]:
    """The first instant of a moment's minute, or of a day, and the first one after it.

    So `=` is start <= x < end, `<` is x < start, `<=` is x < end, `>` is x >= end, `>=` is
    x >= start, and `between` goes from the start of the one to the end of the other.
    """
    start = datetime.fromisoformat(value)
    if start.date() == date.max:
        # Time itself ends with this day.
        end = start.replace(hour=23, minute=59, second=59, microsecond=999999)
    else:
        end = start + (timedelta(minutes=1) if "T" in value else timedelta(days=1))
    return start.replace(tzinfo=zone), end.replace(tzinfo=zone)


def find_days(period: Period | Relative, today: date) -> tuple[date | None, date | None]:
    """The first and the last day of it, for a field that holds days; None is open."""
    match period:
        case Period(_, start, end):
            return (
                date.fromisoformat(start[:10]) if start else None,
                date.fromisoformat(end[:10]) if end else None,
            )
        case Relative(_, Direction.LAST, unit, count):
            return add_units(today, unit, -count), today
        case Relative(_, Direction.NEXT, unit, count):
            return today, add_units(today, unit, count)
        case Relative(unit=unit):
            first = _begin(today, unit)
            following = _begin(add_units(first, unit, 1), unit)
            return first, following - timedelta(days=1) if following > first else date.max


def find_moments(
    period: Period | Relative, now: datetime
) -> tuple[datetime | None, datetime | None]:
    """The first instant of it and the first one after it, for a field that holds moments.

    `now` is aware, on the member's clock; None is open.
    """
    match period:
        case Period(_, start, end):
            zone = now.tzinfo
            assert zone is not None
            return (
                find_span(start, zone)[0] if start else None,
                find_span(end, zone)[1] if end else None,
            )
        case Relative(_, Direction.LAST, unit, count):
            return _shift(now, unit, -count), now
        case Relative(_, Direction.NEXT, unit, count):
            return now, _shift(now, unit, count)
        case Relative(_, Direction.THIS, Unit.HOUR):
            first = now.replace(minute=0, second=0, microsecond=0)
            return first, first + timedelta(hours=1)
        case Relative():
            days = find_days(period, now.date())
            begin, last = (each or now.date() for each in days)
            midnight = time(tzinfo=now.tzinfo)
            after = add_units(last, Unit.DAY, 1)
            return datetime.combine(begin, midnight), datetime.combine(after, midnight)


def _begin(day: date, unit: Unit) -> date:
    match unit:
        case Unit.HOUR | Unit.DAY:
            return day
        case Unit.WEEK:
            return add_units(day, Unit.DAY, -day.weekday())
        case Unit.MONTH:
            return day.replace(day=1)
        case Unit.QUARTER:
            return day.replace(day=1, month=(day.month - 1) // 3 * 3 + 1)
        case Unit.YEAR:
            return day.replace(day=1, month=1)


def _shift(now: datetime, unit: Unit, count: int) -> datetime:
    if unit is Unit.HOUR:
        return now + timedelta(hours=count)
    return datetime.combine(add_units(now.date(), unit, count), now.timetz())

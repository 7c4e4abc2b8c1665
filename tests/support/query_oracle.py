"""What a query finds, worked out in plain Python over rows in memory: the oracle of SQL.

A row is a dict by field: text and choices are str, numbers int or float, days `date`, moments
aware `datetime`, flags bool, tags a list; None is unknown.
"""

from datetime import date, datetime, timedelta
from statistics import median

from assistant.host import (
    Condition,
    FieldType,
    MeasureOp,
    Op,
    Order,
    Period,
    Relative,
    find_days,
    find_moments,
)

NEGATED = {Op.IS_NOT: Op.IS, Op.NOT_IN: Op.IN, Op.NOT_CONTAINS: Op.CONTAINS}


def find_rows(query, collection, rows, now):
    """The records a query finds, or the groups, in order."""
    kept = [row for row in rows if holds(query.filter, collection, row, now)]
    kept = [row for row in kept if query.time is None or lies(query.time, collection, row, now)]
    if query.measures:
        return find_groups(query, collection, kept, now)
    for sort in reversed(query.sort):
        kept = put_in_order(kept, sort.field, sort.order, collection)
    return kept[: query.limit]


def holds(part, collection, row, now):
    if part is None:
        return True
    if not isinstance(part, Condition):
        each = [holds(one, collection, row, now) for one in part.conditions]
        return all(each) if part.op == "and" else any(each)
    value = row[part.field]
    kind = collection.field(part.field).type
    if part.op in (Op.EXISTS, Op.MISSING):
        return (value is None) == (part.op is Op.MISSING)
    if part.op in NEGATED:
        return value is None or not compares(kind, NEGATED[part.op], value, part.value, now)
    return value is not None and compares(kind, part.op, value, part.value, now)


def compares(kind, op, value, wanted, now):
    if op is Op.IN:
        return any(compares(kind, Op.IS, value, each, now) for each in wanted)
    if op is Op.BETWEEN:
        low, high = wanted
        at_least = compares(kind, Op.AT_LEAST, value, low, now)
        return at_least and compares(kind, Op.AT_MOST, value, high, now)
    if kind is FieldType.TAGS:
        return wanted.lower() in value
    if kind is FieldType.TEXT:
        mine, theirs = value.lower(), wanted.lower()
        if op is Op.CONTAINS:
            return theirs in mine
        return mine.startswith(theirs) if op is Op.STARTS_WITH else mine == theirs
    low = high = wanted
    if kind is FieldType.DATE:
        low = high = date.fromisoformat(wanted)
    if kind is FieldType.MOMENT:
        # On the member's clock, to the minute; a day alone is all of it.
        value = value.astimezone(now.tzinfo).replace(tzinfo=None, second=0, microsecond=0)
        low = high = datetime.fromisoformat(wanted)
        if "T" not in wanted:
            high = low + timedelta(hours=23, minutes=59)
    return {
        Op.IS: lambda: low <= value <= high,
        Op.BELOW: lambda: value < low,
        Op.AT_MOST: lambda: value <= high,
        Op.ABOVE: lambda: value > high,
        Op.AT_LEAST: lambda: value >= low,
    }[op]()


def lies(time, collection, row, now):
    value = row[time.field]
    if value is None:
        return False
    match time:
        case Period(field, start, end) if isinstance(value, datetime):
            kind = collection.field(field).type
            after = start is None or compares(kind, Op.AT_LEAST, value, start, now)
            return after and (end is None or compares(kind, Op.AT_MOST, value, end, now))
        case Relative() if isinstance(value, datetime):
            start, after = find_moments(time, now)
            return start <= value < after
    first, last = find_days(time, now.date())
    return (first is None or first <= value) and (last is None or value <= last)


def find_groups(query, collection, rows, now):
    groups = {} if query.group else {(): []}
    for row in rows:
        keys = [()]
        for name in query.group:
            values = row[name] if isinstance(row[name], list) else [row[name]]
            keys = [(*key, value) for key in keys for value in values]
        for key in keys:
            groups.setdefault(key, []).append(row)
    found = [
        dict(zip(query.group, key, strict=True))
        | {each.name: work_out(each, members) for each in query.measures}
        for key, members in groups.items()
    ]
    for name in reversed(query.group):
        found = put_in_order(found, name, Order.ASCENDING, collection)
    for sort in reversed(query.sort):
        name = sort.field
        if sort.op:
            name = f"{sort.op}_{sort.field}" if sort.field else str(sort.op)
        found = put_in_order(found, name, sort.order, collection)
    return found[: query.limit]


def work_out(measure, members):
    if measure.op is MeasureOp.COUNT:
        return len(members)
    known = [each[measure.field] for each in members if each[measure.field] is not None]
    if not known:
        return None
    return {
        MeasureOp.SUM: sum,
        MeasureOp.AVERAGE: lambda all_: sum(all_) / len(all_),
        MeasureOp.MEDIAN: median,
        MeasureOp.LEAST: min,
        MeasureOp.MOST: max,
    }[measure.op](known)


def put_in_order(rows, name, order, collection):
    field = collection.field(name)
    ranks = {choice.value: at for at, choice in enumerate(field.choices)} if field else {}

    def rank(row):
        value = row[name]
        if isinstance(value, str):
            return ranks[value] if ranks else value.lower()
        return value

    known = sorted(
        [row for row in rows if row[name] is not None],
        key=rank,
        reverse=order is Order.DESCENDING,
    )
    return known + [row for row in rows if row[name] is None]


def come_next(born, today):
    """The next birthday: the day after where there is no 29th of February."""
    day = today
    while (day.month, day.day) != (born.month, born.day):
        yesterday = day - timedelta(days=1)
        is_instead = (born.month, born.day) == (2, 29) and (yesterday.month, yesterday.day) == (
            2,
            28,
        )
        if is_instead and day.month == 3:
            return day
        day += timedelta(days=1)
    return day

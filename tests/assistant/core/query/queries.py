"""Queries and near-queries by the thousand, for hypothesis."""

from datetime import date

from hypothesis import strategies as st

from assistant.core.query.corrections import CONDITION_KEYS, GROUP_KEYS, KEYS, OPS, TIME_KEYS
from assistant.core.query.fields import FieldType
from assistant.core.query.language import (
    Condition,
    Direction,
    Group,
    Joint,
    Measure,
    Order,
    Period,
    Query,
    Relative,
    Sort,
)
from assistant.core.query.operators import (
    DATED,
    GROUPED,
    MEASURED,
    OPERATORS,
    SORTED,
    UNITS,
    WITH_LIST,
    WITHOUT_VALUE,
    Op,
)
from tests.support.bike_collection import BIKES

_KEYS = ["filter", "time", "group", "measures", "sort", "limit", "and", "or", "not", "field", "op"]
_KEYS += ["value", "order", "last", "next", "this", "unit", "from", "to", "conditions", "min"]
_WORDS = [*_KEYS, *KEYS, *CONDITION_KEYS, *GROUP_KEYS, *OPS, *TIME_KEYS, "desc", "-price", "900k"]
_WORDS += [field.name for field in BIKES.fields] + ["last 30 days", "today", "city", "2026-11-22"]


def junk():
    """JSON values that nearly speak the language."""
    words = st.sampled_from(_WORDS) | st.text(max_size=8)
    leaves = st.none() | st.booleans() | st.integers() | st.floats() | words
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
        max_leaves=25,
    )


def queries():
    """Checked queries to the bikes, in their normal form."""
    return st.builds(_join_rows, _filters(), st.none() | _times(), _rows(), _limits())


def _join_rows(filter_, time, rows, limit):
    return Query(filter=filter_, time=time, limit=limit, **rows)


def _limits():
    return st.none() | st.integers(1, 1000)


def _named(types):
    return st.sampled_from([field.name for field in BIKES.fields if field.type in types])


def _values(field):
    numbers = st.integers(-(10**15), 10**15) | st.floats(-1e9, 1e9).filter(lambda n: n % 1)
    days = st.dates().map(date.isoformat)
    moments = st.datetimes().map(lambda at: f"{at.isoformat()[:16]}")
    line = st.characters(exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp"))
    texts = st.text(line, min_size=1, max_size=20).map(str.strip).filter(bool)
    return {
        FieldType.TEXT: texts,
        FieldType.CHOICE: st.sampled_from([choice.value for choice in field.choices] or [""]),
        FieldType.TAGS: texts,
        FieldType.NUMBER: numbers,
        FieldType.MONEY: numbers,
        FieldType.DATE: days,
        FieldType.MOMENT: days | moments,
        FieldType.FLAG: st.booleans(),
    }[field.type]


@st.composite
def _conditions(draw):
    field = draw(st.sampled_from(BIKES.fields))
    op = draw(st.sampled_from(OPERATORS[field.type]))
    if op in WITHOUT_VALUE:
        return Condition(field.name, op)
    if op is Op.BETWEEN:
        bounds = st.tuples(_values(field), _values(field))
        return Condition(field.name, op, tuple(sorted(draw(bounds))))
    if op in WITH_LIST:
        values = st.lists(_values(field), min_size=1, max_size=4, unique=True)
        return Condition(field.name, op, tuple(draw(values)))
    return Condition(field.name, op, draw(_values(field)))


@st.composite
def _filters(draw):
    if draw(st.booleans()):
        return None
    joint = draw(st.sampled_from(Joint))
    parts = draw(st.lists(_parts(_turn(joint), 1), min_size=1, max_size=4, unique=True))
    if len(parts) == 1:
        return parts[0] if isinstance(parts[0], Group) else Group(Joint.AND, tuple(parts))
    return Group(joint, tuple(parts))


def _parts(joint, depth):
    if depth > 3:
        return _conditions()
    inner = st.lists(_parts(_turn(joint), depth + 1), min_size=2, max_size=3, unique=True)
    return _conditions() | inner.map(lambda parts: Group(joint, tuple(parts)))


def _turn(joint):
    return Joint.OR if joint is Joint.AND else Joint.AND


@st.composite
def _times(draw):
    field = BIKES.field(draw(_named(DATED)))
    if draw(st.booleans()):
        direction = draw(st.sampled_from(Direction))
        count = 1 if direction is Direction.THIS else draw(st.integers(1, 1000))
        return Relative(field.name, direction, draw(st.sampled_from(UNITS[field.type])), count)
    start, end = sorted(draw(st.tuples(_values(field), _values(field))))
    if start[:10] == end[:10]:
        end = start
    which = draw(st.sampled_from([(start, end), (start, None), (None, end)]))
    return Period(field.name, *which)


@st.composite
def _rows(draw):
    orders = st.sampled_from(Order)
    if draw(st.booleans()):
        names = draw(st.lists(_named(SORTED), max_size=3, unique=True))
        return {"sort": tuple(Sort(name, draw(orders)) for name in names)}
    group = tuple(draw(st.lists(_named(GROUPED), max_size=3, unique=True)))
    measures = tuple(draw(st.lists(_measures(), min_size=1, max_size=3, unique=True)))
    sorts = [Sort(name, draw(orders)) for name in group if name != "tags"]
    sorts += [Sort(each.field, draw(orders), each.op) for each in measures]
    return {"group": group, "measures": measures, "sort": tuple(sorts[:3]) if group else ()}


@st.composite
def _measures(draw):
    op = draw(st.sampled_from(list(MEASURED)))
    return Measure(op, draw(_named(MEASURED[op])) if MEASURED[op] else None)

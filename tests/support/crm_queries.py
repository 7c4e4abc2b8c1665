"""Queries by the hundred to a collection, with values that its rows know or nearly know."""

from datetime import date, datetime

from hypothesis import strategies as st

from assistant.host import FieldType

DATED = (FieldType.DATE, FieldType.MOMENT)
FIGURES = (FieldType.NUMBER, FieldType.MONEY)
EDGES = ["0001-01-01", "9999-12-31", "2027-02-28", "2028-02-29", "2026-08-05"]
ORDERS = ["ascending", "descending"]
OPS = {
    FieldType.TEXT: ["contains", "not_contains", "starts_with", "=", "!=", "in", "not_in"],
    FieldType.CHOICE: ["=", "!=", "in", "not_in"],
    FieldType.TAGS: ["=", "!=", "in", "not_in"],
    FieldType.NUMBER: ["=", "!=", "<", "<=", ">", ">=", "between", "in", "not_in"],
    FieldType.DATE: ["=", "!=", "<", "<=", ">", ">=", "between"],
    FieldType.FLAG: ["="],
}
OPS[FieldType.MONEY], OPS[FieldType.MOMENT] = OPS[FieldType.NUMBER], OPS[FieldType.DATE]


@st.composite
def documents(draw, collection, rows):
    """A query as JSON."""
    document = {}
    if draw(st.booleans()):
        document["filter"] = draw(groups(collection, rows, 0))
    if draw(st.booleans()):
        document["time"] = draw(times(collection, rows))
    if draw(st.booleans()):
        document |= draw(measures(collection))
    else:
        document["sort"] = draw(st.lists(sorts(collection), max_size=3))
    if draw(st.booleans()):
        document["limit"] = draw(st.integers(1, 30))
    return document


@st.composite
def groups(draw, collection, rows, depth):
    parts = conditions(collection, rows)
    if depth < 2:
        parts |= groups(collection, rows, depth + 1)
    return {draw(st.sampled_from(["and", "or"])): draw(st.lists(parts, min_size=1, max_size=3))}


@st.composite
def conditions(draw, collection, rows):
    field = draw(st.sampled_from(collection.fields))
    presence = [] if field.type is FieldType.FLAG else ["exists", "missing"]
    op = draw(st.sampled_from(OPS[field.type] + presence))
    condition = {"field": field.name, "op": op}
    if op in presence:
        return condition
    value = values(field, rows)
    if op == "between":
        value = st.lists(value, min_size=2, max_size=2)
    elif op in ("in", "not_in"):
        value = st.lists(value, min_size=1, max_size=3)
    return condition | {"value": draw(value)}


def values(field, rows):
    known = sorted({each for row in rows for each in list_values(row[field.name])})
    some = st.sampled_from(known or ["none"])
    match field.type:
        case FieldType.TEXT:
            odd = st.sampled_from(["%", "_", "a", "O'Brien", "\\", "san jose"])
            return odd | some.map(str) | some.map(lambda text: str(text)[:4].upper().strip())
        case FieldType.TAGS:
            return some | some.map(str.upper) | st.sampled_from(["buyer|cash", "%", "buy"])
        case FieldType.CHOICE:
            return st.sampled_from([choice.value for choice in field.choices])
        case FieldType.FLAG:
            return st.booleans()
        case FieldType.DATE:
            return st.sampled_from(EDGES) | some.map(date.isoformat)
        case FieldType.MOMENT:
            near = some.map(datetime.isoformat).map(lambda text: text[:16])
            return st.sampled_from(EDGES) | near | near.map(lambda text: text[:10])
        case _:
            return some | some.map(lambda n: n + 0.5) | st.sampled_from([0, -1, 10**15, 2.5])


def list_values(value):
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


@st.composite
def times(draw, collection, rows):
    field = draw(st.sampled_from([each for each in collection.fields if each.type in DATED]))
    units = ["day", "week", "month", "quarter", "year"]
    units += ["hour"] if field.type is FieldType.MOMENT else []
    unit = st.sampled_from(units)
    kind = draw(st.sampled_from(["last", "next", "this", "period"]))
    if kind == "this":
        return {"field": field.name, "this": draw(unit)}
    if kind == "period":
        first, last = sorted(draw(st.tuples(values(field, rows), values(field, rows))))
        bounds = draw(st.sampled_from([{"from": first, "to": last}, {"from": first}, {"to": last}]))
        return {"field": field.name} | bounds
    count = draw(st.integers(1, 40) | st.just(1000))
    return {"field": field.name, kind: count, "unit": draw(unit)}


@st.composite
def sorts(draw, collection):
    fields = [each.name for each in collection.fields if each.type is not FieldType.TAGS]
    return {"field": draw(st.sampled_from(fields)), "order": draw(st.sampled_from(ORDERS))}


@st.composite
def measures(draw, collection):
    grouped = [
        each.name
        for each in collection.fields
        if each.type not in (FieldType.MONEY, FieldType.MOMENT)
    ]
    named = draw(st.lists(st.sampled_from(grouped), max_size=2, unique=True))
    chosen = [{"op": "count"}, *draw(st.lists(one_measure(collection), max_size=3))]
    document = {"measures": chosen}
    if named:
        by = draw(st.lists(st.sampled_from(chosen), max_size=2))
        orders = draw(st.lists(st.sampled_from(ORDERS), min_size=len(by), max_size=len(by)))
        document["group"] = named
        document["sort"] = [each | {"order": order} for each, order in zip(by, orders, strict=True)]
    return document


@st.composite
def one_measure(draw, collection):
    kinds = {each.name: each.type for each in collection.fields}
    measured = [name for name, kind in kinds.items() if kind in (*FIGURES, *DATED)]
    name = draw(st.sampled_from(measured))
    ops = ["least", "most"]
    ops += ["sum", "average", "median"] if kinds[name] in FIGURES else []
    return {"op": draw(st.sampled_from(ops)), "field": name}

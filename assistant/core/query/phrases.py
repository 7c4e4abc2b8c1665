"""Says in plain English what a query asks for. No I/O."""

from assistant.core.query.fields import Collection, Field, FieldType
from assistant.core.query.language import (
    Condition,
    Direction,
    Group,
    Measure,
    Period,
    Query,
    Relative,
    Scalar,
    Sort,
)
from assistant.core.query.operators import WITHOUT_VALUE, MeasureOp, Op, label_op

_MEASURES = {
    MeasureOp.COUNT: "how many",
    MeasureOp.SUM: "the sum of",
    MeasureOp.AVERAGE: "the average",
    MeasureOp.MEDIAN: "the median",
    MeasureOp.LEAST: "the least",
    MeasureOp.MOST: "the most",
}


def describe_query(query: Query, collection: Collection) -> str:
    """One line: `Price at most 900,000 USD and Electric is yes; by Price, descending`."""
    said = []
    if query.measures:
        said.append(_join([describe_measure(each, collection) for each in query.measures], "and"))
    if query.filter:
        said.append(describe_filter(query.filter, collection))
    if query.time:
        said.append(describe_time(query.time, collection))
    if query.group:
        said.append(f"for each {_join([_label(name, collection) for name in query.group], 'and')}")
    if query.sort:
        said.append("by " + ", then ".join(describe_sort(each, collection) for each in query.sort))
    if query.limit is not None:
        said.append(f"at most {query.limit:,}")
    return "; ".join(said) or "everything"


def describe_filter(part: Condition | Group, collection: Collection) -> str:
    """A condition, or a group with the groups inside it in brackets."""
    match part:
        case Condition(name, op, value):
            field = collection.field(name)
            kind = field.type if field else FieldType.TEXT
            said = f"{_label(name, collection)} {label_op(op, kind)}"
            return said if op in WITHOUT_VALUE else f"{said} {_write(op, value, field)}"
        case Group(joint, parts):
            inner = [describe_filter(each, collection) for each in parts]
            marked = [
                f"({said})" if isinstance(each, Group) else said
                for said, each in zip(inner, parts, strict=True)
            ]
            return f" {joint} ".join(marked)


def describe_time(time: Period | Relative, collection: Collection) -> str:
    """From when to when."""
    label = _label(time.field, collection)
    match time:
        case Period(_, start, end):
            bounds = [f"from {start}" if start else "", f"to {end}" if end else ""]
            return " ".join([label, *filter(None, bounds)])
        case Relative(_, Direction.THIS, unit):
            return f"{label} this {unit}"
        case Relative(_, direction, unit, count):
            return f"{label} in the {direction} {count} {unit}{'s' if count > 1 else ''}"


def describe_measure(measure: Measure, collection: Collection) -> str:
    """What is worked out."""
    said = _MEASURES[measure.op]
    return f"{said} {_label(measure.field, collection)}" if measure.field else said


def describe_sort(sort: Sort, collection: Collection) -> str:
    """What comes first."""
    if sort.op:
        return f"{describe_measure(Measure(sort.op, sort.field), collection)}, {sort.order}"
    return f"{_label(sort.field or '', collection)}, {sort.order}"


def _label(name: str, collection: Collection) -> str:
    field = collection.field(name)
    return field.label if field else name


def _write(op: Op, value: Scalar | tuple[Scalar, ...] | None, field: Field | None) -> str:
    if isinstance(value, tuple):
        word = "and" if op is Op.BETWEEN else "or"
        return _join([_write(Op.IS, each, field) for each in value], word)
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | float():
            unit = f" {field.unit}" if field and field.unit else ""
            return f"{value:,}{unit}"
        case _:
            names = {choice.value: choice.label for choice in field.choices} if field else {}
            return names.get(str(value)) or str(value)


def _join(said: list[str], word: str) -> str:
    return f" {word} ".join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else said[0]

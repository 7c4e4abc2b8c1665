"""What may be asked of each type of field: one table. No I/O."""

from enum import StrEnum

from assistant.core.query.fields import FieldType


class Op(StrEnum):
    """How a condition compares."""

    IS = "="
    IS_NOT = "!="
    BELOW = "<"
    AT_MOST = "<="
    ABOVE = ">"
    AT_LEAST = ">="
    BETWEEN = "between"
    """Both bounds included."""
    IN = "in"
    NOT_IN = "not_in"
    CONTAINS = "contains"
    NOT_CONTAINS = "not_contains"
    STARTS_WITH = "starts_with"
    EXISTS = "exists"
    MISSING = "missing"


class MeasureOp(StrEnum):
    """What is worked out of many records."""

    COUNT = "count"
    SUM = "sum"
    AVERAGE = "average"
    MEDIAN = "median"
    LEAST = "least"
    MOST = "most"


class Unit(StrEnum):
    """What a relative time is counted in. A week begins on Monday."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_SAME = (Op.IS, Op.IS_NOT)
_ORDER = (Op.BELOW, Op.AT_MOST, Op.ABOVE, Op.AT_LEAST, Op.BETWEEN)
_LISTS = (Op.IN, Op.NOT_IN)
_PRESENCE = (Op.EXISTS, Op.MISSING)
_WORDS = (Op.CONTAINS, Op.NOT_CONTAINS, Op.STARTS_WITH)

OPERATORS: dict[FieldType, tuple[Op, ...]] = {
    FieldType.TEXT: (*_WORDS, *_SAME, *_LISTS, *_PRESENCE),
    FieldType.CHOICE: (*_SAME, *_LISTS, *_PRESENCE),
    FieldType.TAGS: (*_SAME, *_LISTS, *_PRESENCE),
    FieldType.NUMBER: (*_SAME, *_ORDER, *_LISTS, *_PRESENCE),
    FieldType.MONEY: (*_SAME, *_ORDER, *_LISTS, *_PRESENCE),
    FieldType.DATE: (*_SAME, *_ORDER, *_PRESENCE),
    FieldType.MOMENT: (*_SAME, *_ORDER, *_PRESENCE),
    FieldType.FLAG: (Op.IS,),
}

WITHOUT_VALUE = frozenset(_PRESENCE)
WITH_LIST = frozenset(_LISTS)

OPPOSITES = {
    Op.IS: Op.IS_NOT,
    Op.IS_NOT: Op.IS,
    Op.BELOW: Op.AT_LEAST,
    Op.AT_LEAST: Op.BELOW,
    Op.ABOVE: Op.AT_MOST,
    Op.AT_MOST: Op.ABOVE,
    Op.IN: Op.NOT_IN,
    Op.NOT_IN: Op.IN,
    Op.CONTAINS: Op.NOT_CONTAINS,
    Op.NOT_CONTAINS: Op.CONTAINS,
    Op.EXISTS: Op.MISSING,
    Op.MISSING: Op.EXISTS,
}

_FIGURES = (FieldType.NUMBER, FieldType.MONEY)
DATED = (FieldType.DATE, FieldType.MOMENT)

MEASURED: dict[MeasureOp, tuple[FieldType, ...]] = {
    MeasureOp.COUNT: (),
    MeasureOp.SUM: _FIGURES,
    MeasureOp.AVERAGE: _FIGURES,
    MeasureOp.MEDIAN: _FIGURES,
    MeasureOp.LEAST: (*_FIGURES, *DATED),
    MeasureOp.MOST: (*_FIGURES, *DATED),
}
"""The types each measure takes; `count` takes no field."""

SORTED = tuple(each for each in FieldType if each is not FieldType.TAGS)
GROUPED = tuple(each for each in FieldType if each not in (FieldType.MONEY, FieldType.MOMENT))

UNITS: dict[FieldType, tuple[Unit, ...]] = {
    FieldType.DATE: tuple(unit for unit in Unit if unit is not Unit.HOUR),
    FieldType.MOMENT: tuple(Unit),
}

_LABELS = {
    Op.IS: "is",
    Op.IS_NOT: "is not",
    Op.BELOW: "below",
    Op.AT_MOST: "at most",
    Op.ABOVE: "above",
    Op.AT_LEAST: "at least",
    Op.BETWEEN: "between",
    Op.IN: "is any of",
    Op.NOT_IN: "is none of",
    Op.CONTAINS: "contains",
    Op.NOT_CONTAINS: "does not contain",
    Op.STARTS_WITH: "starts with",
    Op.EXISTS: "is known",
    Op.MISSING: "is not known",
}
_DATED_LABELS = {
    Op.IS: "on",
    Op.IS_NOT: "not on",
    Op.BELOW: "before",
    Op.AT_MOST: "on or before",
    Op.ABOVE: "after",
    Op.AT_LEAST: "on or after",
}
_TAG_LABELS = {
    Op.IS: "has",
    Op.IS_NOT: "has not",
    Op.IN: "has any of",
    Op.NOT_IN: "has none of",
}


def label_op(op: Op, kind: FieldType) -> str:
    """What a person reads for `op` on a field of that type."""
    if kind in DATED:
        return _DATED_LABELS.get(op) or _LABELS[op]
    if kind is FieldType.TAGS:
        return _TAG_LABELS.get(op) or _LABELS[op]
    return _LABELS[op]

"""The whole filter form as values for a template: lines, time, groups, measures, order, limit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.host import (
    DATED,
    GROUPED,
    MEASURED,
    SORTED,
    UNITS,
    Collection,
    Field,
    FieldType,
    MeasureOp,
)
from demo_crm.search.asked import Asked
from demo_crm.search.controls import Option, choose
from demo_crm.search.form_lines import Kept, Line, draw_line, draw_lines, draw_patterns

MOST = {"group": 3, "measure": 5, "sort": 3}
NONE = ("", "—")
TIMES = [
    NONE,
    ("last", "in the last"),
    ("next", "in the next"),
    ("this", "in this"),
    ("between", "from … to"),
]
MEASURES = {
    MeasureOp.COUNT: "How many",
    MeasureOp.SUM: "Sum of",
    MeasureOp.AVERAGE: "Average",
    MeasureOp.MEDIAN: "Median",
    MeasureOp.LEAST: "Least",
    MeasureOp.MOST: "Most",
}
DATED_MEASURES = {MeasureOp.LEAST: "Earliest", MeasureOp.MOST: "Latest"}
ENDS = {
    FieldType.TEXT: ("A to Z", "Z to A"),
    FieldType.DATE: ("earliest first", "latest first"),
    FieldType.MOMENT: ("earliest first", "latest first"),
}
LOW_OR_HIGH = ("lowest first", "highest first")
Selects = list[tuple[Option, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterForm:
    """What the template draws. `patterns` are for the script that adds lines."""

    joint: str
    lines: list[Line]
    kept: list[Kept]
    patterns: list[Line]
    time: Mapping[str, str]
    time_fields: tuple[Option, ...]
    time_kinds: tuple[Option, ...]
    time_units: tuple[Option, ...]
    groups: Selects
    measures: Selects
    sorts: Selects
    limit: str


def draw_form(asked: Asked, said: Sequence[tuple[str, str]]) -> FilterForm:
    """The form of what is asked; `said` is what the address holds, shown where it is wrong."""
    collection = asked.collection
    pairs = asked.form.pairs if asked.is_right else said
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(name, []).append(value.strip())
    time = {
        key: _first(given, f"time.{key}") for key in ("field", "is", "count", "unit", "from", "to")
    }
    lines, kept = draw_lines(asked)
    places = [int(each.place) for each in lines] + [int(each.place) for each in kept]
    lines.append(draw_line(collection, f"{max(places, default=-1) + 1}", ("", "", ())))
    dated = [field for field in collection.fields if field.type in DATED]
    units = {unit for field in dated for unit in UNITS[field.type]}
    return FilterForm(
        joint="or" if _first(given, "and") == "or" else "and",
        lines=lines,
        kept=kept,
        patterns=list(draw_patterns(collection)),
        time=time,
        time_fields=choose([NONE, *((field.name, field.label) for field in dated)], time["field"]),
        time_kinds=choose(TIMES, time["is"]),
        time_units=choose(
            [(str(unit), f"{unit}") for unit in UNITS[FieldType.MOMENT] if unit in units],
            time["unit"] or "day",
        ),
        groups=_draw_selects(_list_groups(collection), given.get("group", []), "group"),
        measures=_draw_selects(_list_measures(collection), given.get("measure", []), "measure"),
        sorts=_draw_selects(_list_sorts(asked), given.get("sort", []), "sort"),
        limit=_first(given, "limit"),
    )


def label_measure(op: MeasureOp, field: Field | None) -> str:
    """`Average Price`, `Earliest Listed on`, `How many`."""
    if field is None:
        return MEASURES[op]
    names = DATED_MEASURES if field.type in DATED else MEASURES
    return f"{names[op]} {field.label}"


def _first(given: Mapping[str, list[str]], name: str) -> str:
    return given.get(name, [""])[0]


def _draw_selects(options: list[tuple[str, str]], chosen: list[str], kind: str) -> Selects:
    """One for each that is chosen, and one to choose another."""
    filled = [each for each in chosen if each]
    spare = [""] if len(filled) < MOST[kind] else []
    return [choose([NONE, *options], each) for each in (*filled, *spare)]


def _list_groups(collection: Collection) -> list[tuple[str, str]]:
    return [(field.name, field.label) for field in collection.fields if field.type in GROUPED]


def _list_measures(collection: Collection) -> list[tuple[str, str]]:
    listed = [(str(MeasureOp.COUNT), MEASURES[MeasureOp.COUNT])]
    for field in collection.fields:
        for op, types in MEASURED.items():
            if field.type in types:
                listed.append((f"{op}:{field.name}", label_measure(op, field)))
    return listed


def _list_sorts(asked: Asked) -> list[tuple[str, str]]:
    """What rows can be put in order by: of groups, what they are made of."""
    query, collection = asked.query, asked.collection
    if query.measures:
        fields = [field for name in query.group if (field := collection.field(name))]
    else:
        fields = [field for field in collection.fields if field.type in SORTED]
    named = [(field.name, field.label, ENDS.get(field.type, LOW_OR_HIGH)) for field in fields]
    for measure in query.measures:
        label = label_measure(measure.op, collection.field(measure.field or ""))
        named.append((f"{measure.op}:{measure.field or ''}", label, LOW_OR_HIGH))
    return [
        (f"{sign}{':count' if by == 'count:' else by}", f"{label}, {end}")
        for by, label, ends in named
        for sign, end in zip(("", "-"), ends, strict=True)
    ]

"""The lines of a filter form: a field, a comparison and its values each. No I/O."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.host import (
    OPERATORS,
    WITH_LIST,
    WITHOUT_VALUE,
    Collection,
    Field,
    FieldType,
    Op,
    label_op,
)
from demo_crm.search.asked import Asked
from demo_crm.search.controls import Control, Option, choose, draw_value

NO_FIELD = ("", "—")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One condition. `place` stands in the names of its inputs; `field` is "" on a blank line."""

    place: str
    field: str
    fields: tuple[Option, ...]
    ops: tuple[Option, ...]
    values: tuple[Control, ...]
    is_wrong: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A group within the filter: told, and carried along until it is unticked."""

    place: str
    sentence: str
    source: str


def draw_lines(asked: Asked) -> tuple[list[Line], list[Kept]]:
    """The lines and the groups: as understood, or as they were said where something is wrong."""
    if asked.is_right:
        lines = [
            draw_line(asked.collection, f"{row.place}", (row.field, row.op, row.values))
            for row in asked.form.rows
        ]
        return lines, [
            Kept(f"{each.place}", each.sentence, each.source) for each in asked.form.rest
        ]
    return _draw_said(asked)


def draw_line(
    collection: Collection,
    place: str,
    said: tuple[str, str, Sequence[str]],
    *,
    is_wrong: bool = False,
) -> Line:
    """One line with room for as many values as its comparison takes."""
    name, op, values = said
    field = collection.field(name)
    fields = [NO_FIELD, *((each.name, each.label) for each in collection.fields)]
    room = {"2": 2, "many": len(values) + 1}.get(count_values(op), 1)
    texts = [*values, *[""] * (room - len(values))]
    return Line(
        place=place,
        field=name,
        fields=choose(fields, name),
        ops=_list_ops(field, op),
        values=tuple(draw_value(field, text, is_right=not is_wrong) for text in texts),
        is_wrong=is_wrong,
    )


def draw_patterns(collection: Collection) -> Iterator[Line]:
    """A blank line for each field, for a script to copy; the first has no field."""
    for name in ("", *(each.name for each in collection.fields)):
        yield draw_line(collection, "N", (name, "", ()))


def count_values(op: str) -> str:
    """How many values a comparison takes."""
    if op in WITHOUT_VALUE:
        return "0"
    if op in WITH_LIST:
        return "many"
    return "2" if op == Op.BETWEEN else "1"


def _list_ops(field: Field | None, chosen: str) -> tuple[Option, ...]:
    kind = field.type if field else FieldType.TEXT
    ops = list(OPERATORS[kind] if field else Op)
    options = choose([(str(op), label_op(op, kind)) for op in ops], chosen or str(ops[0]))
    return tuple(
        Option(each.value, each.label, each.is_chosen, count_values(each.value)) for each in options
    )


def _draw_said(asked: Asked) -> tuple[list[Line], list[Kept]]:
    """What was typed stays as it was typed, so that it can be mended."""
    lines, kept = [], []
    [(joint, parts)] = asked.document.get("filter", {"and": []}).items()
    wrong = {each.pointer for each in asked.checked.faults}
    for place, part in enumerate(parts):
        if isinstance(part, Mapping) and "field" in part:
            at = f"/filter/{joint}/{place}"
            is_wrong = any(each == at or each.startswith(f"{at}/") for each in wrong)
            said = (part["field"], part["op"], _list_texts(part.get("value")))
            lines.append(draw_line(asked.collection, f"{place}", said, is_wrong=is_wrong))
        else:
            source = part if isinstance(part, str) else json.dumps(part, ensure_ascii=False)
            kept.append(Kept(f"{place}", "a group of conditions", source))
    return lines, kept


def _list_texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [] if value is None else [value]
    return [each if isinstance(each, str) else json.dumps(each) for each in values]

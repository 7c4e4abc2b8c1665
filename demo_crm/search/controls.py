"""The controls a filter form is drawn of, as values. No I/O."""

from dataclasses import dataclass

from assistant.host import Field, FieldType


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose. `takes` says how many values a comparison wants: 0, 1, 2 or `many`."""

    value: str
    label: str
    is_chosen: bool = False
    takes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """Where one value is chosen or typed. `kind` is `choice`, `date` or `text`."""

    kind: str
    value: str = ""
    options: tuple[Option, ...] = ()
    unit: str = ""
    hint: str = ""


def choose(options: list[tuple[str, str]], chosen: str) -> tuple[Option, ...]:
    """Values with their labels, one of them chosen; what is not among them is kept in sight."""
    known = chosen in [value for value, _ in options]
    listed = options if known else [*options, (chosen, chosen)]
    return tuple(Option(value, label, value == chosen) for value, label in listed)


def draw_value(field: Field | None, value: str, *, is_right: bool = True) -> Control:
    """The control of one value; what is wrong is shown as text, as it was typed."""
    kind = field.type if field else FieldType.TEXT
    if field and field.type is FieldType.CHOICE:
        options = [("", "—"), *((each.value, each.label or each.value) for each in field.choices)]
        return Control(kind="choice", value=value, options=choose(options, value))
    if kind is FieldType.FLAG:
        yes_or_no = [("", "—"), ("true", "yes"), ("false", "no")]
        return Control(kind="choice", value=value, options=choose(yes_or_no, value))
    if kind is FieldType.DATE and is_right:
        return Control(kind="date", value=value)
    hint = "2026-11-22 or 2026-11-22T14:30" if kind is FieldType.MOMENT else ""
    return Control(kind="text", value=value, unit=field.unit if field else "", hint=hint)

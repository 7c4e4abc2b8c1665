"""Compares a figure with the values of the records its sentence names. No I/O."""

from collections.abc import Iterable, Sequence
from typing import Any

from assistant.core.assertions.claims import Claim
from assistant.core.assertions.diary import agree
from assistant.core.assertions.documents import Branch, Place, read_currency
from assistant.core.assertions.figures.currencies import is_same_currency
from assistant.core.assertions.figures.days import read_iso_moment
from assistant.core.assertions.figures.phones import is_same_phone
from assistant.core.assertions.figures.reading import find_figures
from assistant.core.assertions.figures.values import Amount, Email, Moment, Phone
from assistant.core.assertions.figures.writing import write_plain
from assistant.core.assertions.labels import Field, Labels
from assistant.core.assertions.matching import is_value
from assistant.core.assertions.naming import Known
from assistant.core.assertions.reckoning import is_other_money, is_reckoned

_ALONE = ("money", "phone", "email")
"""Sorts that need no label where a kind has but one such field."""


def find_fields(claim: Claim, label: Sequence[Field], kind: str, labels: Labels) -> list[Field]:
    """The fields of a kind that a figure can be meant for."""
    named = [field for field in label if field.kind == kind]
    if named or label or claim.sort not in _ALONE:
        return named
    if is_other_money(claim) or is_reckoned(claim):
        return []
    sole = [field for field in labels.fields.get(kind, ()) if field.sort == claim.sort]
    return sole if len(sole) == 1 else []


def compare(
    claim: Claim,
    label: Sequence[Field],
    subjects: Iterable[Known],
    labels: Labels,
    *,
    is_shared: bool = False,
) -> tuple[Place | None, Field | None]:
    """The value that agrees with a figure, or else the first field that differs from it.

    With `is_shared` the values of all subjects have to agree.
    """
    differing: Field | None = None
    agreeing: Place | None = None
    for known in subjects:
        for field in find_fields(claim, label, known.kind, labels):
            value, place = _dig(known, field)
            agrees = None if value is None else _agrees(claim, value)
            agrees = agrees and is_same_currency(claim.currency, place.branch.currency)
            if agrees and not is_shared:
                return place, None
            if agrees:
                agreeing = agreeing or place
            elif agrees is False and differing is None:
                differing = field
    return (None, differing) if differing else (agreeing, None)


def _dig(known: Known, field: Field) -> tuple[Any, Place]:
    value, path = known.document.value, known.document.at
    *way, last = field.path
    for step in way:
        value = value.get(step) if isinstance(value, dict) else None
        path = (path, step)
    told = value.get(last) if isinstance(value, dict) else None
    branch = Branch(known.document.origin, path, "", read_currency(value))
    return told, Place(branch, last)


def _agrees(claim: Claim, value: Any) -> bool | None:
    """None where the value is of another sort than the figure."""
    match claim.figure.value:
        case Amount() as amount if type(value) in (int, float):
            return is_value(claim, amount, value) or _is_bound(claim, amount, value)
        case Moment() as moment if isinstance(value, str):
            told = read_iso_moment(value, claim.words.clock)
            return agree(moment, told) if told else None
        case Phone() as phone if isinstance(value, str):
            return any(
                is_same_phone(phone.digits, known.value.digits)
                and phone.extension in ("", known.value.extension)
                for known in find_figures(write_plain(value), claim.words.clock)
                if isinstance(known.value, Phone)
            )
        case Email(address=address) if isinstance(value, str):
            return address == value.strip().lower()
        case _:
            return None


def _is_bound(claim: Claim, amount: Amount, value: float) -> bool:
    """Whether "more than 2" or "under $2M" is true of the value."""
    match claim.hedge:
        case "over":
            return value >= min(amount.readings)
        case "under":
            return value <= max(amount.readings)
        case _:
            return False

"""The pieces that tools' parameter schemas are made of, and the dates they admit. No I/O."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from assistant.host import ToolFault

Schema = dict[str, Any]

DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
TIME = r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})"
# Only years that any zone's calendar can hold: an offset must not lead out of it.
DUE = f"2[0-9]{{3}}-[0-9]{{2}}-[0-9]{{2}}(T{TIME})?"
MOMENT = f"2[0-9]{{3}}-[0-9]{{2}}-[0-9]{{2}}T{TIME}"
TAG = "^[A-Za-z0-9][A-Za-z0-9 -]*$"
LIMIT: Schema = {
    "type": "integer",
    "minimum": 1,
    "maximum": 20,
    "default": 5,
    "description": "How many to return at most; the count of all is told anyway.",
}


def build_parameters(properties: Mapping[str, Schema], *required: str) -> Schema:
    """A closed object schema; what is not `required` may be left out."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": dict(properties),
    }


def text(description: str, longest: int) -> Schema:
    return {
        "type": "string",
        "minLength": 1,
        "maxLength": longest,
        "description": description,
    }


def whole_number(description: str, lowest: int, highest: int) -> Schema:
    return {
        "type": "integer",
        "minimum": lowest,
        "maximum": highest,
        "description": description,
    }


def public_id(noun: str, example: str) -> Schema:
    return text(f"Id of the {noun}, as a tool returned it, e.g. {example}.", 64)


def matching(pattern: str, description: str) -> Schema:
    return {"type": "string", "pattern": f"^{pattern}$", "description": description}


def read_date(name: str, written: str) -> date:
    """Raise `bad_arguments` for a day that is on no calendar."""
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise ToolFault("bad_arguments", f"{name}: {written} is not a date.") from error


def read_due(name: str, written: str) -> date | datetime:
    """A day, or a moment with its offset; raise `bad_arguments` for one that never comes."""
    if "T" not in written:
        return read_date(name, written)
    return read_moment(name, written)


def read_moment(name: str, written: str) -> datetime:
    """A moment with its offset; raise `bad_arguments` for one that never comes."""
    try:
        return datetime.fromisoformat(written)
    except ValueError as error:
        raise ToolFault("bad_arguments", f"{name}: {written} is not a time.") from error

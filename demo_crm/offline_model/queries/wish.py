"""Reads a request for a query: the wish, what it is about, the query before it. No I/O."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec

from demo_crm.offline_model.request import Message

_OPENING = "You turn a wish about "
_HEADING = re.compile(r"^# .* \((\w+)\)$", re.MULTILINE)
_FIELD = re.compile(r"^- (\w+) \(", re.MULTILINE)
_TODAY = re.compile(r"^Now it is \w+ (\d{4}-\d\d-\d\d)")
_CURRENT = "\nCurrent query: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a member wants to see of a collection. `fields` are those that may be asked by."""

    collection: str
    text: str
    fields: frozenset[str]
    today: date
    current: Mapping[str, Any] = field(default_factory=dict)
    is_repair: bool = False


def read_wish(messages: Sequence[Message]) -> Wish | None:
    """The wish, or None where something else is asked of the script."""
    manual = messages[0].text
    heading = _HEADING.search(manual)
    if not manual.startswith(_OPENING) or heading is None:
        return None
    context = next((each.text for each in messages[1:] if each.role == "system"), "")
    said = [each.text for each in messages if each.role == "user"]
    today = _TODAY.match(context)
    if not said or today is None:
        return None
    return Wish(
        collection=heading[1],
        text=" ".join(said[0].split()),
        fields=frozenset(_FIELD.findall(manual[heading.end() :])),
        today=date.fromisoformat(today[1]),
        current=_read_current(context),
        is_repair=len(said) > 1,
    )


def _read_current(context: str) -> Mapping[str, Any]:
    _, _, source = context.partition(_CURRENT)
    try:
        current = msgspec.json.decode(source)
    except (msgspec.DecodeError, UnicodeError):
        return {}
    return current if isinstance(current, dict) else {}

"""Reads the messages of a request into the turn to go on with. No I/O."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from demo_crm.offline_model.request import Message
from demo_crm.offline_model.turn import Fault, Outcome, Result, Turn, Widget
from widgets import strict_json
from widgets.errors import BlockFault
from widgets.stream import BlockParser, Closed

_CONTEXT = "Context:\n"


def read_turn(messages: Sequence[Message]) -> Turn:
    """Read the turn to go on with, and the path that led to it."""
    *earlier, last = messages
    # A member's message follows its context; a request to repair follows the reply it is about.
    is_repair = (
        last.role == "user"
        and last.text.startswith("Repair:")
        and bool(earlier)
        and earlier[-1].role in ("assistant", "tool")
    )
    asked = max((at for at, message in enumerate(messages) if message.role == "user"), default=0)
    earlier_on = list(_read_outcomes(messages[:asked]))
    context = _read_context(messages[:asked])
    return Turn(
        said=messages[asked].text if messages[asked].role == "user" else "",
        is_repair=is_repair,
        now=_read_now(context),
        member=_read_text(context, "member"),
        page=_read_text(context, "page"),
        outcomes=list(_read_outcomes(messages[asked:])),
        results=[outcome for outcome in reversed(earlier_on) if isinstance(outcome, Result)],
        widgets=list(_read_widgets(messages[:asked])),
        mentions=dict(_read_mentions(context.get("mentions"))),
    )


def _read_mentions(told: Any) -> Iterator[tuple[tuple[str, str], str]]:
    for each in told if isinstance(told, list) else ():
        match each:
            case {"kind": str(kind), "id": str(row), "label": str(label)}:
                yield (kind, " ".join(label.split()).casefold()), row
            case _:
                pass


def _read_context(messages: Sequence[Message]) -> Mapping[str, Any]:
    said = (message.text for message in reversed(messages) if message.role == "system")
    found = next((text for text in said if text.startswith(_CONTEXT)), None)
    context = _read_json(found.removeprefix(_CONTEXT)) if found else None
    return context if isinstance(context, dict) else {}


def _read_text(context: Mapping[str, Any], key: str) -> str:
    value = context.get(key)
    return value if isinstance(value, str) else ""


def _read_now(context: Mapping[str, Any]) -> datetime | None:
    try:
        now = datetime.fromisoformat(_read_text(context, "now"))
    except ValueError:
        return None
    try:
        return now.astimezone(ZoneInfo(_read_text(context, "zone")))
    except (LookupError, ValueError, OSError):
        # An unknown zone: the offset that came with the time still names the member's day.
        return now


def _read_outcomes(messages: Sequence[Message]) -> Iterator[Outcome]:
    names: dict[str | None, str] = {}
    for message in messages:
        names |= {call.id: call.function.name for call in message.tool_calls or ()}
        if message.role == "tool":
            yield _read_outcome(names.get(message.tool_call_id, ""), message.text)


def _read_outcome(tool: str, source: str) -> Outcome:
    match _read_json(source):
        case {"handle": str(handle), "result": value}:
            return Result(tool, handle, value)
        case {"error": {"message": str(message), **more}}:
            return Fault(message, str(more.get("code", "")))
        case _:
            return Fault("the tool answered in a form this script cannot read")


def _read_widgets(messages: Sequence[Message]) -> Iterator[Widget]:
    """The widgets the replies showed, the latest first."""
    for message in reversed(messages):
        if message.role == "assistant":
            yield from reversed(parse_widgets(message.text))


def parse_widgets(text: str) -> list[Widget]:
    """The widgets a reply shows, in order."""
    parser = BlockParser()
    widgets = []
    for piece in [*parser.feed(text), *parser.finish()]:
        match piece:
            case Closed(name=str(name), source=str(source), fault=None):
                payload = _decode_payload(source)
                widgets += [Widget(name, payload)] if payload is not None else []
            case _:
                pass
    return widgets


def _decode_payload(source: str) -> Mapping[str, Any] | None:
    try:
        return strict_json.decode(source)
    except BlockFault:
        return None


def _read_json(source: str) -> Any:
    try:
        return msgspec.json.decode(source)
    except (msgspec.DecodeError, UnicodeError):
        return None

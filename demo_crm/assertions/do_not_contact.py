"""Finds an e-mail or an appointment prepared for somebody who asked not to be contacted. No I/O.

Who that is, is told by the record of what the reply shows, or by whatever told of the contact last
on the path. An e-mail is marked at its subject; what the reply does not show counts as a whole.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from assistant.host import Assertion, Reply, Span

_REACHING_OUT = {"draft_email": "draft", "schedule_appointment": "appointment"}
"""Tool, and what its result calls the row it made."""
_SHOWN_AS = {"email_draft": "draft", "appointment": "appointment"}
"""Widget, and the field of its payload that names that row."""


def _find(reply: Reply) -> Iterator[Span | None]:
    rows = set(_find_rows(reply))
    shown = {
        widget.id: (widget.payload or {}).get(_SHOWN_AS[widget.widget])
        for widget in reply.widgets
        if widget.widget in _SHOWN_AS
    }
    marked = {
        widget.id
        for widget in reply.widgets
        if widget.id in shown and (_says_so(widget.records) or shown[widget.id] in rows)
    }
    subjects = {
        passage.block: passage for passage in reply.passages if passage.pointer == "/subject"
    }
    spans = [subjects[block] for block in sorted(marked) if block in subjects]
    yield from (Span(subject, 0, len(subject.text)) for subject in spans)
    hidden = rows - set(shown.values())
    if hidden or len(spans) < len(marked):
        yield None


def _says_so(records: tuple[dict[str, Any], ...]) -> bool:
    return any(record["values"].get("do_not_contact") is True for record in records)


def _find_rows(reply: Reply) -> Iterator[str]:
    """Ids of what this turn made for such a contact."""
    quiet = _read_quiet(reply)
    for round_ in reply.path[-1].rounds:
        for call in round_.calls:
            made = _REACHING_OUT.get(call.name)
            contact = (call.arguments or {}).get("contact")
            if not made or call.state != "done":
                continue
            if contact in quiet or call.result.get("do_not_contact") is True:
                yield call.result[made]["id"]


def _read_quiet(reply: Reply) -> set[str]:
    """Contacts whose flag is set where it was told last."""
    flags: dict[str, bool] = {}
    for turn in reply.path:
        for round_ in turn.rounds:
            for call in round_.calls:
                flags |= dict(_find_flags(call.result))
            for widget in round_.widgets:
                for record in widget.records:
                    flags |= dict(_find_flags({"id": record["id"], **record["values"]}))
    return {contact for contact, is_set in flags.items() if is_set}


def _find_flags(value: Any) -> Iterator[tuple[str, bool]]:
    match value:
        case {"id": str(row), "do_not_contact": bool(flag)}:
            contact = value.get("contact")
            yield (contact if isinstance(contact, str) else row), flag
        case Mapping():
            for inner in value.values():
                yield from _find_flags(inner)
        case list():
            for inner in value:
                yield from _find_flags(inner)
        case _:
            pass


DO_NOT_CONTACT = Assertion(
    code="do_not_contact",
    notice="This person asked not to be contacted.",
    find=_find,
)

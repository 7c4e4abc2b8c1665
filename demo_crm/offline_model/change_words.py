"""Reads wishes to change what exists: a task done, an appointment moved, a contact. No I/O."""

import re

from demo_crm.offline_model.intents import (
    CompleteTask,
    Intent,
    MoveAppointment,
    ShowTask,
    TakeBack,
    UpdateContact,
)
from demo_crm.offline_model.look_up_words import FIELDS, name_field, name_person, read_person

_THAT = (
    r"(?:it|this|that|the\s+(?:last\s+)?(?:task|reminder|to-?do|one)|(?:this|that)\s+"
    r"(?:task|reminder))"
)
_DONE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:mark|set|tick|check)\s+{_THAT}\s+(?:off\s+)?(?:as\s+)?(?:done|finished|complete[d]?|off)",
        rf"(?:complete|finish|tick\s+off|check\s+off|close)\s+{_THAT}",
        rf"{_THAT}\s+is\s+(?:done|finished)",
    )
)
_SHOW_TASK = re.compile(
    r"(?:show(?:\s+me)?|open|read)\s+(?:the|that|this|my)\s+(?:last\s+)?(?:task|reminder)|"
    r"when\s+is\s+(?:the|that|this)\s+(?:task|reminder)\s+due|"
    r"is\s+(?:the|that|this)\s+(?:task|reminder)\s+done",
    re.IGNORECASE,
)
_MOVE = re.compile(
    r"(?:move|reschedule|postpone|push|shift|change)\s+(?:it|(?:the|that|this|my)\s+(?:[\w-]+\s+)?"
    r"(?:appointment|showing|viewing|tour|visit|meeting|call|inspection|coffee|lunch|one))\s+"
    r"(?:to|till|until)\s+(?P<words>.+)",
    re.IGNORECASE,
)
_CHANGEABLE = ("phone", "email", "company", "job", "town", "address", "partner")
_FIELD = rf"(?P<field>{'|'.join(FIELDS[name] for name in _CHANGEABLE)})"
_UPDATE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:change|update|set|correct)\s+(?P<person>his|her|their)\s+{_FIELD}\s+to\s+(?P<value>.+)",
        rf"(?:change|update|set|correct)\s+(?:the\s+)?{_FIELD}\s+(?:of|for)\s+(?P<person>.+?)\s+to\s+"
        r"(?P<value>.+)",
        rf"(?:change|update|set|correct)\s+(?P<person>.+?)['’]s?\s+{_FIELD}\s+to\s+(?P<value>.+)",
    )
)
_QUIET = re.compile(
    r"(?:mark|flag)\s+(?P<person>.+?)\s+(?:as\s+)?"
    r"(?:do[- ]not[- ]contact|not\s+to\s+be\s+contacted)",
    re.IGNORECASE,
)
_UNDO = re.compile(
    r"(?:undo|take\s+back|revert)(?:\s+(?:it|that|this|the\s+last(?:\s+\w+)?|what\s+you\s+(?:just\s+)?"
    r"(?:did|made)))?|take\s+(?:it|that)\s+back",
    re.IGNORECASE,
)


def read_change(text: str) -> Intent | None:
    """The change asked for, if the text asks for one of what exists."""
    if any(done.fullmatch(text) for done in _DONE):
        return CompleteTask()
    if _SHOW_TASK.fullmatch(text):
        return ShowTask()
    if _UNDO.fullmatch(text):
        return TakeBack()
    if found := _MOVE.fullmatch(text):
        return MoveAppointment(found["words"])
    return _read_update(text)


def _read_update(text: str) -> UpdateContact | None:
    if (found := _QUIET.fullmatch(text)) and read_person(found["person"]):
        return UpdateContact(name_person(found["person"]), "do_not_contact", value=True)
    for update in _UPDATE:
        found = update.fullmatch(text)
        if found and read_person(found["person"]) is not None:
            field = name_field(found["field"])
            return UpdateContact(name_person(found["person"]), field, found["value"].strip())
    return None

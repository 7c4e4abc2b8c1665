"""The scene that notes a task. No I/O."""

import re

from demo_crm.offline_model.due_words import NEVER, Doubt, offer_dates, take_when
from demo_crm.offline_model.moves import Say, Scene, Use
from demo_crm.offline_model.replies import ask_again, clip, join, quote, tell_doubt, widget
from demo_crm.offline_model.turn import Turn

_LEAD = re.compile(
    r"(?:(?:that\s+)?i\s+(?:need|have|want)\s+to|that\s+i(?:\s+should)?|to|called|named|for|:)(?:\s+|$)",
    re.IGNORECASE,
)
_THEM = re.compile(r"\b(?:him|her|them)\b(?!\s+\w)", re.IGNORECASE)


def add_task(words: str, turn: Turn) -> Scene | Say:
    """Note what is to be done, with the day and the hour the words name."""
    rest, when = take_when(words, turn.now)
    title = _LEAD.sub("", rest, count=1) if _LEAD.match(rest) else rest
    if not title:
        return Say("What is to be done? Say: *remind me to*, and what.", is_open=True)
    if turn.now and when.doubt in NEVER:
        dates = offer_dates(words, turn.now, "Without a date")
        wishes = {label: turn.carry(f"Remind me {date}") for label, date in dates.items()}
        return Say(ask_again(when.doubt, "I noted nothing", wishes), is_open=True)
    title, about = _name_person(title, turn)
    arguments = {"title": clip(title[:1].upper() + title[1:], 160), **about}
    return _note(arguments | ({"due": when.iso} if when.iso else {}), when.doubt)


def _note(arguments: dict[str, str], doubt: Doubt | None) -> Scene:
    made = yield Use("create_task", arguments)
    said = "Here is your task."
    if "due" not in arguments:
        said = "Here is your task, without a date, for I read none."
    said = f"{said} {tell_doubt(doubt)}".strip()
    return Say(join(said, widget("task", {"task": made.value["task"]["id"]})))


def _name_person(title: str, turn: Turn) -> tuple[str, dict[str, str]]:
    """ "Call him" is of no use tomorrow: say who it is, if that is known."""
    found = _THEM.search(title)
    contact = turn.contact_at_hand() if found else None
    if not found or not contact:
        return title, {}
    row = turn.row_of(contact)
    if row is None and contact != turn.named:
        return title, {}
    name = quote(row["name"] if row else contact)
    link = {"contact": contact} if row else {}
    return f"{title[: found.start()]}{name}{title[found.end() :]}", link

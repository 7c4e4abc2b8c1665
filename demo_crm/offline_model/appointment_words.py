"""Reads the wish for an appointment: what, how long, with whom, where and what about. No I/O."""

import re
from dataclasses import dataclass

from demo_crm.offline_model.clock_words import take_length
from demo_crm.offline_model.intents import BookAppointment
from demo_crm.offline_model.look_up_words import read_person

KIND = (
    r"(?:(?:second|first|next|private|final|home|phone|video|lunch|coffee|team)\s+)?"
    r"(?:showing|viewing|tour|visit|walk-?through|appointment|meeting|call|inspection|open house|"
    r"coffee|lunch|dinner|consultation|closing|signing|contract signing|listing presentation)\b"
)
_BOOK = r"(?:book|schedule|arrange|set\s+up|plan|make|add|create|put)"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
DAY = rf"(?:on|next|this|today|tonight|tomorrow|yesterday|last\s+{_WEEKDAY}|{_WEEKDAY})"
_WISH = re.compile(
    rf"(?P<when>{DAY}\b.{{0,40}}?,?\s+)?{_BOOK}\s+(?:me\s+)?(?:an?\s+|the\s+|another\s+)?(?:new\s+)?(?P<kind>{KIND})(?P<words>.*)",
    re.IGNORECASE,
)
_CALENDAR = re.compile(r"\b(?:in|on|to|into)\s+(?:my|the|our)\s+calendar\b", re.IGNORECASE)
_LEAD = r"(?:with|for|at|of|about|to\s+discuss|to\s+talk\s+about)"
_PHRASE = re.compile(
    rf"(?:^|\s)(?P<lead>{_LEAD}|in|on)\s+(?P<what>.+?)(?=\s+{_LEAD}\s|\s*,|$)", re.IGNORECASE
)
_SHOWINGS = re.compile(r".*\b(?:showing|viewing|tour|visit|walk-?through)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Details:
    """`person` and `place` in the member's words, "" where none is named."""

    person: str = ""
    place: str = ""
    about: str = ""


def read_appointment(text: str) -> BookAppointment | None:
    """The appointment to make, if the text asks for one."""
    found = _WISH.fullmatch(text)
    if found is None:
        return None
    words = f"{found['words']} {(found['when'] or '').strip(' ,')}"
    return BookAppointment(" ".join(found["kind"].split()), words.strip())


def take_minutes(words: str) -> tuple[str, int | None]:
    """Return `words` without how long it takes and where it is noted, and the minutes."""
    return take_length(_CALENDAR.sub("", words))


def read_details(words: str) -> Details:
    """With whom, where and what about, from what is left once the time is taken out."""
    person = place = about = ""
    for found in _PHRASE.finditer(words):
        lead, what = found["lead"].lower().split()[0], found["what"].strip()
        if lead in ("about", "to"):
            about = about or what
        elif lead == "with" or (lead == "for" and _is_person(what)):
            person = person or what
        else:
            place = place or what
    return Details(person, place, about)


def is_showing(kind: str) -> bool:
    """Whether such an appointment is at a home."""
    return bool(_SHOWINGS.match(kind))


def _is_person(what: str) -> bool:
    return not what[0].isdigit() and read_person(what) is not None

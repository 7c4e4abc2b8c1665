"""Who gets what of Alice's: one table each for pages, frames and tools.

Alice has private things (a conversation, a contact, a task, a draft) and a home that her house
shares. Columns are those who try: Bob of the same house, Charlie of another, Dana, who is staff
without any right, and nobody. A page, frame or tool without a row fails the suite.
"""

from enum import Enum, auto
from typing import NamedTuple


class Cell(Enum):
    """What somebody gets."""

    OPEN = auto()  # the same as everybody gets, nothing of Alice's
    OWN = auto()  # theirs, and nothing of Alice's; a draft tool makes a row of their own
    SHARED = auto()  # what the house shares, and nothing of Alice's alone
    NOT_FOUND = auto()  # 404, `not_found`, and exactly as for what does not exist
    LOGIN = auto()  # sent to log in
    NO_MEMBER = auto()  # told that they are no member
    SIGN_IN = auto()  # `not_signed_in`, and the socket is closed
    LATER = auto()  # `not_available`


class Row(NamedTuple):
    """One row of a table."""

    bob: Cell
    charlie: Cell
    dana: Cell
    nobody: Cell


SEEKERS = Row._fields

OPEN, OWN, SHARED, NOT_FOUND, LOGIN, NO_MEMBER, SIGN_IN, LATER = Cell

PAGES = {
    # name        bob        charlie    dana       nobody
    "admin": Row(LOGIN, LOGIN, OPEN, LOGIN),
    "healthz": Row(OPEN, OPEN, OPEN, OPEN),
    "readyz": Row(OPEN, OPEN, OPEN, OPEN),
    "login": Row(OPEN, OPEN, OPEN, OPEN),
    "logout": Row(OPEN, OPEN, OPEN, OPEN),
    "home": Row(SHARED, OWN, NO_MEMBER, LOGIN),
    "listings": Row(SHARED, OWN, NO_MEMBER, LOGIN),
    "listing": Row(SHARED, NOT_FOUND, NO_MEMBER, LOGIN),
    "contacts": Row(OWN, OWN, NO_MEMBER, LOGIN),
    "contact": Row(NOT_FOUND, NOT_FOUND, NO_MEMBER, LOGIN),
    "tasks": Row(OWN, OWN, NO_MEMBER, LOGIN),
    "draft": Row(NOT_FOUND, NOT_FOUND, NO_MEMBER, LOGIN),
}

FRAMES = {
    # type        bob        charlie    dana     nobody
    "hello": Row(OPEN, OPEN, SIGN_IN, SIGN_IN),
    "follow": Row(NOT_FOUND, NOT_FOUND, SIGN_IN, SIGN_IN),
    "send": Row(NOT_FOUND, NOT_FOUND, SIGN_IN, SIGN_IN),
    "stop": Row(NOT_FOUND, NOT_FOUND, SIGN_IN, SIGN_IN),
    "retry": Row(NOT_FOUND, NOT_FOUND, SIGN_IN, SIGN_IN),
    "select": Row(NOT_FOUND, NOT_FOUND, SIGN_IN, SIGN_IN),
    "rate": Row(LATER, LATER, SIGN_IN, SIGN_IN),
    "act": Row(LATER, LATER, SIGN_IN, SIGN_IN),
    "decide": Row(LATER, LATER, SIGN_IN, SIGN_IN),
}

TOOLS = {
    # name                bob        charlie    dana       nobody
    "find_listings": Row(SHARED, OWN, NOT_FOUND, NOT_FOUND),
    "get_listing": Row(SHARED, NOT_FOUND, NOT_FOUND, NOT_FOUND),
    "find_contacts": Row(OWN, OWN, NOT_FOUND, NOT_FOUND),
    "get_contact": Row(NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND),
    "create_contact": Row(OWN, OWN, NOT_FOUND, NOT_FOUND),
    "draft_email": Row(NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND),
    "create_task": Row(NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND),
}

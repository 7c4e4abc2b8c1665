"""Who gets what of Alice's: one table each for pages, the admin, REST, frames and tools.

Alice has private things (a conversation, a contact, a task, an appointment, a draft) and a home
that her house shares. Columns are those who try: Bob of the same house, Charlie of another, Dana,
who is staff without any right, and nobody; in the admin also Dana once she may view what the
assistant stored. A page, endpoint, frame or tool without a row fails
the suite.
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
    SIGN_IN = auto()  # `not_signed_in`; a socket is closed
    LATER = auto()  # `not_available`
    READ = auto()  # Alice's words, unchanged whatever is sent, and a row that says so
    FORBIDDEN = auto()  # 403
    MEMBER = auto()  # `needs_member`: nobody's model may do it by itself


class Row(NamedTuple):
    """One row of a table."""

    bob: Cell
    charlie: Cell
    dana: Cell
    nobody: Cell


class AdminRow(NamedTuple):
    """One row of the admin's table; `reader` is Dana with the right to view."""

    bob: Cell
    charlie: Cell
    dana: Cell
    reader: Cell
    nobody: Cell


OPEN, OWN, SHARED, NOT_FOUND, LOGIN, NO_MEMBER, SIGN_IN, LATER, READ, FORBIDDEN, MEMBER = Cell

PAGES = {
    # name        bob        charlie    dana       nobody
    "healthz": Row(OPEN, OPEN, OPEN, OPEN),
    "readyz": Row(OPEN, OPEN, OPEN, OPEN),
    "schema": Row(OPEN, OPEN, OPEN, OPEN),
    "docs": Row(OPEN, OPEN, OPEN, OPEN),
    "protocol": Row(OPEN, OPEN, OPEN, OPEN),
    "login": Row(OPEN, OPEN, OPEN, OPEN),
    "logout": Row(OPEN, OPEN, OPEN, OPEN),
    "home": Row(SHARED, OWN, NO_MEMBER, LOGIN),
    "listings": Row(SHARED, OWN, NO_MEMBER, LOGIN),
    "listing": Row(SHARED, NOT_FOUND, NO_MEMBER, LOGIN),
    "contacts": Row(OWN, OWN, NO_MEMBER, LOGIN),
    "contact": Row(NOT_FOUND, NOT_FOUND, NO_MEMBER, LOGIN),
    "tasks": Row(OWN, OWN, NO_MEMBER, LOGIN),
    "calendar": Row(OWN, OWN, NO_MEMBER, LOGIN),
    "draft": Row(NOT_FOUND, NOT_FOUND, NO_MEMBER, LOGIN),
    "marketing": Row(OWN, OWN, NO_MEMBER, LOGIN),
}


def _for_staff(dana: Cell, reader: Cell) -> AdminRow:
    """What members and strangers are sent away from."""
    return AdminRow(LOGIN, LOGIN, dana, reader, LOGIN)


ADMIN = {
    # name                                             dana       reader
    "index": _for_staff(OPEN, OPEN),
    "login": AdminRow(OPEN, OPEN, OPEN, OPEN, OPEN),
    "logout": _for_staff(OPEN, OPEN),
    "search": _for_staff(OPEN, OPEN),
    "password_change": _for_staff(OPEN, OPEN),
    "password_change_done": _for_staff(OPEN, OPEN),
    "autocomplete": _for_staff(FORBIDDEN, FORBIDDEN),
    "jsi18n": _for_staff(OPEN, OPEN),
    "view_on_site": _for_staff(NOT_FOUND, NOT_FOUND),
    "app_list": _for_staff(NOT_FOUND, OPEN),
    "assistant_conversation_changelist": _for_staff(FORBIDDEN, READ),
    "assistant_conversation_change": _for_staff(FORBIDDEN, READ),
    "assistant_turn_changelist": _for_staff(FORBIDDEN, READ),
    "assistant_turn_change": _for_staff(FORBIDDEN, READ),
    "assistant_endpointcheck_changelist": _for_staff(FORBIDDEN, OPEN),
    "assistant_endpointcheck_change": _for_staff(FORBIDDEN, OPEN),
    "assistant_queryask_changelist": _for_staff(FORBIDDEN, READ),
    "assistant_queryask_change": _for_staff(FORBIDDEN, READ),
    "assistant_promptversion_changelist": _for_staff(FORBIDDEN, OPEN),
    "assistant_promptversion_change": _for_staff(FORBIDDEN, OPEN),
    "assistant_job_changelist": _for_staff(FORBIDDEN, READ),
    "assistant_job_change": _for_staff(FORBIDDEN, READ),
    "assistant_staffread_changelist": _for_staff(FORBIDDEN, OPEN),
    "auth_user_changelist": _for_staff(FORBIDDEN, FORBIDDEN),
    "auth_user_add": _for_staff(FORBIDDEN, FORBIDDEN),
    "auth_user_change": _for_staff(FORBIDDEN, FORBIDDEN),
    "auth_user_delete": _for_staff(FORBIDDEN, FORBIDDEN),
    "auth_user_history": _for_staff(FORBIDDEN, FORBIDDEN),
    "auth_user_password_change": _for_staff(FORBIDDEN, FORBIDDEN),
    "auth_group_changelist": _for_staff(FORBIDDEN, FORBIDDEN),
    "auth_group_add": _for_staff(FORBIDDEN, FORBIDDEN),
    "auth_group_change": _for_staff(FORBIDDEN, FORBIDDEN),
    "auth_group_delete": _for_staff(FORBIDDEN, FORBIDDEN),
    "auth_group_history": _for_staff(FORBIDDEN, FORBIDDEN),
}

ENDPOINTS = {
    # method, name            bob        charlie    dana     nobody
    "GET mentions": Row(SHARED, OWN, SIGN_IN, SIGN_IN),
    "GET starters": Row(OWN, OWN, SIGN_IN, SIGN_IN),
    "GET conversations": Row(OWN, OWN, SIGN_IN, SIGN_IN),
    "PATCH conversation": Row(NOT_FOUND, NOT_FOUND, SIGN_IN, SIGN_IN),
    "GET conversation": Row(NOT_FOUND, NOT_FOUND, SIGN_IN, SIGN_IN),
    "GET export": Row(NOT_FOUND, NOT_FOUND, SIGN_IN, SIGN_IN),
    "GET turn": Row(NOT_FOUND, NOT_FOUND, SIGN_IN, SIGN_IN),
    "PUT rating": Row(NOT_FOUND, NOT_FOUND, SIGN_IN, SIGN_IN),
    "DELETE rating": Row(NOT_FOUND, NOT_FOUND, SIGN_IN, SIGN_IN),
    "GET catalog": Row(OWN, OWN, SIGN_IN, SIGN_IN),
    "GET records": Row(OWN, OWN, SIGN_IN, SIGN_IN),
    "DELETE conversation": Row(NOT_FOUND, NOT_FOUND, SIGN_IN, SIGN_IN),
    "GET query": Row(OPEN, OPEN, SIGN_IN, SIGN_IN),
    # Without `serve` nobody answers; what each person finds is in the tests of the view.
    "POST query": Row(LATER, LATER, SIGN_IN, SIGN_IN),
}

FRAMES = {
    # type        bob        charlie    dana     nobody
    "hello": Row(OPEN, OPEN, SIGN_IN, SIGN_IN),
    "follow": Row(NOT_FOUND, NOT_FOUND, SIGN_IN, SIGN_IN),
    "send": Row(NOT_FOUND, NOT_FOUND, SIGN_IN, SIGN_IN),
    "stop": Row(NOT_FOUND, NOT_FOUND, SIGN_IN, SIGN_IN),
    "retry": Row(NOT_FOUND, NOT_FOUND, SIGN_IN, SIGN_IN),
    "select": Row(NOT_FOUND, NOT_FOUND, SIGN_IN, SIGN_IN),
    "rate": Row(NOT_FOUND, NOT_FOUND, SIGN_IN, SIGN_IN),
    "act": Row(LATER, LATER, SIGN_IN, SIGN_IN),
    "decide": Row(LATER, LATER, SIGN_IN, SIGN_IN),
}

TOOLS = {
    # name                bob        charlie    dana       nobody
    "find_listings": Row(SHARED, OWN, NOT_FOUND, NOT_FOUND),
    "get_listing": Row(SHARED, NOT_FOUND, NOT_FOUND, NOT_FOUND),
    "market_analysis": Row(SHARED, NOT_FOUND, NOT_FOUND, NOT_FOUND),
    "find_contacts": Row(OWN, OWN, NOT_FOUND, NOT_FOUND),
    "get_contact": Row(NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND),
    "create_contact": Row(OWN, OWN, NOT_FOUND, NOT_FOUND),
    "update_contact": Row(MEMBER, MEMBER, NOT_FOUND, NOT_FOUND),
    "draft_email": Row(NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND),
    "draft_social_post": Row(SHARED, NOT_FOUND, NOT_FOUND, NOT_FOUND),
    "create_website_draft": Row(SHARED, NOT_FOUND, NOT_FOUND, NOT_FOUND),
    "create_task": Row(NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND),
    "get_task": Row(NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND),
    "complete_task": Row(MEMBER, MEMBER, NOT_FOUND, NOT_FOUND),
    "schedule_appointment": Row(NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND),
    "move_appointment": Row(MEMBER, MEMBER, NOT_FOUND, NOT_FOUND),
    "search_knowledge": Row(SHARED, OWN, NOT_FOUND, NOT_FOUND),
}

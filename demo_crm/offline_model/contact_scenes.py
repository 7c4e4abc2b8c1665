"""The scenes about contacts: add one, find one, look a field up. No I/O."""

import re
from collections import Counter
from collections.abc import Callable, Generator, Mapping, Sequence
from datetime import date
from typing import Any

from demo_crm.offline_model.intents import LookUp
from demo_crm.offline_model.look_up_words import read_person
from demo_crm.offline_model.moves import Say, Scene, Use
from demo_crm.offline_model.replies import join, offer, quote, widget
from demo_crm.offline_model.turn import Result, Turn

Contact = Mapping[str, Any]
_MOST_CHOICES = 8
# Who shares a name is told apart by town or company: "Ada Byrne (Campbell)".
_NAMED = re.compile(r"(?P<name>[\w.'’ -]+?)(?: \((?P<place>[\w.'’& -]+)\))?")
_FIELDS = {
    "phone": "phone number",
    "email": "e-mail address",
    "company": "company",
    "job": "job",
    "birthday": "birthday",
    "partner": "partner",
    "address": "address",
    "town": "town",
    "tags": "tags",
    "last_note": "last note",
}
_ASKED = (
    ("name", "text", "Full name"),
    ("email", "text", "E-mail"),
    ("phone", "text", "Phone"),
    ("company", "text", "Company"),
    ("town", "text", "Town"),
    ("birthday", "date", "Birthday"),
    ("tags", "text", "Tags"),
)


def add_contact(values: Mapping[str, Any]) -> Scene | Say:
    """Add a contact, if it has a name; else show what can be said of one."""
    if "name" not in values:
        said = "What is the name? Say: *create a contact named*, and the name, with any of these."
        return Say(join(said, widget("form", _ask_details(values))), is_open=True)
    return _add_named(values)


def _ask_details(values: Mapping[str, Any]) -> dict[str, Any]:
    """The form, with what the member has already said."""
    fields: list[dict[str, Any]] = []
    for name, kind, label in _ASKED:
        field: dict[str, Any] = {"name": name, "kind": kind, "label": label}
        if name == "name":
            field["required"] = True
        if name in values:
            field["value"] = ", ".join(values[name]) if name == "tags" else values[name]
        fields.append(field)
    return {"title": "New contact", "fields": fields, "submit": "Add contact"}


def _add_named(values: Mapping[str, Any]) -> Scene:
    made = yield Use("create_contact", values)
    contact = made.value["contact"]
    return Say(join(f"I added {quote(contact['name'])} to your contacts.", _card(contact)))


def look_up(wish: LookUp, turn: Turn) -> Scene:
    """Answer one field of a contact, or show the contact where none was asked for."""
    name = _FIELDS[wish.field] if wish.field else ""
    contact = yield from find_person(
        wish.person,
        turn,
        lambda who: turn.carry(
            f"What is the {name} of {who}?" if name else f"Show me the contact {who}"
        ),
    )
    if isinstance(contact, Say):
        return contact
    if wish.field is None:
        return Say(join(f"This is {quote(contact['name'])}.", _card(contact)))
    if wish.field not in contact:
        # A search returns the short form; the rest stands on the contact itself.
        contact = (yield Use("get_contact", {"contact": contact["id"]})).value["contact"]
    return Say(join(_tell_field(contact, wish.field), _card(contact)))


def find_person(
    person: str | None, turn: Turn, again: Callable[[str], str]
) -> Generator[Use, Result, Contact | Say]:
    """Find the one contact meant; `again` words the member's wish for another person.

    None is the contact shown last. Returns what to say where nobody or several match.
    """
    if person is None:
        person = turn.contact_at_hand()
        if person is None:
            return Say("Whom do you mean? Say the name.", is_open=True)
    person = turn.mentioned("contact", person) or person
    if _is_id(person):
        contact: Contact = (yield Use("get_contact", {"contact": person.upper()})).value["contact"]
        return contact
    named = _NAMED.fullmatch(person)
    person, place = (named["name"], named["place"]) if named else (person, None)
    found = yield Use("find_contacts", {"text": person, "limit": _MOST_CHOICES})
    contacts = found.value["contacts"]
    exact = [one for one in contacts if one["name"].casefold() == person.casefold()]
    if place:
        exact = [one for one in exact if place in (one["company"], one["town"])]
    if len(exact) == 1 or len(contacts) == 1:
        match: Contact = (exact or contacts)[0]
        return match
    if not contacts:
        said = f"I found no contact for “{quote(person)}”. Check the spelling, or add them."
        return Say(said, is_open=True)
    said = f"{found.value['count']} contacts match “{quote(person)}”."
    if found.value["count"] > len(contacts):
        said = f"{said} Here are {len(contacts)} of them; say the full name of any other."
    return Say(join(said, _offer_contacts(contacts, again)), is_open=True)


def _offer_contacts(contacts: Sequence[Contact], again: Callable[[str], str]) -> str:
    named = Counter(name.casefold() for contact in contacts for name in _name_ways(contact))
    options = [
        # The answer must lead to one contact, so only what is theirs alone can name them.
        (
            _describe(one),
            again(
                next((name for name in _name_ways(one) if named[name.casefold()] == 1), one["id"])
            ),
        )
        for one in contacts
    ]
    return offer("Whom do you mean?", options)


def _name_ways(contact: Contact) -> list[str]:
    """What may name a contact in a message, the surest first."""
    name, email = contact["name"], contact["email"]
    places = filter(None, [contact["company"], contact["town"]])
    named = [name, *(f"{name} ({place})" for place in places)]
    readable = [way for way in named if _NAMED.fullmatch(way) and read_person(way)]
    return [email, *readable] if email else readable


def _describe(contact: Contact) -> str:
    details = [contact["name"], contact["company"] or contact["town"] or contact["email"]]
    return ", ".join(quote(detail) for detail in details if detail)


def _tell_field(contact: Contact, field: str) -> str:
    value = contact[field]
    if field == "birthday" and value:
        value = f"{date.fromisoformat(value):%B %-d, %Y}"
    said = ", ".join(value) if isinstance(value, list) else value
    if not said:
        return f"There is no {_FIELDS[field]} on record for {quote(contact['name'])}."
    verb = "are" if field == "tags" else "is"
    return f"The {_FIELDS[field]} of {quote(contact['name'])} {verb} {quote(said)}."


def _is_id(person: str) -> bool:
    kind, _, number = person.upper().partition("-")
    return kind == "C" and number.isdigit()


def _card(contact: Contact) -> str:
    return widget("contact_card", {"contact": contact["id"]})

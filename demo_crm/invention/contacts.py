"""Invents people and what is noted about them: the same ones for the same dice. No I/O."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random

from demo_crm.invention.towns import TOWNS
from demo_crm.invention.vocabulary import (
    COMPANIES,
    FIRST_NAMES,
    JOBS,
    LAST_NAMES,
    NOTES,
    REMARKS,
    STREETS,
    TAGS,
)
from demo_crm.models import Contact, Member, Note
from demo_crm.models.contacts import join_tags

AREA_CODES = (408, 628, 831)


def invent_contacts(dice: Random, shares: Sequence[tuple[Member, int]]) -> list[Contact]:
    """As many people for each member as `shares` says, every second one shared in the house."""
    names = _draw_names(dice, sum(count for _, count in shares))
    contacts: list[Contact] = []
    for owner, count in shares:
        for index in range(count):
            contact = _invent_contact(dice, next(names), len(contacts))
            contact.owner, contact.brokerage = owner, owner.brokerage
            contact.shared = index % 2 == 0
            contacts.append(contact)
    return contacts


def invent_notes(dice: Random, contacts: Sequence[Contact], now: datetime) -> list[Note]:
    """None to three notes a person, taken within the last quarter."""
    return [
        Note(
            contact=contact,
            author=contact.owner,
            text=text,
            written_at=now - timedelta(hours=dice.randrange(5, 90 * 24)),
        )
        for contact in contacts
        for text in dice.sample(NOTES, dice.choice((0, 1, 1, 2, 3)))
    ]


def add_remarks(dice: Random, contacts: Sequence[Contact]) -> None:
    """What the owner of every third keeps to themselves."""
    for contact in contacts:
        contact.remark = dice.choice(REMARKS) if dice.random() < 1 / 3 else ""


def _draw_names(dice: Random, count: int) -> Iterator[str]:
    """Every full name once, so that an e-mail address made of it is nobody else's."""
    names = [f"{first} {last}" for first in FIRST_NAMES for last in LAST_NAMES]
    return iter(dice.sample(names, count))


def _invent_contact(dice: Random, name: str, index: int) -> Contact:
    employed, partnered = dice.random() < 0.6, dice.random() < 0.4
    return Contact(
        name=name,
        email=f"{name.replace(' ', '.').lower()}@example.com",
        phone=f"({AREA_CODES[index // 100]}) 555-01{index % 100:02}",
        company=dice.choice(COMPANIES) if employed else "",
        job=dice.choice(JOBS) if employed else "",
        town=dice.choice(TOWNS).name,
        address=f"{dice.randrange(2, 990)} {dice.choice(STREETS)}",
        birthday=date(1950, 1, 1) + timedelta(days=dice.randrange(50 * 365)),
        partner=f"{dice.choice(FIRST_NAMES)} {name.split()[1]}" if partnered else "",
        tag_line=join_tags(dice.sample(TAGS, dice.choice((1, 1, 2, 3)))),
    )

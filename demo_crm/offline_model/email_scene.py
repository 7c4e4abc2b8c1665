"""The scene that drafts an e-mail: find the person, find the listings, write the letter. No I/O."""

import re
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass

from demo_crm.offline_model import replies
from demo_crm.offline_model.contact_scenes import find_person
from demo_crm.offline_model.intents import Filters, OpenListing, PickListing, WriteEmail
from demo_crm.offline_model.letter import write_letter, write_subject
from demo_crm.offline_model.listing_scenes import MOST_CHOICES, find_shown
from demo_crm.offline_model.moves import Say, Scene, Use
from demo_crm.offline_model.pick_words import read_pick
from demo_crm.offline_model.replies import join, quote, widget
from demo_crm.offline_model.turn import Result, Turn
from demo_crm.offline_model.understanding import understand

_IDS = re.compile(r"\bL-\d+\b", re.IGNORECASE)
_THESE = re.compile(
    r"(?:all (?:of )?)?(?:them|these|those)(?: (?:homes|houses|listings))?", re.IGNORECASE
)
_IT = re.compile(r"(?:it|(?:this|that|the) (?:one|listing|home|house|property))", re.IGNORECASE)
_MOST_LISTINGS = 6


@dataclass(frozen=True, slots=True)
class Topic:
    """What a letter is about: listings by id, or else the member's words."""

    listings: Sequence[str] = ()
    words: str = ""


def write_email(wish: WriteEmail, turn: Turn) -> Scene:
    """Draft a letter; nothing is sent."""
    if wish.person == "":
        return Say("To whom? Say: *write an e-mail to*, and the name.")
    about = f" about {wish.topic}" if wish.topic else ""
    contact = yield from find_person(
        wish.person, turn, lambda person: f"Write an e-mail to {person}{about}"
    )
    if isinstance(contact, Say):
        return contact
    name = quote(contact["name"])
    topic = yield from _find_topic(
        wish.topic, turn, lambda listing: f"Write an e-mail to {name} about {listing}"
    )
    if isinstance(topic, Say):
        return topic
    subject = write_subject(topic.words, len(topic.listings))
    arguments = {"contact": contact["id"], "subject": subject}
    drafted = yield Use(
        "draft_email", arguments | ({"listings": topic.listings} if topic.listings else {})
    )
    draft, listings = drafted.value["draft"], drafted.value["listings"]
    body = write_letter(draft["to_name"], listings, topic.words, turn.member)
    payload = {"draft": draft["id"], "subject": draft["subject"], "body": body}
    said = (
        "Here is a draft for you to finish. It is a fixed text of the script, and nothing is sent."
    )
    return Say(join(said, widget("email_draft", payload)))


def _find_topic(
    words: str, turn: Turn, again: Callable[[str], str]
) -> Generator[Use, Result, Topic | Say]:
    if ids := _IDS.findall(words):
        return Topic(listings=list(dict.fromkeys(named.upper() for named in ids))[:_MOST_LISTINGS])
    if _THESE.fullmatch(words):
        shown = next(turn.shown_listings(), ())
        return Topic(listings=shown[:_MOST_LISTINGS]) if shown else Say(replies.NOTHING_SHOWN)
    pick = PickListing(None) if _IT.fullmatch(words) else read_pick(words)
    if pick is not None:
        listing = find_shown(pick.position, turn)
        return listing if isinstance(listing, Say) else Topic(listings=[listing])
    match understand(words):
        case OpenListing(filters=filters):
            return (yield from _find_listing(filters, again))
        case _:
            return Topic(words=words)


def _find_listing(
    filters: Filters, again: Callable[[str], str]
) -> Generator[Use, Result, Topic | Say]:
    found = yield Use("find_listings", {**filters, "limit": MOST_CHOICES})
    match found.value["listings"]:
        case []:
            return Say(f"I found no listing{replies.place_of(filters)} to write about.")
        case [listing]:
            return Topic(listings=[listing["id"]])
        case listings:
            return Say(join(replies.WHICH_LISTING, replies.offer_listings(listings, again)))

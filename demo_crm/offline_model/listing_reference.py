"""Finds the listings that a few words name: `these`, `the 2nd one`, `it`, an address. No I/O."""

import re
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from demo_crm.offline_model import replies
from demo_crm.offline_model.intents import Filters, OpenListing, PickListing
from demo_crm.offline_model.listing_scenes import MOST_CHOICES, find_shown
from demo_crm.offline_model.moves import Say, Use
from demo_crm.offline_model.pick_words import read_pick
from demo_crm.offline_model.replies import join, offer, quote
from demo_crm.offline_model.turn import Result, Turn
from demo_crm.offline_model.understanding import understand

_IDS = re.compile(r"\bL-\d+\b", re.IGNORECASE)
_THESE = re.compile(
    r"(?:all (?:of )?)?(?:them|these|those)(?: (?:homes|houses|listings))?", re.IGNORECASE
)
_IT = re.compile(
    r"(?:it|there|(?:this|that|the) (?:one|listing|home|house|property))", re.IGNORECASE
)
_MOST_LISTINGS = 6


@dataclass(frozen=True, slots=True)
class Named:
    """Listings by id, or else the member's words; `is_missing`: they name one nobody sells.

    `row` holds the facts of a listing that was looked up just now.
    """

    listings: Sequence[str] = ()
    words: str = ""
    is_missing: bool = False
    row: Mapping[str, Any] | None = None


def find_named(
    words: str, turn: Turn, again: Callable[[str], str]
) -> Generator[Use, Result, Named | Say]:
    """What the words name; `again` words the member's wish for one of several that match."""
    if ids := _IDS.findall(words):
        return Named(listings=list(dict.fromkeys(named.upper() for named in ids))[:_MOST_LISTINGS])
    if mentioned := turn.mentioned("listing", words):
        return Named(listings=[mentioned])
    if _THESE.fullmatch(words):
        shown = next(turn.shown_listings(), ())
        none = Say(replies.NOTHING_SHOWN, is_open=True)
        return Named(listings=shown[:_MOST_LISTINGS]) if shown else none
    pick = PickListing(None) if _IT.fullmatch(words) else read_pick(words)
    if pick is not None:
        listing = find_shown(pick.position, turn)
        return listing if isinstance(listing, Say) else Named(listings=[listing])
    match understand(words):
        case OpenListing(filters=filters):
            return (yield from _find_listing(words, filters, again))
        case _:
            return Named(words=words)


def find_one(
    words: str, turn: Turn, again: Callable[[str], str]
) -> Generator[Use, Result, str | Say]:
    """The id of the one listing the words name, "" being the one at hand; else what to say."""
    named = yield from find_named(words or "it", turn, again)
    if isinstance(named, Say):
        several = next(turn.shown_listings(), ()) if _IT.fullmatch(words or "it") else ()
        return _ask_which(several, turn, again) if len(several) > 1 else named
    if len(named.listings) > 1:
        return _ask_which(named.listings, turn, again)
    if not named.listings:
        return Say(f"I found no listing for “{quote(named.words)}”.", is_open=True)
    return named.listings[0]


def _ask_which(listings: Sequence[str], turn: Turn, again: Callable[[str], str]) -> Say:
    """Each by its address, where it is known: "the 2nd one" may be another by then."""
    rows = [row for listing in listings if (row := turn.row_of(listing))]
    options = [(quote(row["address"]), again(quote(row["address"]))) for row in rows][:MOST_CHOICES]
    shown = offer(replies.WHICH_LISTING, options) if len(options) > 1 else replies.WHICH_LISTING
    return Say(shown, is_open=True)


def name_again(words: str, turn: Turn) -> str:
    """The words as they must be said in the next message: "it" may be another home by then."""
    at_hand = turn.listing_at_hand() if turn.fresh and _IT.fullmatch(words) else None
    row = turn.row_of(at_hand) if at_hand else None
    return quote(row["address"]) if row else words


def _find_listing(
    words: str, filters: Filters, again: Callable[[str], str]
) -> Generator[Use, Result, Named | Say]:
    found = yield Use("find_listings", {**filters, "limit": MOST_CHOICES})
    match found.value["listings"]:
        case []:
            return Named(words=words, is_missing=True)
        case [listing]:
            return Named(listings=[listing["id"]], row=listing)
        case listings:
            offered = replies.offer_listings(listings, again)
            return Say(join(replies.WHICH_LISTING, offered), is_open=True)

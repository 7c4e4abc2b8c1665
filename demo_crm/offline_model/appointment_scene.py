"""The scene that books an appointment: settle time, home and person, then book. No I/O."""

from collections.abc import Generator
from typing import Any

from demo_crm.offline_model.appointment_words import (
    Details,
    is_showing,
    read_details,
    take_minutes,
)
from demo_crm.offline_model.contact_scenes import Contact, find_person
from demo_crm.offline_model.due_words import NEVER, Doubt, When, offer_dates, take_when
from demo_crm.offline_model.intents import BookAppointment
from demo_crm.offline_model.listing_reference import Named, find_named
from demo_crm.offline_model.look_up_words import name_person
from demo_crm.offline_model.moves import Say, Scene, Use
from demo_crm.offline_model.replies import (
    ask_again,
    clip,
    join,
    quote,
    tell_doubt,
    tell_quiet,
    widget,
)
from demo_crm.offline_model.turn import Result, Turn

_LONGEST = 160
_NOT_LISTED = "There is no listing with that address, so the place stands there in your words."


def book(wish: BookAppointment, turn: Turn) -> Scene | Say:
    """Book it, once day and hour are clear; nobody is invited."""
    timed, minutes = take_minutes(wish.words)
    rest, when = take_when(timed, turn.now)
    if turn.now and when.doubt in NEVER:
        dates = offer_dates(wish.words, turn.now, "Another day")
        wishes = {label: _word_again(wish, date, turn) for label, date in dates.items()}
        return Say(ask_again(when.doubt, "I booked nothing", wishes), is_open=True)
    if missing := _ask_time(wish, when, rest):
        return Say(missing, is_open=True)
    times: dict[str, Any] = {"starts": when.iso} | ({"minutes": minutes} if minutes else {})
    return _book_at(wish, read_details(rest), turn, (times, when.doubt))


def _ask_time(wish: BookAppointment, when: When, rest: str) -> str:
    """What is unclear about the time, with a way to say it; empty where nothing is."""
    if when.moment:
        return ""
    asked = "At what time?" if when.day else "On which day, and at what time?"
    article = "an" if wish.kind[0].lower() in "aeiou" else "a"
    return (
        f"{asked} Say: *book {article} {quote(f'{wish.kind} {rest}')}*, with the day and the hour."
    )


def _book_at(
    wish: BookAppointment,
    details: Details,
    turn: Turn,
    time: tuple[dict[str, Any], Doubt | None],
) -> Scene:
    times, doubt = time
    place = yield from _find_place(wish, details, turn)
    if isinstance(place, Say):
        return place
    contact = yield from _find_contact(wish, details, turn)
    if isinstance(contact, Say):
        return contact
    if contact and contact.get("do_not_contact"):
        return Say(tell_quiet(quote(contact["name"]), "I booked nothing"), is_open=True)
    address = yield from _find_address(place, turn)
    arguments = {
        "title": _write_title(wish.kind, address or place.words, contact, details.about),
        **times,
        **({"contact": contact["id"]} if contact else {}),
        **({"listing": place.listings[0]} if place.listings else {}),
        **({"place": clip(place.words, _LONGEST)} if place.words else {}),
    }
    made = yield Use("schedule_appointment", arguments)
    remarks = [tell_doubt(doubt), _NOT_LISTED if place.is_missing else ""]
    said = " ".join(["It is in your calendar.", *filter(None, remarks)])
    shown = widget("appointment", {"appointment": made.value["appointment"]["id"]})
    return Say(join(said, shown))


def _find_place(
    wish: BookAppointment, details: Details, turn: Turn
) -> Generator[Use, Result, Named | Say]:
    """Where it is; a showing without a place is at the home at hand, if there is one."""
    if not details.place:
        at_hand = turn.listing_at_hand() if is_showing(wish.kind) else None
        return Named(listings=[at_hand] if at_hand else ())

    def again(listing: str) -> str:
        return _word_again(wish, wish.words.replace(details.place, listing, 1), turn)

    return (yield from find_named(details.place, turn, again))


def _find_contact(
    wish: BookAppointment, details: Details, turn: Turn
) -> Generator[Use, Result, Contact | Say | None]:
    if not details.person:
        return None

    def again(person: str) -> str:
        return _word_again(wish, wish.words.replace(details.person, person, 1), turn)

    return (yield from find_person(name_person(details.person), turn, again))


def _word_again(wish: BookAppointment, words: str, turn: Turn) -> str:
    return turn.carry(f"Book a {wish.kind} {words}".strip())


def _find_address(place: Named, turn: Turn) -> Generator[Use, Result, str]:
    """The address of the listing, from what a tool returned before or returns now."""
    if not place.listings:
        return ""
    row = turn.row_of(place.listings[0]) or place.row
    if row is None:
        row = (yield Use("get_listing", {"listing": place.listings[0]})).value["listing"]
    return quote(row["address"])


def _write_title(kind: str, place: str, contact: Contact | None, about: str) -> str:
    named = f" with {quote(contact['name'])}" if contact else ""
    where = f" at {quote(place)}" if place else ""
    topic = f" about {quote(about)}" if about else ""
    return clip(f"{kind[:1].upper()}{kind[1:]}{where}{named}{topic}", _LONGEST)

"""Writes the letter of an e-mail draft from the facts a tool returned. No I/O."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from demo_crm.offline_model.replies import clip, quote

_ARTICLE = re.compile(r"(?:an?|the|our|my)\s+", re.IGNORECASE)
_THEIR = re.compile(r"\b(?:his|her|their)\b", re.IGNORECASE)


def write_subject(topic: str, listings: int) -> str:
    """A subject without figures, for the draft is opened before its facts are known."""
    if listings:
        return "A home I would like to show you" if listings == 1 else "Homes worth a look"
    words = _ARTICLE.sub("", _address(topic), count=1) if _ARTICLE.match(topic) else _address(topic)
    return clip(words[:1].upper() + words[1:], 120) if words else "Checking in"


def write_letter(
    to_name: str, listings: Sequence[Mapping[str, Any]], topic: str, member: str
) -> str:
    """The whole letter, signed by the member."""
    greeting = f"Hi {quote(to_name).split()[0]}," if to_name.strip() else "Hello,"
    farewell = f"Best regards,\n{quote(member)}" if member else "Best regards"
    return "\n\n".join([greeting, *_write_body(listings, topic), farewell])


def _write_body(listings: Sequence[Mapping[str, Any]], topic: str) -> Sequence[str]:
    match listings:
        case [] if topic:
            return _write_about(clip(_address(topic), 200))
        case []:
            return _CHECKING_IN
        case [listing]:
            return [_ONE_HOME, f"{describe(listing)}.{attribute(listing)}", _VISIT_ONE]
        case _:
            described = [f"- {describe(one)}.{attribute(one)}" for one in listings]
            return [_SOME_HOMES, "\n".join(described), _VISIT_SOME]


def _write_about(topic: str) -> Sequence[str]:
    return (
        f"I am writing to you about {topic}. I would like to talk it over with you and hear your "
        "thoughts before we decide anything.",
        "Let me know which day and time suit you, and I will plan around them. If a question comes "
        "up until then, just reply to this e-mail.",
    )


def describe(listing: Mapping[str, Any]) -> str:
    """Where it is, its rooms and what it costs, as the beginning of a sentence."""
    rooms = f"{_count(listing['beds'], 'bedroom')} and {_count(listing['baths'], 'bathroom')}"
    price = f"{listing['price']:,}"
    said = f"${price}" if listing["currency"] == "USD" else f"{price} {listing['currency']}"
    where = f"{quote(listing['address'])} in {quote(listing['town'])}"
    asked = "sold for" if listing.get("status") == "sold" else "listed at"
    return f"{where}, with {rooms}, {asked} {said}"


def attribute(listing: Mapping[str, Any]) -> str:
    """A home is never described without the office that offers it."""
    office = listing.get("courtesy_of")
    return f"\nListing courtesy of {quote(office)}." if office else ""


def _count(number: float, noun: str) -> str:
    return f"{number:g} {noun}" if number == 1 else f"{number:g} {noun}s"


def _address(topic: str) -> str:
    """The member's words as the reader of the letter must hear them."""
    return _THEIR.sub("your", quote(topic)).rstrip(" .!?")


_ONE_HOME = (
    "I hope this finds you well. A home has come up that made me think of you, and I did not want "
    "you to miss it:"
)
_SOME_HOMES = (
    "I hope this finds you well. I went through what is for sale at the moment, and these homes "
    "made me think of you:"
)
_VISIT_ONE = (
    "If it sounds like something for you, reply to this e-mail and I will arrange a visit at a "
    "time that suits you. I am also glad to send you more details, or a few similar homes."
)
_VISIT_SOME = (
    "Tell me which of them you would like to see, and I will arrange the visits at a time that "
    "suits you. If none is quite right, let me know what is missing, and I will keep looking."
)
_CHECKING_IN = (
    "I hope this finds you well. It has been a little while since we spoke, and I wanted to ask "
    "how things are going and whether your plans have changed.",
    "If there is anything I can do for you, just reply to this e-mail, or tell me when it would "
    "suit you to talk.",
)

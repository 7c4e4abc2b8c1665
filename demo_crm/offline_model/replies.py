"""The words and widgets of the script's replies. No I/O.

Prose never restates a figure of a record: a widget draws it. Two things may be said, for they come
from this turn's tool results: how many there are, and the one field that was asked for. Examples
hold no figure either, for the member would not know where it comes from.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from demo_crm.offline_model.due_words import Doubt
from demo_crm.offline_model.intents import Courtesy, Filters

_ABILITIES = (
    "- find homes: *homes in San Jose with a garden*, or by rooms and price\n"
    "- open one of them: *the last one*, or its address\n"
    "- compare them: *as a table*, or *chart the prices of homes in San Jose*\n"
    "- add a contact: *create a contact named Ada Byrne*, with phone and e-mail\n"
    "- look up how things are done here: *what is our commission split?*\n"
    "- look something up: *what is Ada Byrne's e-mail?*\n"
    "- draft an e-mail: *write an e-mail to Ada Byrne about the last one*\n"
    "- note a task: *remind me to call Ada Byrne*, with a day and an hour if you like\n"
    "- book an appointment: *book a showing of the last one with Ada Byrne*, with day and hour\n"
    "- weigh a home: *only the cheapest of them*, then *make a market analysis*\n"
    "- advertise it: *draft a website and a social post for it*\n\n"
    "One message may ask for several of these, one after the other."
)
_CONNECT = (
    "To connect a language model, set `OPENAI_BASE_URL`, `OPENAI_API_KEY` and `WEFT_MODEL` "
    "to any endpoint that speaks OpenAI's chat completions, and start again."
)
BEYOND = (
    "That is beyond me: I am a demo script that follows a few fixed rules. There is no language "
    f"model behind me. What I can do:\n\n{_ABILITIES}\n\n{_CONNECT}"
)
STEERING = (
    "I describe homes and leave out who lives there or ought to: fair housing asks for that. Tell "
    "me which rooms, price or place you have in mind, and this script will look or write."
)
COURTESIES: Mapping[Courtesy, str] = {
    Courtesy.GREETING: (
        "Hello! I am the offline demo script, not a language model. "
        "Ask me for homes in a town, or ask what I can do."
    ),
    Courtesy.THANKS: "You are welcome, says the demo script.",
    Courtesy.ABILITIES: (
        "I am the offline demo script: fixed rules, no language model. What I can do:\n\n"
        f"{_ABILITIES}"
    ),
}
CANNOT_REPAIR = (
    "Sorry, I cannot repair that: I am a script without a language model, and I would only write "
    "the same again."
)
CANNOT_USE_TOOL = (
    "I would have to use a tool for that, and none that fits is open to me right now. "
    "I am a script, so I know no other way."
)
NOTHING_SHOWN = (
    "I have not shown you a listing that I could mean by that. Ask for some homes first."
)
NOTHING_TO_COMPARE = "There is nothing to compare yet. Ask for some homes first."
OPEN_OR_COMPARE = (
    'Say "the last one" or an address to open a home, "as a table" or "as a chart" to compare them.'
)
NEEDS_MEMBER = (
    "That would change what is in the CRM already, and only you may decide that. I cannot ask for "
    "your approval yet, so nothing was changed."
)
REST_WAITS = "What else you asked for is not done yet."
LIST_IS_SHORTER = "None of the lists I showed goes that far."
WHICH_LISTING = "Which one do you mean?"


def tell_fault(message: str, code: str = "") -> str:
    """What to say when a tool could not do it: its words, without ids and pointers."""
    if code == "needs_member":
        return NEEDS_MEMBER
    if _TECHNICAL.match(message):
        return "That did not work. The CRM did not take one of the details."
    return f"That did not work. The CRM says: {quote(_ID.sub(' with that number', message))}"


def tell_quiet(name: str, nothing: str) -> str:
    """What to say where somebody is to be left alone."""
    return f"{name} asked not to be contacted, so {nothing}."


def tell_missed(words: str) -> str:
    """What to say of a part of the message that is not done."""
    return f"I left out “{quote(clip(words, 120))}”: that is more than this script can do."


def drop_hint(text: str) -> str:
    """A reply without the hint how to open and compare."""
    return text.removesuffix(f"\n\n{OPEN_OR_COMPARE}")


def tell_doubt(doubt: Doubt | None) -> str:
    """What the member should hear about the time that was read; empty for nothing."""
    return _DOUBTS[doubt] if doubt else ""


def ask_again(doubt: Doubt, nothing: str, wishes: Mapping[str, str]) -> str:
    """Ask for another time; `wishes`: what the member may pick, and says by it."""
    another = "hour" if doubt in (Doubt.PASSED, Doubt.SKIPPED, Doubt.NO_HOUR) else "time"
    said = f"{_DOUBTS[doubt]} {nothing}: say it again with another {another}."
    return join(said, offer("When?", [*wishes.items()]) if wishes else "")


def join(*blocks: str) -> str:
    """Paragraphs and widgets, one below the other; empty ones left out."""
    return "\n\n".join(block for block in blocks if block)


def widget(name: str, payload: Mapping[str, Any]) -> str:
    """A widget block as a reply holds it."""
    return f"```widget {name}\n{msgspec.json.encode(payload).decode()}\n```"


def offer(prompt: str, options: Sequence[tuple[str, str]]) -> str:
    """The widget `choices`: a label and what the member says by picking it."""
    rows = [{"label": clip(label, 80), "reply": clip(reply, 300)} for label, reply in options]
    return widget("choices", {"prompt": prompt, "options": rows})


def offer_listings(
    listings: Sequence[Mapping[str, Any]], wish: Callable[[str], str] = str.capitalize
) -> str:
    """Up to eight listings to see and to choose from; `wish` words what picking one means."""
    options = [
        (quote(listing["address"]), wish(f"the {ordinal} one"))
        for ordinal, listing in zip(_ORDINALS, listings, strict=False)
    ]
    ids = [listing["id"] for listing in listings]
    return join(widget("listing_list", {"listings": ids}), offer(WHICH_LISTING, options))


def place_of(filters: Filters) -> str:
    """Where was searched, as words behind a noun; empty for everywhere."""
    named = (field for field in _PLACES if field in filters)
    return "".join(_PLACES[field].format(quote(filters[field])) for field in named)


def conditions_of(filters: Filters) -> str:
    """What else was asked for, without its figures; empty for nothing."""
    named = [words for fields, words in _CONDITIONS.items() if filters.keys() & set(fields)]
    if not named:
        return ""
    *most, last = named
    return f" that fits the {', '.join(most)}{' and ' if most else ''}{last} you named"


def quote(text: str) -> str:
    """A value for use in a sentence: no line break and no backtick, so it can open no fence."""
    return " ".join(text.replace("`", "'").split())


def clip(text: str, length: int) -> str:
    """The text, cut to what a field holds."""
    return text if len(text) <= length else text[: length - 1] + "…"


# The member never said the id, and it is no name: "There is no contact C-201."
_ID = re.compile(r"\s+[A-Z]-\d+\b")
_TECHNICAL = re.compile(r"At (?:/|\()|There is no tool\b")
_DOUBTS = {
    Doubt.PAST_DAY: "That lies in the past.",
    Doubt.PAST_DATE: "That day has passed this year.",
    Doubt.NEXT_YEAR: "That day has passed this year, so it is for the next.",
    Doubt.NO_HOUR: "There is no such hour.",
    Doubt.PASSED: "That hour has passed already.",
    Doubt.NEXT_DAY: "That hour has passed already, so it is for the day after.",
    Doubt.SKIPPED: "The clocks skip that hour on that day.",
    Doubt.TWICE: "The clocks show that hour twice on that day; this is the earlier one.",
}
_ORDINALS = ("1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th")
_PLACES = {
    "town": " in {}",
    "neighbourhood": " in {}",
    "zip": " in zip code {}",
    "text": " for “{}”",
}
_CONDITIONS = {
    ("min_beds", "max_beds"): "bedrooms",
    ("min_baths",): "bathrooms",
    ("min_price", "max_price"): "price",
}

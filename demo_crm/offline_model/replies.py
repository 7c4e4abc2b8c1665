"""The words and widgets of the script's replies. No I/O.

Prose never restates a figure of a record: a widget draws it. Two things may be said, for they come
from this turn's tool results: how many there are, and the one field that was asked for.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from demo_crm.offline_model.intents import Courtesy, Filters

_ABILITIES = (
    "- find listings: *homes in San Jose with more than 2 bedrooms under $2M*\n"
    "- open one of them: *the 2nd one*\n"
    "- compare them: *as a table*\n"
    "- add a contact: *create a contact named Ada Byrne, e-mail ada@byrne.example*\n"
    "- look something up: *what is Ada Byrne's e-mail?*\n"
    "- draft an e-mail: *write an e-mail to Ada Byrne about the first listing*\n"
    "- note a task: *remind me to call Ada tomorrow at 3pm*"
)
_CONNECT = (
    "To connect a language model, set `OPENAI_BASE_URL`, `OPENAI_API_KEY` and `WEFT_MODEL` "
    "to any endpoint that speaks OpenAI's chat completions, and start again."
)
BEYOND = (
    "That is beyond me: I am a demo script that follows a few fixed rules. There is no language "
    f"model behind me. What I can show:\n\n{_ABILITIES}\n\n{_CONNECT}"
)
COURTESIES: Mapping[Courtesy, str] = {
    Courtesy.GREETING: (
        "Hello! I am the offline demo script, not a language model. "
        "Ask me for homes in a town, or ask what I can do."
    ),
    Courtesy.THANKS: "You are welcome, says the demo script.",
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
LIST_IS_SHORTER = "None of the lists I showed goes that far."
WHICH_LISTING = "Which one do you mean?"


def tell_fault(message: str) -> str:
    """What to say when a tool could not do it."""
    return f"That did not work. The CRM says: {quote(message)}"


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

"""Finds what goes out, describes a listing and does not name its listing office. No I/O.

An e-mail or a post describes a listing where it says its address, or its price in full; the address
of a home is known from whatever a tool or record told on the path. A website always describes the
home of its record. "Listing courtesy of OFFICE" (or just
"Courtesy of OFFICE") must then stand anywhere in the same draft, with the office of that listing.
Where the path does not know the office, any courtesy line will do.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.host import Assertion, Passage, Reply, Span, read_plain
from demo_crm.assertions.addresses import find_addresses, goes_on, read_words

_OUTGOING = frozenset(("body", "message", "text"))
_GOING_OUT = frozenset(("email_draft", "social_post", "website"))
# What stands behind it on the same line, or on the next one; a line that names nobody is none.
_COURTESY = re.compile(
    r"(?<!not )courtesy of(?:[ \xa0]{0,3}:)?[ \xa0]{0,3}\n?([^\n]*\w)", re.IGNORECASE
)
_PRICE = re.compile(
    r"(?:\$[ \xa0]?|(?<![\w.,$])(?=[\d.,]{1,20}[ \xa0]?m))"
    r"(\d{1,3}(?:,\d{3})+|\d{1,12})(\.\d{1,6})?(?:[ \xa0]?(k|m|million|thousand))?(?![\w]|[.,]\d)",
    re.IGNORECASE,
)
_SCALES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}
# Before a price: what somebody can or will pay is no price of a home.
_WISH = re.compile(r"\b(?:budget|up to|under|below|over|above|maximum|limit|approved|offer|loan)\b")
_REACH = 24
# Behind an office's name, these make it no other.
_HARMLESS = frozenset(["and", "or", "of", "with", "inc", "llc", "ltd", "co", "corp"])


@dataclass(frozen=True, slots=True)
class _Home:
    """What is known of a listing; its office is "" if nobody told it."""

    address: str
    price: int
    office: str


def _find(reply: Reply) -> Iterator[Span]:
    drafts = [passage for passage in reply.passages if _is_outgoing(passage, reply)]
    if not drafts:
        return
    homes = _read_homes(reply)
    for draft in drafts:
        missing = list(_find_missing(draft, homes))
        yield from missing or _find_bare(draft, reply)


def _is_outgoing(passage: Passage, reply: Reply) -> bool:
    if passage.pointer is None or passage.pointer.lstrip("/") not in _OUTGOING:
        return False
    return any(each.id == passage.block and each.widget in _GOING_OUT for each in reply.widgets)


def _read_homes(reply: Reply) -> dict[str, _Home]:
    """Every listing on the path by its address, with its office if anything names it."""
    homes: dict[str, _Home] = {}
    for values in _find_listings(reply):
        home = _read_home(values)
        known = homes.get(home.address)
        if known is None or home.office:
            homes[home.address] = home
    return homes


def _find_listings(reply: Reply) -> Iterator[Mapping[str, Any]]:
    for turn in reply.path:
        for round_ in turn.rounds:
            for call in round_.calls:
                yield from _find_below(call.result)
            for widget in round_.widgets:
                for record in widget.records:
                    yield from _find_below(record["values"])


def _find_below(value: Any) -> Iterator[Mapping[str, Any]]:
    match value:
        case {"address": str(), "price": int()}:
            yield value
        case dict():
            for inner in value.values():
                yield from _find_below(inner)
        case list():
            for inner in value:
                yield from _find_below(inner)
        case _:
            pass


def _read_home(values: Mapping[str, Any]) -> _Home:
    return _Home(values["address"], values["price"], values.get("courtesy_of") or "")


def _find_missing(draft: Passage, homes: Mapping[str, _Home]) -> Iterator[Span]:
    plain = read_plain(draft.text)
    places = dict(_find_homes(plain.text, homes))
    named = [line[1] for line in _COURTESY.finditer(plain.text)] if places else []
    for address, place in places.items():
        if not any(_names_office(line, homes[address].office) for line in named):
            yield Span(draft, *plain.place(*place))


def _find_bare(draft: Passage, reply: Reply) -> Iterator[Span]:
    """A website shows its home whatever it says: without the office, all its words are marked."""
    [widget] = [each for each in reply.widgets if each.id == draft.block]
    if widget.widget != "website":
        return
    office = widget.records[0]["values"].get("courtesy_of") or ""
    named = _COURTESY.finditer(read_plain(draft.text).text)
    if not any(_names_office(line[1], office) for line in named):
        yield Span(draft, 0, len(draft.text))


def _find_homes(text: str, homes: Mapping[str, _Home]) -> Iterator[tuple[str, tuple[int, int]]]:
    """The homes a text describes, by address; by its price where that is all it says."""
    found = {address: (start, end) for address, start, end in find_addresses(text, homes)}
    yield from found.items()
    prices = dict(_find_prices(text))
    for address, home in homes.items():
        if address not in found and home.price in prices:
            yield address, prices[home.price]


def _find_prices(text: str) -> Iterator[tuple[int, tuple[int, int]]]:
    """Sums that are no wish, the first place of each last."""
    for found in reversed(list(_PRICE.finditer(text))):
        if not _WISH.search(text, max(0, found.start() - _REACH), found.start()):
            number = float(found[1].replace(",", "") + (found[2] or ""))
            yield round(number * _SCALES.get((found[3] or "").lower(), 1)), found.span()


def _names_office(line: str, office: str) -> bool:
    """Whether a line names the office, and not as a piece of another's name."""
    words, wanted = read_words(line), [word.text for word in read_words(office)]
    for at in range(len(words) - len(wanted) + 1):
        if [word.text for word in words[at : at + len(wanted)]] == wanted:
            end = at + len(wanted)
            is_longer = goes_on(line, words, end) and words[end].text not in _HARMLESS
            is_tail = at and line[words[at - 1].start].isupper() and goes_on(line, words, at)
            if not wanted or not (is_longer or (is_tail and words[at - 1].text not in _HARMLESS)):
                return True
    return False


MISSING_ATTRIBUTION = Assertion(
    code="missing_attribution",
    notice="This describes a listing without naming its listing office.",
    find=_find,
)

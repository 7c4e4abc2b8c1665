"""Finds words in quotation marks that are put in a document's mouth and stand in none. No I/O.

That is three words or more, in quotation marks or set as a quotation, behind or before words that
say whose they are: "the handbook says", "according to our fee policy", a title in brackets. What
the member or any tool said in these words is no invention.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from assistant.core.assertions.quoting import is_verbatim, read_words
from assistant.core.assertions.reply import Assertion, Reply, Span
from assistant.core.assertions.told import read_told
from assistant.core.knowledge.excerpts import SEARCH_KNOWLEDGE, read_excerpts, read_titles

_FEWEST_WORDS: Final = 3
_REACH: Final = 120
_MOST_QUOTES: Final = 200

_QUOTE = re.compile(r"[\"“«„]([^\"“”«»„\n]{8,600})[\"”»“]|^>[ \t]?([^\n]{8,600})", re.MULTILINE)
_PAPER = (
    r"(?:polic(?:y|ies)|handbooks?|guides?|guidelines?|manuals?|documents?|procedures?|checklists?|"
    r"rule ?books?|rules|excerpts?|knowledge(?: base)?)"
)
_SAYS = (
    r"(?:says?|said|states?|stated|reads?|writes?|requires?|puts? it|notes?|specif(?:y|ies)|"
    r"explains?|tells?|wording|words?|spells? out|is clear)"
)
_GAP = r"[^.!?\n\"“”]{0,60}"
_BEFORE = re.compile(
    rf"\b{_PAPER}\b{_GAP}\b{_SAYS}\b[^.!?\"“”]{{0,24}}$|"
    rf"\b(?:according to|as (?:stated|written|set out) in|quot\w{{1,4}}(?: from)?|in)\s{_GAP}"
    rf"\b{_PAPER}\b[^.!?\"“”\n]{{0,24}}[:,]\s{{0,4}}$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"^,?\s{{0,4}}(?:(?:{_SAYS}|according to|as (?:stated|written) in|from)\s(?:the|our|your)\b"
    rf"|(?:[—–-]|\()\s{{0,4}}(?:from|see)?\s?(?:the|our|your)?\b){_GAP}\b{_PAPER}\b",
    re.IGNORECASE,
)
_NAMED_BEFORE = r"(?:{titles})[\"”*_]{{0,3}}{gap}\b{says}\b[^.!?\"“”]{{0,24}}$"
_NAMED_AFTER = r"^,?\s{{0,4}}(?:[—–-]\s{{0,4}})?[(\[*_]{{0,3}}(?:{titles})\b"


def _find(reply: Reply) -> Iterator[Span]:
    if SEARCH_KNOWLEDGE not in reply.tools:
        return
    for passage in reply.prose:
        for found in islice(_QUOTE.finditer(passage.text), _MOST_QUOTES):
            start, end = found.span(1 if found[1] else 2)
            words = passage.text[start:end]
            if len(words.split()) < _FEWEST_WORDS or not _is_attributed(reply, passage.text, found):
                continue
            if not _was_said(reply, words):
                yield Span(passage, start, end)


def _is_attributed(reply: Reply, text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - _REACH) : found.start()]
    after = text[found.end() : found.end() + _REACH]
    # Before the quotation itself, and not before another one.
    before = re.split(r"[”»]|\"\s", before)[-1]
    if _BEFORE.search(before) or _AFTER.match(after):
        return True
    named = reply.once(_write_names)
    return bool(named and (named[0].search(before) or named[1].match(after)))


def _write_names(reply: Reply) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """Patterns for the documents of the path, by their titles."""
    titles = {title for each in _results(reply) for title in read_titles(each) if len(title) > 3}
    if not titles:
        return None
    names = "|".join(re.escape(title) for title in sorted(titles, key=len, reverse=True))
    about = {"titles": names, "gap": _GAP, "says": _SAYS}
    return (
        re.compile(_NAMED_BEFORE.format(**about), re.IGNORECASE),
        re.compile(_NAMED_AFTER.format(**about), re.IGNORECASE),
    )


def _was_said(reply: Reply, words: str) -> bool:
    # A sentence's stop may be the quoting one's.
    bare = words.strip().rstrip(".,;:!?…").strip()
    texts = [text for each in _results(reply) for text in read_excerpts(each)]
    if any(is_verbatim(bare, text) for text in texts):
        return True
    told = read_told(reply)
    return told.was_said(bare) or told.is_value(bare) or read_words(bare) == ""


def _results(reply: Reply) -> Iterator[object]:
    for turn in reply.path:
        for round_ in turn.rounds:
            yield from (call.result for call in round_.calls if call.name == SEARCH_KNOWLEDGE)


INVENTED_QUOTE: Final = Assertion(
    code="invented_quote",
    notice="No document that was looked up says this in these words.",
    find=_find,
)

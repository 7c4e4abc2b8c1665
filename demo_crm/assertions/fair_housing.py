"""Finds wording that sorts people, as the US Fair Housing Act forbids it in what is said of homes.

It is about people: whom a home or neighbourhood is for or not for, who lives there, whether they
are safe or good company. Features of a home are free: a family room, a master bedroom, a ramp, a
walk to the church. So are ages where the law lets them be named ("a 55+ community"), the distance
to a school and its published rating; praise or blame of schools is not, for it steers by those who
go there. A sentence in which the assistant declines to say such things is left alone. The first
40,000 characters of a reply are read. No I/O.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from assistant.host import Assertion, Reply, Span, read_plain
from demo_crm.assertions.steering_words import RULES

_SENTENCE_END = re.compile(r"[.!?](?:\s|$)|\n")
# Somebody declines to speak of it; "I can't wait" and "we do not mind" decline nothing.
_DECLINES = re.compile(
    r"fair[- ]housing|\b(?:i|we)(?:['’]m| am|['’]re| are)? (?:cannot|can['’]t|can not|may not"
    r"|must not|won['’]t|will not|do not|don['’]t|not able to|not allowed to|unable to|avoid)"
    r"(?: [a-z]{1,12}){0,3}? (?:say|saying|tell|telling|describ|comment|characteri[sz]|advis|answer"
    r"|judg|rat(?:e|ing)\b|speak|discuss|recommend|call|label|promis|claim|assess|sort|steer"
    r"|suggest|writ|use|using|help|share|guess|offer)",
    re.IGNORECASE,
)
_REACH = 300
_MOST_READ = 40_000
_MOST_OF_A_RULE = 100
_SPACES = str.maketrans("\n\t\xa0", "   ")


def _find(reply: Reply) -> Iterator[Span]:
    left = _MOST_READ
    for passage in reply.passages:
        plain = read_plain(passage.text[:left])
        left -= len(passage.text[:left])
        for start, end in _join(sorted(_find_phrases(plain.text))):
            yield Span(passage, *plain.place(start, end))


def _join(places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The places with those that overlap made one."""
    last: tuple[int, int] | None = None
    for start, end in places:
        if last and start < last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last:
            yield last
        last = (start, end)
    if last:
        yield last


def _find_phrases(text: str) -> Iterator[tuple[int, int]]:
    # A phrase may go on in the next line; a blank line makes two spaces, which no phrase has.
    line = text.translate(_SPACES)
    lower = line.lower()
    for rule in RULES:
        if any(word in lower for word in rule.words):
            for found in islice(rule.pattern.finditer(line), _MOST_OF_A_RULE):
                if not _is_declined(text, found.start(), found.end()):
                    yield found.span()


def _is_declined(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _REACH) : start]
    ends = [found.end() for found in _SENTENCE_END.finditer(before)]
    after = _SENTENCE_END.search(text, end, end + _REACH)
    sentence = (
        before[ends[-1] if ends else 0 :] + text[start : after.start() if after else end + _REACH]
    )
    return _DECLINES.search(sentence) is not None


FAIR_HOUSING = Assertion(
    code="fair_housing",
    notice="This sorts people instead of describing a home; fair-housing law forbids it.",
    find=_find,
)

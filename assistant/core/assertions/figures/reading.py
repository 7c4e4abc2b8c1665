"""Finds every figure of a text: one walk over its words and digits. No I/O."""

import re
import sys

from assistant.core.assertions.figures.amounts import (
    read_amount,
    read_decade,
    read_hundreds,
    read_plain_amount,
    read_spelt_amount,
)
from assistant.core.assertions.figures.currencies import CODES, SIGNS
from assistant.core.assertions.figures.days import (
    MONTHS,
    ORDINALS,
    read_date,
    read_date_abroad,
    read_named_date,
)
from assistant.core.assertions.figures.idioms import (
    IDIOM,
    NUMBER_WORDS,
    is_inside,
    is_numbered,
    skip_idiom,
)
from assistant.core.assertions.figures.moments import join_moments, join_ranges
from assistant.core.assertions.figures.numerals import VULGAR, WORDS
from assistant.core.assertions.figures.phones import find_emails, read_phone, read_spoken_phone
from assistant.core.assertions.figures.times import FIXED_TIMES, read_spelt_time, read_time
from assistant.core.assertions.figures.values import Amount, Clock, Figure, Moment
from assistant.core.assertions.figures.weekdays import (
    NEAR_DAYS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
    read_near_day,
    read_weekday,
)

_TOKEN = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"[0-9½¼¾]+")
_LETTERS = re.compile(r"[a-z]+")
_DATE_WORDS = frozenset([*MONTHS, *(word.partition("-")[0] for word in ORDINALS)])
_CLOCK_WORDS = frozenset(["half", "quarter"])
SPELT_FIGURES = NUMBER_WORDS.union(
    _DATE_WORDS, _CLOCK_WORDS, WEEKDAYS, SHORT_WEEKDAYS, NEAR_DAYS, FIXED_TIMES, ["oh"]
)
"""Words by which a figure without digits begins."""

_TRIGGERS = SPELT_FIGURES.union(CODES, ["rs"])

# What may follow the first digits of a day, a time, a ratio or an ordinal.
_MAY_BE_DATED = re.compile(
    rf"\d{{1,4}}(?:[-./:]\d|\s?-?[ap]\.?\s?m\b|h|\s?o'clock|(?:st|nd|rd|th)\b|"
    rf"(?:\s+day)?(?:\s+of)?[\s-]+(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b)",
    re.IGNORECASE,
)
_MAY_BE_DIALLED = re.compile(r"[+(]|0\d|1?[\s(.-]*\d{3}[\s.\-/·•_)]|\d{10}")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)\b", re.IGNORECASE)
_GLUED = re.compile(
    r"\d{1,40}(?![\d.,]{0,40}[kmbh](?![^\W\d_]))[^\W\d_½¼¾](?![^\W\d_])", re.IGNORECASE
)
_RATIO = re.compile(
    r"\d{1,3}(?:/\d{1,3})+(?!\d|,\d)|(?!\d{1,3}(?:\.\d{3})+(?![\d.]))\d+(?:\.\d+){2,}|\d\d?:\d(?!\d)"
)
_FRACTION = re.compile(r"1/([2348])[\s-](?=[a-z])", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"\d\d(?![\w.,'])|\d\d(?=[.,](?!\d))")
_SHORT_LEAD = 3
_MOST_DIGITS = 40


def find_figures(
    text: str, clock: Clock, *, spelt: bool = True, most: int = sys.maxsize
) -> list[Figure]:
    """Every figure of a plain text (see writing), in order; none overlaps another.

    Without `spelt` only those are looked for that hold a digit or an at sign. No more than `most`
    are read.
    """
    figures: list[Figure] = []
    emails = list(find_emails(text))
    end = 0
    for at, word in _find_tokens(text, spelt=spelt):
        if at < end:
            continue
        if len(figures) >= most:
            break
        if emails and at >= emails[0].start:
            figures.append(emails.pop(0))
            end = figures[-1].end
            if at < end:
                continue
        if word in NUMBER_WORDS and (past := skip_idiom(text, at, word)):
            figure, end = None, past
        elif word:
            figure = _read_word(text, at, word, clock)
        elif text[at] in VULGAR:
            figure = read_amount(text, at)
        else:
            figure, end = _read_number(text, at, end, clock)
        if figure:
            figures.append(figure)
            end = figure.end
    figures = [*figures, *emails][:most]
    if len(figures) > 1:
        return join_ranges(text, join_moments(text, join_ranges(text, figures), clock))
    return join_moments(text, figures, clock)


def _find_tokens(text: str, *, spelt: bool) -> list[tuple[int, str]]:
    """Where digits begin, with nothing, and words by which a figure begins, in lower case.

    Sets and searches do most of it, for most words are none of these.
    """
    digits = (found.span() for found in _DIGITS.finditer(text))
    tokens = [(start, "") for start, end in digits if end - start <= _MOST_DIGITS]
    if spelt:
        lower = text.lower()
        for word in _TRIGGERS.intersection(_LETTERS.findall(lower)):
            at = lower.find(word)
            while at >= 0:
                end = at + len(word)
                if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalpha()):
                    tokens.append((at, word))
                at = lower.find(word, end)
        tokens.sort()
    return tokens


def _read_word(text: str, at: int, lower: str, clock: Clock) -> Figure | None:
    word = text[at : at + len(lower)]
    if lower in _DATE_WORDS and (figure := read_named_date(text, at)):
        return figure
    if lower in WEEKDAYS or lower in SHORT_WEEKDAYS:
        return read_weekday(text, at, word, clock)
    if lower in NEAR_DAYS:
        return read_near_day(text, at, word, clock)
    if lower in FIXED_TIMES:
        return Figure(at, at + len(word), Moment((), (FIXED_TIMES[lower],)))
    if lower in CODES or lower == "rs":
        figure = read_amount(text, at)
        return figure if figure and figure.end > at + len(word) else None
    if (lower in _CLOCK_WORDS or lower in WORDS) and (figure := read_spelt_time(text, at)):
        return figure
    if (lower in WORDS or lower == "oh") and (figure := read_spoken_phone(text, at)):
        return figure
    return read_spelt_amount(text, at) if lower in NUMBER_WORDS else None


def _read_number(text: str, at: int, least: int, clock: Clock) -> tuple[Figure | None, int]:
    """The figure whose first digit is at `at`, and where to read on.

    Signs, plus and brackets before it belong to it, but none before `least`.
    """
    lead = _find_lead(text, at, least)
    if text[lead] in SIGNS:
        return read_plain_amount(text, lead) or read_amount(text, lead), at + 1
    if is_inside(text, lead):
        return None, _skip_word(text, at)
    if found := IDIOM.match(text, at):
        return None, found.end()
    if text[at - 1 : at] == "'" and (figure := _read_short_year(text, at)):
        return figure, figure.end
    if figure := read_date_abroad(text, at) or read_hundreds(text, at):
        return figure, figure.end
    if lead == at and (figure := read_plain_amount(text, at)):
        return (None if is_numbered(text, figure) else figure), figure.end
    is_dated = _MAY_BE_DATED.match(text, at)
    if is_dated and (figure := read_date(text, at, clock)):
        return figure, figure.end
    for start in {lead: None, at: None} if _MAY_BE_DIALLED.match(text, lead) else ():
        if figure := read_phone(text, start):
            return figure, figure.end
    if is_dated:
        if figure := read_time(text, at):
            return figure, figure.end
        if found := _FRACTION.match(text, at):
            value = 1 / int(found[1])
            return Figure(at, at + 3, Amount("number", (value,), value)), at + 3
        if found := _RATIO.match(text, at) or _ORDINAL.match(text, at):
            return None, found.end()
    if found := _GLUED.match(text, at):
        return read_decade(text, at), found.end()
    figure = read_amount(text, at - (text[at - 1 : at] == "." and lead < at))
    if figure and is_numbered(text, figure):
        return None, figure.end
    return figure, at + 1


def _read_short_year(text: str, at: int) -> Figure | None:
    """ "'62", of either century."""
    found = _SHORT_YEAR.match(text, at)
    if found is None or text[at - 2 : at - 1].isalnum():
        return None
    year = int(found[0])
    return Figure(at, found.end(), Amount("number", (1900.0 + year, 2000.0 + year)))


def _find_lead(text: str, at: int, least: int) -> int:
    """Where what stands before a digit and belongs to it begins."""
    lead = at
    while lead > max(least, at - _SHORT_LEAD) and text[lead - 1] in "+(.":
        lead -= 1
    if lead > least and text[lead - 1] in SIGNS:
        return lead - 1
    if lead > least + 1 and text[lead - 1] in " \xa0" and text[lead - 2] in SIGNS:
        return lead - 2
    # "end.5" is no decimal, and nor is what an opening bracket holds.
    return lead if lead == at or not text[lead - 1 : lead].isalnum() else at


def _skip_word(text: str, at: int) -> int:
    found = _TOKEN.match(text, at)
    return found.end() if found else at + 1

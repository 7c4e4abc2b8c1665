"""Reads telephone numbers and e-mail addresses. No I/O."""

import re
from collections.abc import Iterator

from assistant.core.assertions.figures.numerals import UNITS, WORDS
from assistant.core.assertions.figures.values import Email, Figure, Phone

_LONGEST_NAME = 64
_NAME, _PART = r"(?<![\w.+%'-])[\w.+%'-]{1,64}", r"[\w-]{1,63}"
_SAID_DOT = r"(?:\s?[\[({]\s?dot\s?[\])}]\s?|\sdot\s)"
_SAID_AT = r"\s?[\[({]\s?at\s?[\])}]\s?"
_HOST = (
    rf"(?:@{_PART}(?:\.{_PART}){{1,8}}|{_SAID_AT}{_PART}(?:(?:\.|{_SAID_DOT}){_PART}){{1,8}}"
    rf"|\sat\s{_PART}(?:{_SAID_DOT}{_PART}){{1,8}})"
)
_EMAIL = re.compile(rf"{_NAME}@{_PART}(?:\.{_PART}){{1,8}}")
_ANY_EMAIL = re.compile(rf"{_NAME}{_HOST}", re.IGNORECASE)
_BRACKETED_AT = re.compile(r"[\[({]\s?at\b", re.IGNORECASE)
_AT = re.compile(rf"{_SAID_AT}|\sat\s", re.IGNORECASE)
_DOT = re.compile(_SAID_DOT, re.IGNORECASE)

_GAP = r"(?:\s?[.\-/·•_]\s?|\s)"
_EXTENSION = r"(?:,?\s*(?:extension|ext\b\.?|x)\s*(?P<ext>\d{1,6}))?"
_PHONE = re.compile(
    r"(?:"
    rf"\+\d(?:[ \xa0.\-/]?[()]?[ \xa0\-]?\d){{6,16}}"
    rf"|(?:1{_GAP}|1)?\(\d{{3}}\)\s?[.\-]?\s?\d{{3}}{_GAP}?\d{{4}}"
    rf"|(?:1{_GAP})?\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{4}}"
    rf"|\(0\d{{1,4}}\)\s?\d{{2,8}}(?:[ \xa0\-/]\d{{2,6}}){{0,3}}"
    rf"|00\d{{1,3}}(?:[ \xa0.\-/]\(?\d{{1,5}}\)?){{2,6}}"
    rf"|0\d{{1,4}}(?:[ \xa0.\-/]\d{{2,4}}){{2,5}}"
    rf"|0\d{{2,4}}(?:\s?[\-/]\s?|\s)\d{{5,8}}"
    rf"|1?[2-9]\d{{9}}"
    rf"|[2-9]\d{{2}}-\d{{4}}"
    rf")(?![\d%]|[.,:/-]\d){_EXTENSION}",
    re.IGNORECASE,
)
_FEWEST, _NATIONAL, _MOST = 7, 10, 15
_SPOKEN = re.compile(rf"(?:(?:{'|'.join(UNITS[:10])}|oh)\b[\s,.-]*){{7,15}}", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+")


def find_emails(text: str) -> Iterator[Figure]:
    """Every e-mail address, "name [at] example [dot] com" too."""
    is_said = "dot" in text.lower() or _BRACKETED_AT.search(text) is not None
    if "@" in text or is_said:
        for found in _ANY_EMAIL.finditer(text) if is_said else _find_written(text):
            address = _DOT.sub(".", _AT.sub("@", found[0])).strip("'").lower()
            yield Figure(found.start(), found.end(), Email(address))


def _find_written(text: str) -> Iterator[re.Match[str]]:
    end, sign = 0, text.find("@")
    while sign >= 0 and (found := _EMAIL.search(text, max(end, sign - _LONGEST_NAME))):
        yield found
        end = found.end()
        sign = text.find("@", end)


def read_phone(text: str, at: int) -> Figure | None:
    """The telephone number at `at`, with its extension."""
    found = _PHONE.match(text, at)
    if found is None:
        return None
    extension = found["ext"] or ""
    dialled = text[at : found.start("ext")] if extension else found[0]
    digits = "".join(char for char in dialled if "0" <= char <= "9")
    if not _FEWEST <= len(digits) <= _MOST + 2:
        return None
    if dialled.startswith("+") and "(0)" in dialled:
        digits = digits.replace("0", "", 1)
    return Figure(at, found.end(), Phone(digits.removeprefix("00"), extension))


def read_spoken_phone(text: str, at: int) -> Figure | None:
    """A telephone number said digit by digit."""
    found = _SPOKEN.match(text, at)
    if found is None:
        return None
    words = _WORD.findall(found[0].lower())
    digits = "".join("0" if word == "oh" else str(WORDS[word]) for word in words)
    return Figure(at, at + len(found[0].rstrip(" ,.-\n")), Phone(digits))


def is_same_phone(one: str, other: str) -> bool:
    """Whether two numbers are one but for a country's or an area's code; a trunk's 0 is none.

    Before ten digits, to which no trunk's 0 belongs, only a 1 may be left out.
    """
    short, long = sorted((one, other), key=lambda digits: len(digits.lstrip("0")))
    has_trunk = short.startswith("0")
    short, long = short.lstrip("0"), long.lstrip("0")
    more = len(long) - len(short)
    if len(short) == _NATIONAL and not has_trunk and long[:more] not in ("", "1"):
        return False
    return len(short) >= _FEWEST and more <= 4 and long.endswith(short)


def write_tail(digits: str) -> str:
    """The digits that all numbers share which may be the same."""
    return digits.lstrip("0")[-_FEWEST:]

"""Makes text plain enough to read figures from: one form of digits, no code, no targets. No I/O."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

from assistant.core.assertions.code_marks import find_code

HIDDEN = "\x00"
"""Stands for every character in which no figure is looked for."""

_NARROW = "\xa0"
"""Stands for every space that does not break a number."""

_KEPT = {"İ": "I", "٫": ".", "٬": ",", "،": ",", "’": "'", "‘": "'", "−": "-", "﹣": "-", "⁄": "/"}
# Set as code and still said to the reader: a sum, a large number, a phone, an address.
_FIGURE = re.compile(
    r"\s?(?:[$€£]\s?\d[\d.,]{0,20}\s?(?:[kKmM]|million|thousand)?|\d{1,3}(?:,\d{3})+|\d{5,12}|"
    r"\d[\d.,]{0,6}\s?%|[+(]?\d[\d\s().-]{6,20}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})\s?"
)
_TARGET = re.compile(
    r"\]\((?!mailto:|tel:|sms:|https?://wa\.me/)[^()\s]{1,2000}|"
    r"(?:https?://(?!wa\.me/)|www\.)[^\s<>()\[\]]+",
    re.IGNORECASE,
)
_NUMBERING = re.compile(
    r"\n(?=([ \t>#]{0,20}(?:[*+-][ \t]+)?\*{0,3}(?:\d{1,3}[.)]|[A-Z][a-z]+ \d{1,2}[:)]))[\s*])"
)
_KEYCAP = re.compile("[0-9]\ufe0f?\u20e3")
_UNSEEN = "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
EMPHASIS = re.compile(r"\*\**")
"""Marks that are not shown. Not `+`: what begins with a letter of its own is found much sooner."""

_MARKS = re.compile(r"\*\**|__+")
_DROPPED = re.compile(rf"{_MARKS.pattern}|{_UNSEEN}+")
UNSEEN_OR_EMPHASIS = re.compile(rf"{EMPHASIS.pattern}|{_UNSEEN}+")


class Writing(Struct, frozen=True):
    """Plain text, and how its places lead back to the text it was made of."""

    text: str
    shifts: tuple[int, ...] = ()

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where characters `start` to `end` of the plain text stand in the original."""
        if not self.shifts:
            return start, end
        last = end - 1
        return start + bisect_right(self.shifts, start), end + bisect_right(self.shifts, last)


def read_writing(text: str) -> Writing:
    """The text with plain digits, spaces and dashes, with code, targets and numbering hidden."""
    if not text.isascii():
        text = text.translate(_PLAIN)
    text = _hide(text)
    if text.isascii() and "*" not in text and "__" not in text:
        return Writing(text)
    return drop_marks(text, _MARKS if text.isascii() else _DROPPED)


def drop_marks(text: str, marks: re.Pattern[str]) -> Writing:
    """The text without whatever `marks` match."""
    kept: list[str] = []
    shifts: list[int] = []
    at = 0
    for found in marks.finditer(text):
        start, end = found.span()
        kept.append(text[at:start])
        shifts += [start - len(shifts)] * (end - start)
        at = end
    return Writing("".join([*kept, text[at:]]), tuple(shifts)) if at else Writing(text)


def write_plain(text: str) -> str:
    """The text with plain digits, spaces and dashes, and with nothing hidden."""
    if not text.isascii():
        text = text.translate(_PLAIN)
    elif "*" not in text and "__" not in text:
        return text
    return _DROPPED.sub("", text)


class _Plain(dict[int, str]):
    """One plain character for each of Unicode, found when it is first met."""

    def __missing__(self, code: int) -> str:
        char = self[code] = _simplify(chr(code))
        return char


def _simplify(char: str) -> str:
    if char in _KEPT:
        return _KEPT[char]
    match unicodedata.category(char):
        case "Nd":
            return str(unicodedata.digit(char))
        case "Pd":
            return "-"
        case "Zs":
            return char if char == " " else _NARROW
        case "No" | "Cs":
            return char
        case _:
            plain = unicodedata.normalize("NFKC", char)
            return plain if len(plain) == 1 else char


_PLAIN = _Plain()


def _hide(text: str) -> str:
    spans = list(_find_hidden(text))
    if not spans:
        return text
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if end > at:
            begin = max(start, at)
            mark = HIDDEN if text[begin:end].strip("`") else " "
            parts += [text[at:begin], mark * (end - begin)]
            at = end
    return "".join([*parts, text[at:]])


def _find_hidden(text: str) -> Iterator[tuple[int, int]]:
    for code in find_code(text):
        if code.info is None and _FIGURE.fullmatch(text, code.inner_start, code.inner_end):
            yield code.start, code.inner_start
            yield code.inner_end, code.end
        else:
            yield code.start, code.end
    if "](" in text or "://" in text or "www." in text:
        yield from (found.span() for found in _TARGET.finditer(text))
    if "\u20e3" in text:
        yield from (found.span() for found in _KEYCAP.finditer(text))
    # A break put before it makes the first line like all others, one place to the right.
    for found in _NUMBERING.finditer(f"\n{text}"):
        yield found.start(), found.end(1) - 1

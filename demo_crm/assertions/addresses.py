"""Finds the addresses of homes in a text, also shortened ones and over a line's end."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_KINDS = (
    "street st|avenue ave av|road rd|lane ln|drive dr|court ct|boulevard blvd|place pl|terrace ter"
    "|square sq|circle cir|highway hwy|parkway pkwy|way|row|trail trl|close|alley aly"
)
_KIND = {word: kind.split()[0] for kind in _KINDS.split("|") for word in kind.split()}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text in one case, at `start` to `end` of it; kinds of street are spelt out."""

    text: str
    start: int
    end: int


def read_words(text: str) -> list[Word]:
    """All words of a text, in order."""
    return [
        Word(_KIND.get(lower := found[0].casefold(), lower), *found.span())
        for found in _WORD.finditer(text)
    ]


def find_addresses(text: str, addresses: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Each address that the text holds, at its first place.

    What kind of street it is may be left out, unless another capitalised word stands there.
    """
    words = read_words(text)
    places: dict[str, list[int]] = {}
    for index, word in enumerate(words):
        places.setdefault(word.text, []).append(index)
    for address in addresses:
        wanted = [word.text for word in read_words(address)]
        for at in places.get(wanted[0], ()) if wanted else ():
            if end := _match(text, words, at, wanted):
                yield address, words[at].start, words[end - 1].end
                break


def _match(text: str, words: list[Word], at: int, wanted: list[str]) -> int | None:
    """The number of the word behind an address that begins at word `at`."""
    said = [word.text for word in words[at : at + len(wanted)]]
    alike = next(
        (i for i, pair in enumerate(zip(said, wanted, strict=False)) if pair[0] != pair[1]),
        len(said),
    )
    kinds = [index for index, word in enumerate(wanted) if word in _KIND]
    least = kinds[-1] if kinds and kinds[-1] > 1 and wanted[0][0].isdigit() else len(wanted)
    if alike < least or (alike == least < len(wanted) and goes_on(text, words, at + alike)):
        return None
    return at + alike


def goes_on(text: str, words: list[Word], at: int) -> bool:
    """Whether word `at` belongs to the name before it: capitalised, with nothing between."""
    if not 0 < at < len(words):
        return False
    between = text[words[at - 1].end : words[at].start]
    return between.isspace() and "\n" not in between and text[words[at].start].isupper()

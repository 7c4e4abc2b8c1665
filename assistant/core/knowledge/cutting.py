"""Cuts a text into excerpts, by headings and paragraphs. No I/O.

Excerpts do not overlap, and each is exactly what stands in the text at its place, so that a quote
can be held against it letter by letter.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONGEST = 1200
"""Characters of an excerpt: what answers one question, and five of them are quickly read."""

LONGEST_HEADING = 200

PAGE_BREAK = "\f"
"""Stands between the pages of a text that has some."""

_ATX = re.compile(r" {0,3}(?P<marks>#{1,6})[ \t]+(?P<title>.*?)(?:[ \t]+#+)?[ \t]*")
_SETEXT = re.compile(r" {0,3}(?P<marks>=+|-+)[ \t]*")
_FENCE = re.compile(r" {0,3}(?P<marks>`{3,}|~{3,})")
_BLANKS = re.compile(r"\s+")
# Where a long paragraph may be cut, the best place first.
_SEAMS = (re.compile(r"(?<=[.!?:;])\s+"), re.compile(r"\n"), re.compile(r"\s+"))


@dataclass(frozen=True, slots=True)
class Excerpt:
    """`text` stands at `start` to `end`, in code points, below the titles of `heading`.

    `page` counts from 1; None in a text without pages.
    """

    start: int
    end: int
    text: str
    heading: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """A Markdown text cut up. `title` is its first heading of the first level, or ""."""

    title: str
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A paragraph, or several, below one heading."""

    start: int
    end: int
    heading: tuple[str, ...]


def cut_markdown(text: str, start: int = 0) -> Outline:
    """Excerpts of Markdown from `start` on; none goes beyond its section."""
    title, stretches = "", []
    for level, name, stretch in _read_sections(text, start):
        if stretch is None:
            title = title or (name if level == 1 else "")
        else:
            stretches.append(stretch)
    shown = [
        _Stretch(each.start, each.end, tuple(name for name in each.heading if name != title))
        for each in stretches
    ]
    return Outline(title, tuple(_join(text, shown, None)))


def cut_plain(text: str, start: int = 0) -> tuple[Excerpt, ...]:
    """Excerpts of a text from `start` on that has paragraphs and, maybe, pages."""
    excerpts: list[Excerpt] = []
    at, pages = start, text[start:].split(PAGE_BREAK)
    for number, page in enumerate(pages, 1):
        stretches = [_Stretch(*place, ()) for place in _find_paragraphs(text, at, at + len(page))]
        excerpts += _join(text, stretches, number if len(pages) > 1 else None)
        at += len(page) + len(PAGE_BREAK)
    return tuple(excerpts)


def _read_sections(text: str, start: int) -> Iterator[tuple[int, str, _Stretch | None]]:
    """Headings with their level, and paragraphs (level 0), in order."""
    path: list[tuple[int, str]] = []
    begun, fence = start, ""
    previous: tuple[int, str] | None = None
    for at, line in _read_lines(text, start):
        opened = _FENCE.match(line)
        if opened and (not fence or opened["marks"].startswith(fence)):
            fence = "" if fence else opened["marks"]
        heading = None if fence or opened else _read_heading(line, previous)
        if heading is None:
            previous = (at, line) if line.strip() and not fence else None
            continue
        level, name, underlined = heading
        name = name[:LONGEST_HEADING]
        end = previous[0] if underlined and previous else at
        yield from _tell(text, begun, end, path)
        path = [*(each for each in path if each[0] < level), (level, name)]
        yield level, name, None
        begun, previous = at + len(line), None
    yield from _tell(text, begun, len(text), path)


def _tell(
    text: str, start: int, end: int, path: Sequence[tuple[int, str]]
) -> Iterator[tuple[int, str, _Stretch | None]]:
    heading = tuple(name for _, name in path if name)
    for place in _find_paragraphs(text, start, end):
        yield 0, "", _Stretch(*place, heading)


def _read_heading(line: str, previous: tuple[int, str] | None) -> tuple[int, str, bool] | None:
    """Level and title of a heading, and whether it is one by the line that underlines it."""
    bare = line.rstrip("\r\n")
    if found := _ATX.fullmatch(bare):
        return len(found["marks"]), found["title"].strip(), False
    if previous and (found := _SETEXT.fullmatch(bare)) and previous[1].strip()[0] not in "-*|>#":
        return (1 if found["marks"][0] == "=" else 2), previous[1].strip(), True
    return None


def _read_lines(text: str, start: int) -> Iterator[tuple[int, str]]:
    for line in re.compile(r"[^\n]*\n|[^\n]+").finditer(text, start):
        yield line.start(), line[0]


def _find_paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Places of what stands between blank lines, without the blanks around it."""
    for found in re.compile(r"\S(?:(?!\n[ \t\r]*\n).)*", re.DOTALL).finditer(text, start, end):
        yield found.start(), found.start() + len(found[0].rstrip())


def _join(text: str, stretches: Sequence[_Stretch], page: int | None) -> Iterator[Excerpt]:
    """Paragraphs of one section together, as long as they are short enough."""
    held: _Stretch | None = None
    for stretch in stretches:
        fits = held and stretch.end - held.start <= LONGEST and held.heading == stretch.heading
        if held and fits:
            held = _Stretch(held.start, stretch.end, held.heading)
            continue
        if held:
            yield from _cut(text, held, page)
        held = stretch
    if held:
        yield from _cut(text, held, page)


def _cut(text: str, stretch: _Stretch, page: int | None) -> Iterator[Excerpt]:
    start = stretch.start
    while start < stretch.end:
        limit = _find_end(text, start, stretch.end)
        words = text[start:limit].rstrip()
        yield Excerpt(start, start + len(words), words, stretch.heading, page)
        start = limit + _count_blanks(text, limit, stretch.end)


def _count_blanks(text: str, start: int, end: int) -> int:
    found = _BLANKS.match(text, start, end)
    return len(found[0]) if found else 0


def _find_end(text: str, start: int, limit: int) -> int:
    """Where an excerpt that begins at `start` ends."""
    if limit - start <= LONGEST:
        return limit
    for seam in _SEAMS:
        reach = seam.finditer(text, start + LONGEST // 2, start + LONGEST)
        if places := [found.start() for found in reach]:
            return places[-1]
    return start + LONGEST

"""How lines belong together: points below a title, cells below a header, "it" and what it is."""

import re

_POINT = re.compile(
    r"[ \t>]{0,12}(?:[-*+•][ \t]|\d{1,3}[.)][ \t]|\x00{1,8}|\W{0,3}[A-Z][\w ]{0,24}:)"
)
_ROW = re.compile(r"[ \t>]{0,12}\|")
_LEAD = (
    r"\W*(?:(?:and|but|also|plus|yes|so|still|however),?\s)?"
    r"(?:(?:at|for|with)\s[^;!?\n]{1,24}?,?\s)?"
)
_VERBS = (
    "is|was|has|had|costs?|asks|offers|comes|sits|features|measures|dates|sells|sold|goes|includes|"
    "boasts|spans|stands|itself|also|just|now|still|currently"
)
_PRONOUN = re.compile(
    rf"{_LEAD}(?:(?:it|it's|its|this one|he|his|she|her|the (?:asking |list )?price)\b|"
    rf"they(?: ask|(?:'re| are) asking)(?=\s\W?\d)|"
    rf"(?:this|that|the) (?P<thing>[a-z]+)(?=\s(?:{_VERBS})\b|'s|,))",
    re.IGNORECASE,
)
_MOST_LINES, _MOST_BEFORE, _MOST_ROWS = 12, 400, 60
_HEAD_ROWS, _SECOND = 3, 2


def find_titles(text: str, start: int) -> list[tuple[int, int]]:
    """The lines that may be the title of the one that goes on at `start`, nearest first.

    Only above a point of a list, or a line as "Price: ...": the points between are passed over,
    and one blank line.
    """
    line = text.rfind("\n", 0, start) + 1
    if not _POINT.match(text, line):
        return []
    found: list[tuple[int, int]] = []
    is_apart = False
    for _ in range(_MOST_LINES):
        if line == 0:
            break
        end, line = line - 1, text.rfind("\n", 0, line - 1) + 1
        if not text[line:end].strip():
            if is_apart:
                break
            is_apart = True
            continue
        found.append((line, end))
        if is_apart or not _POINT.match(text, line):
            break
    return found


def find_antecedent(text: str, start: int) -> tuple[int, int, str] | None:
    """What stands before a sentence about "it" or "the home", in the same paragraph.

    The last is the word it is called by, nothing where that is a pronoun.
    """
    found = _PRONOUN.match(text, start)
    if found is None:
        return None
    begin = find_paragraph(text, start)
    return (begin, start, found["thing"] or "") if begin < start else None


def find_paragraph(text: str, start: int) -> int:
    """Where the paragraph of a sentence begins; not much further back than one reads."""
    return max(0, start - _MOST_BEFORE, text.rfind("\n\n", 0, start) + 1)


def find_header(text: str, place: int) -> str:
    """The header over a cell of a table in Markdown; nothing outside of one."""
    over = find_over(text, place)
    return text[slice(*over[0])] if over else ""


def find_over(text: str, place: int) -> list[tuple[int, int]]:
    """The cells over one of a table in Markdown: its header, and the first row's below that."""
    line = text.rfind("\n", 0, place) + 1
    if not _ROW.match(text, line):
        return []
    column = text.count("|", line, place)
    top = line
    for _ in range(_MOST_ROWS):
        above = text.rfind("\n", 0, max(0, top - 1)) + 1
        if top == 0 or not _ROW.match(text, above):
            break
        top = above
    cells: list[tuple[int, int]] = []
    while top < line and len(cells) < _HEAD_ROWS and (cell := _find_cell(text, top, column)):
        cells.append(cell)
        top = text.find("\n", top) + 1
    return cells


def find_row_head(text: str, place: int) -> str:
    """The first cell of a row of a table in Markdown; nothing for that cell itself."""
    line = text.rfind("\n", 0, place) + 1
    if not _ROW.match(text, line) or text.count("|", line, place) < _SECOND:
        return ""
    cell = _find_cell(text, line, 1)
    return text[slice(*cell)] if cell else ""


def _find_cell(text: str, line: int, column: int) -> tuple[int, int] | None:
    """The cell of a row behind so many bars."""
    end = text.find("\n", line)
    end = end if end >= 0 else len(text)
    start = line
    for _ in range(column):
        start = text.find("|", start, end) + 1
        if not start:
            return None
    close = text.find("|", start, end)
    return start, close if close >= 0 else end

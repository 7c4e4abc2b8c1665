"""How lines belong together: points below a title, cells below a header, "it" and what it is."""

import re

_POINT = re.compile(
    r"[ \t>]{0,12}(?:[-*+•][ \t]|\d{1,3}[.)][ \t]|\x00{1,8}|\W{0,3}[A-Z][\w ]{0,24}:)"
)
_ROW = re.compile(r"[ \t>]{0,12}\|")
_PRONOUN = re.compile(
    r"\W*(?:it|it's|its|this one|he|his|she|her|the (?:asking |list )?price)\b", re.IGNORECASE
)
_MOST_LINES, _MOST_BEFORE, _MOST_ROWS = 12, 400, 60


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


def find_antecedent(text: str, start: int) -> tuple[int, int] | None:
    """What stands before a sentence that begins with "it", in the same paragraph."""
    if not _PRONOUN.match(text, start):
        return None
    begin = max(0, start - _MOST_BEFORE, text.rfind("\n\n", 0, start) + 1)
    return (begin, start) if begin < start else None


def find_header(text: str, place: int) -> str:
    """The header over a cell of a table in Markdown; nothing outside of one."""
    line = text.rfind("\n", 0, place) + 1
    if not _ROW.match(text, line):
        return ""
    column = text.count("|", line, place)
    top = line
    for _ in range(_MOST_ROWS):
        above = text.rfind("\n", 0, max(0, top - 1)) + 1
        if top == 0 or not _ROW.match(text, above):
            break
        top = above
    if top == line:
        return ""
    end = text.find("\n", top)
    cells = text[top:end].split("|")
    return cells[column] if column < len(cells) else ""

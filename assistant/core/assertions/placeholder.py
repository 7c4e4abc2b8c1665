"""Finds a gap that somebody was to fill: `[Name]`, `{{first_name}}`, `XXX`, `TBD`. No I/O.

Left alone are Markdown's own brackets, code, what the member or a tool wrote in just these words,
and every fill-in of a turn whose message asks for them.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from assistant.core.assertions.code_marks import find_code
from assistant.core.assertions.fill_ins import GENERIC_ADDRESS, is_fill_in
from assistant.core.assertions.plain import read_plain_passages
from assistant.core.assertions.reply import Assertion, Reply, Span
from assistant.core.assertions.told import Told, read_told

_MOST_CANDIDATES = 500
_ASKED = re.compile(
    r"\bplaceholders?\b|\bmerge (?:fields?|tags?)\b|\bfill-?in"
    r"|\bas a template\b|\ba (?:\w+ )?template (?:for|with|that|which|where|i)\b",
    re.IGNORECASE,
)

_DATE_PATTERN = re.compile(
    r"(?:(?<=\bon )|(?<=\bby )|(?<=\bat )|(?<=\bfor )|(?<=\bfrom )|(?<=\buntil )|(?<=\bbefore ))"
    r"(?:MM/DD|DD/MM)/Y{2,4}\b"
)
_LINE_OF_ITS_OWN = re.compile(
    r"^[ \t]{0,9}\**(Your (?:Full |Company |First )?(?:Name|Title|Company))\**[ \t]{0,9}$",
    re.MULTILINE,
)
_DEAR_NOBODY = re.compile(r"\b(?:Hi|Hello|Hey|Dear) (?:null|undefined|None|NaN)\b(?! of\b)")

# A mark that must be in the text, and what may be a gap; group 1 are words to be judged.
_SHAPES: Sequence[tuple[str, re.Pattern[str]]] = (
    # With a colon behind it at the start of a line it is where a link leads.
    ("[", re.compile(r"(?<![\]\w!\\])\[([^\[\]\n]{2,60})\](?![(\[:])")),
    (
        "]:",
        re.compile(
            r"(?<=[^\]\w!\\\n])(?<!\n[ \t])(?<!\n[ \t]{2})(?<!\n[ \t]{3})\[([^\[\]\n]{2,60})\](?=:)"
        ),
    ),
    ("[", re.compile(r"\[object Object\]")),
    ("[", re.compile(r"(?<![\]\w!\\])\[X{1,6}\](?= [a-z])(?![(\[:])")),
    ("【", re.compile(r"【([^【】\n]{2,60})】")),
    ("{", re.compile(r"(?<![{\w])\{[0-9]\}(?!\})")),
    ("NaN", re.compile(r"[$€£]NaN\b")),
    ("{{", re.compile(r"\{\{[^{}\n]{1,60}\}\}")),
    ("{", re.compile(r"(?<![{\w])\$?\{([A-Za-z][\w .'-]{1,40})\}(?!\})")),
    ("{%", re.compile(r"\{%[^{}\n]{1,60}%\}")),
    ("%", re.compile(r"(?<![\w%])%[A-Z][A-Z_]{2,30}%(?!\w)")),
    ("<", re.compile(r"(?<!\w)<{1,2}([A-Za-z][\w ,.'/-]{1,50})>{1,2}")),
    ("(", re.compile(r"\(((?:insert|fill in|your) [^()\n]{2,50})\)", re.IGNORECASE)),
    ("XX", re.compile(r"(?<![\w-])(?:\d{3}-|[$€£])?X{2,}(?:[.,/:-]X{2,})+(?![\w-])")),
    ("XX", re.compile(r"(?<![\w-])XX(?= (?!chromosomes)[a-z]{4,20}s\b)")),
    ("XXX", re.compile(r"(?<![\w-])[$€£]?X{3,}(?![\w-])")),
    ("XX", re.compile(r"[$€£]XX(?:[KkMm]|\b)(?![\w-])")),
    ("xx", re.compile(r"[$€£](?<![\w-][$€£])x{2,}(?:[.,]x+)*(?![\w-])")),
    ("xxx-xxx", re.compile(r"(?<![\w-])x{3}-x{3,}(?:-x+)*(?![\w-])")),
    ("X", re.compile(r"[$€£]X(?:[.,]X+)*(?:[KkMm]|\b)(?![\w-])")),
    ("YY", _DATE_PATTERN),
    ("TB", re.compile(r"\b(?:TBD|TBA|TBC)\b(?!'| [A-Z][a-z])")),
    ("TODO", re.compile(r"\bTODO\b")),
    ("FIXME", re.compile(r"\bFIXME\b")),
    ("___", re.compile(r"""(?<![^\s:$€£(["'“#])_{3,}(?![\w*])""")),
    ("orem ", re.compile(r"\b[Ll]orem [Ii]psum\b")),
    ("dolor sit", re.compile(r"\bdolor sit amet\b")),
    ("@", GENERIC_ADDRESS),
    ("555-5555", re.compile(r"(?<![\d-])555-555-5555(?!\d)|\(555\) ?555-5555(?!\d)")),
    ("456-7890", re.compile(r"(?<![\d-])123-456-7890(?!\d)|\(123\) ?456-7890(?!\d)")),
    ("000-0000", re.compile(r"(?<![\d-])000-000-0000(?!\d)|\(000\) ?000-0000(?!\d)")),
    ("[_", re.compile(r"\[_{1,40}\]")),
    ("nsert ", re.compile(r"\b[Ii]nsert (?:\w{1,20} ){1,3}here\b")),
    ("NSERT ", re.compile(r"\bINSERT (?:[A-Z]{1,20} ){1,3}HERE\b")),
    ("your", re.compile(r"(?<![\w@])(?:www\.)?your[\w-]{1,30}\.(?:com|org|net)\b")),
    ("our ", re.compile(r"\b[Yy]our (?:[Ff]ull |[Cc]ompany )?[Nn]ame [Hh]ere\b")),
    ("Your", _LINE_OF_ITS_OWN),
    *((mark, _DEAR_NOBODY) for mark in ("null", "undefined", "None", "NaN")),
)
# Shorter than this, a gap means the same wherever it stands.
_SHORT = 10
_WORD_BEFORE = re.compile(r"\w+ \(?$")
_ROMAN = re.compile(
    r"\b(?:Bowl|Chapter|Part|Volume|Vol\.|Article|Section|Psalm|Title|Act|Book|Appendix|Nr\.)\s$"
)


def _find(reply: Reply) -> Iterator[Span]:
    if reply.path and _ASKED.search(reply.path[-1].message):
        return
    told = None
    for passage, plain in read_plain_passages(reply).items():
        text = plain.text
        for start, end in islice(_find_gaps(text), _MOST_CANDIDATES):
            told = told or read_told(reply)
            if not (told.was_said(text[start:end]) or _is_quoted(text, start, end, told)):
                yield Span(passage, *plain.place(start, end))


def _is_quoted(text: str, start: int, end: int, told: Told) -> bool:
    """Whether a tool or record says so after the same word: a note may say "date TBD"."""
    before = _WORD_BEFORE.search(text, max(0, start - 40), start)
    if before is None and end - start < _SHORT:
        return False
    return told.is_value(text[before.start() if before else start : end])


def _find_gaps(text: str) -> Iterator[tuple[int, int]]:
    candidates = [
        span for mark, shape in _SHAPES if mark in text for span in _find_shape(shape, text)
    ]
    if not candidates:
        return
    code = iter([*((each.start, each.end) for each in find_code(text)), (len(text), len(text))])
    hidden = next(code)
    last = 0
    for start, end in sorted(candidates, key=lambda span: (span[0], -span[1])):
        while hidden[1] <= start and hidden[0] < len(text):
            hidden = next(code)
        if start >= last and not hidden[0] <= start:
            last = end
            yield start, end


def _find_shape(shape: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    for found in shape.finditer(text):
        if is_fill_in(found) if shape.groups else not _is_something_else(found, text):
            yield found.span()


def _is_something_else(found: re.Match[str], text: str) -> bool:
    """Roman numbers are no gaps, nor is a line of underscores that divides two paragraphs."""
    start = found.start()
    if found[0].startswith("XXX"):
        return _ROMAN.search(text, max(0, start - 12), start) is not None
    if found[0].startswith("_"):
        lead = text[max(0, start - 80) : start].rpartition("\n")[2]
        rest = text[found.end() : found.end() + 80].partition("\n")[0]
        return not (lead + rest).strip(" \t_")
    return False


PLACEHOLDER = Assertion(
    code="placeholder",
    notice="A gap that was never filled in.",
    find=_find,
)

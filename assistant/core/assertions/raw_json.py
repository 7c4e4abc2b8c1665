"""Finds JSON, or a piece of a widget, that a member reads as text. No I/O.

That is an object with a quoted key (or two bare ones), a list of texts, lists or objects, two
`"key": value` in a row, a fence that says `json` or almost `widget`, and the opener of a widget
that is no fence. Single values, lists of numbers (`[1, 2]` is a citation) and prose in brackets are
not. What the member wrote himself is not either, nor JSON in a turn whose message asks for JSON.
"""

import re
from collections.abc import Iterator

from assistant.core.assertions.code_marks import Code, find_code
from assistant.core.assertions.plain import read_plain_passages
from assistant.core.assertions.reply import Assertion, Reply, Span

_QUOTE = r"""(?:\\?["'“”„])"""
_KEY = rf"{_QUOTE}(?:[^\W\d]|[_$@])[\w .$@-]{{0,60}}{_QUOTE}\s{{0,9}}:"
_ANY_KEY = (
    rf"""{_QUOTE}[\w .$@-]{{0,60}}{_QUOTE}\s{{0,9}}:\s{{0,9}}(?:[\[{{"'“\d-]|true|false|null)"""
)
_OPENER = re.compile(
    rf"\{{\s{{0,99}}(?:{_KEY}|{_ANY_KEY})"
    r"|\{\s{0,99}[a-z_]\w{0,60}\s{0,9}:[^{}\n]{1,200},\s{0,99}[a-z_]\w{0,60}\s{0,9}:"
    rf"|\[\s{{0,99}}\{{\s{{0,99}}(?:{_KEY}|\w{{1,60}}\s{{0,9}}:)"
    r'|\[\s{0,99}\\?"[^"\n]{0,200}"\s{0,9},\s{0,99}\\?["{\[\d]'
    r'|\[\s{0,99}\[\s{0,99}(?:"[^"\n]{0,200}"|-?[\d.]{1,20})\s{0,9},'
)
_PAIR = (
    r'["“][A-Za-z_][\w-]{0,60}["”]\s{0,9}:\s{0,9}'
    r'(?:["“][^"“”\n]{0,400}["”]|-?\d[\d.eE+-]{0,30}|true|false|null)'
)
_PAIRS = re.compile(
    rf"{_PAIR}(?:\s{{0,9}},?\s{{1,99}}{_PAIR}){{1,200}}|{_PAIR}(?:,{_PAIR}){{1,200}}"
)
_MARKS = re.compile(r"""\\.|["{}\[\]]""", re.DOTALL)
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_WIDGET_LINE = re.compile(
    r"^[ \t>*+-]{0,20}(?:[`~]{0,20})widgets?[ \t:]+[a-z][a-z0-9_]{0,63}[ \t]*\r?\n?[ \t]*(?=\{)"
    r"|^[ \t>*+-]{0,20}[`~]{2,20}[ \t]*widgets?\b[^\n]{0,200}",
    re.MULTILINE,
)
_SIGNS = ("{", "[", '":', "”:", "widget", "```")
_ASKED = re.compile(r"\bjson\b|\bpayload\b", re.IGNORECASE)


def _find(reply: Reply) -> Iterator[Span]:
    asked = bool(_ASKED.search(reply.path[-1].message)) if reply.path else False
    for passage, plain in read_plain_passages(reply).items():
        text = plain.text
        if not any(mark in text for mark in _SIGNS):
            continue
        last = 0
        found = [*_find_fences(text), *_find_widget_lines(text), *_find_json(text)]
        for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
            if start < last or (asked and "widget" not in text[start : start + 80]):
                continue
            last = end
            if not any(text[start:end] in turn.message for turn in reply.path):
                yield Span(passage, *plain.place(start, end))


def _find_fences(text: str) -> Iterator[tuple[int, int]]:
    for code in find_code(text):
        if code.info is not None and _is_machine_readable(code, text):
            yield code.start, code.end


def _is_machine_readable(code: Code, text: str) -> bool:
    word = (code.info or "").partition(" ")[0].lower()
    return word.startswith(("json", "widget")) and bool(
        text[code.inner_start : code.inner_end].strip()
    )


def _find_widget_lines(text: str) -> Iterator[tuple[int, int]]:
    if "widget" in text:
        for found in _WIDGET_LINE.finditer(text):
            brace = text.find("{", found.end() - 1, found.end() + 200)
            yield found.start(), _end_of(text, brace) if brace >= 0 else found.end()


def _find_json(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while found := _OPENER.search(text, at):
        at = _end_of(text, found.start())
        yield found.start(), at
    for pairs in _PAIRS.finditer(text):
        yield pairs.span()


def _end_of(text: str, start: int) -> int:
    """Where the literal that opens at `start` closes; its paragraph's end where it never does."""
    blank = _BLANK_LINE.search(text, start)
    limit = blank.start() if blank else len(text)
    depth, quoted = 0, False
    for mark in _MARKS.finditer(text, start, limit):
        match mark[0]:
            case '"':
                quoted = not quoted
            case "{" | "[" if not quoted:
                depth += 1
            case "}" | "]" if not quoted:
                depth -= 1
                if depth == 0:
                    return mark.end()
            case _:
                pass
    return limit


RAW_JSON = Assertion(
    code="raw_json",
    notice="This is data for programs, not for a reader.",
    find=_find,
)

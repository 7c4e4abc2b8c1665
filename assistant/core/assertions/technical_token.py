"""Finds the machinery's own words where a member reads. No I/O.

Names of tools, widgets and fields count when they are no plain English: one token of several words
(`find_notes`, `findNotes`), or a widget's single name set as code or followed by "widget". So do
handles of results (`r1`), pointers into them, codes of faults, and talk of tool calls. What the
member wrote himself is no fault.
"""

import re
from collections.abc import Iterator
from itertools import islice

from assistant.core.assertions.code_marks import find_code
from assistant.core.assertions.plain import read_plain_passages
from assistant.core.assertions.reply import Assertion, Passage, Reply, Span
from assistant.core.assertions.told import Told, read_told
from assistant.core.assertions.vocabulary import Vocabulary, read_vocabulary, write_snake

_MOST_CANDIDATES = 500
# Neither a file, an address, a handle of somebody nor a piece of a link.
_SNAKE = re.compile(
    r"(?<![\w@/\\?&=-])[A-Za-z][A-Za-z0-9]{0,40}(?:\\?_[A-Za-z0-9]{1,40}){1,8}(?![\w@\\-]|\.\w)"
)
_CAMEL = re.compile(r"(?<![\w@/-])[A-Za-z][a-z]{0,30}(?:[A-Z][a-z0-9]{1,30}){1,8}(?![\w@-]|\.\w)")
_HAS_CAMEL = re.compile(r"[a-z][A-Z]")
# What must not stand before it is said behind its first letter: so the search for that is quick.
_HANDLE = re.compile(
    r"r[1-9](?<![\w@./\\-]..)[0-9]{0,3}"
    r"(?![\w@-]|\.\w| (?:bus(?:es)?|trains?|line|road|zon(?:e|ed|ing))\b)"
)
_POINTER = re.compile(r"(?<![\w.:)\]/<>-])(?:/(?:[A-Za-z_][\w-]{0,60}|\d{1,4})){1,12}(?![\w/-])")
_WIDGET = re.compile(r"((?:\b[a-z][\w-]*[ \t]+){1,4}|\b[a-z][\w-]*\s)widgets?\b", re.IGNORECASE)
_PHRASE = re.compile(
    r"\btool[- _](?:calls?|results?|outputs?|responses?)\b|\bfunction[- ]call(?:s|ing)?\b"
    r"|\b(?:call|called|calling|calls|invoke|invoked|invoking)(?: the| a| an| my| this)?"
    r"(?: \w{1,20})? (?:tool|function)\b(?! (?:off|room|hall|space|shop|shed|box|maker))"
    r"|\b(?:the|this|that|my)(?: \w{1,20})? (?:tool|function) (?:returned|responded|failed with)\b"
    r"|\bsystem prompt\b|\bjson pointers?\b",
    re.IGNORECASE,
)
_PHRASE_WORDS = ("tool", "function", "system prompt", "json pointer")
# What codes and keys are called that no definition here has.
_CODE_LIKE = re.compile(
    r"(?:unknown|bad|invalid|not|no|too|missing|needs)_[a-z_]+"
    r"|[a-z_]+_(?:errors?|fault|failed|expired|exception|ids?|uuid|token|timeout)"
)
_NEAR_A_FAULT = re.compile(
    r"\b(?:errors?|code|codes|fault|status|failed with|returned|returns|says)\b[ \t]{0,3}"
    r"(?:code|was|is)?[ \t:(\"'“`]{0,6}$",
    re.IGNORECASE,
)


def _find(reply: Reply) -> Iterator[Span]:
    vocabulary = read_vocabulary(reply)
    told: Told | None = None
    codes = frozenset(_find_fault_codes(reply))
    for passage, plain in read_plain_passages(reply).items():
        if not _is_writing(passage, vocabulary):
            continue
        found = _find_words(plain.text, vocabulary, codes)
        for start, end in islice(found, _MOST_CANDIDATES):
            told = told or read_told(reply)
            if not told.was_said(plain.text[start:end]):
                yield Span(passage, *plain.place(start, end))


def _is_writing(passage: Passage, vocabulary: Vocabulary) -> bool:
    if passage.pointer is None:
        return True
    field = passage.pointer.rpartition("/")[2]
    return passage.text not in vocabulary.choices and field not in vocabulary.fixed


def _find_fault_codes(reply: Reply) -> Iterator[str]:
    """What the model was told of faults on this path."""
    for turn in reply.path:
        for round_ in turn.rounds:
            yield from (call.fault.get("code", "") for call in round_.calls if call.fault)
            yield from (widget.code for widget in round_.widgets if widget.code)


def _find_words(
    text: str, vocabulary: Vocabulary, codes: frozenset[str]
) -> Iterator[tuple[int, int]]:
    if "_" in text:
        yield from _find_snakes(text, vocabulary.compounds | codes)
    if _HAS_CAMEL.search(text):
        for found in _CAMEL.finditer(text):
            if write_snake(found[0]) in vocabulary.compounds:
                yield found.span()
    for found in _HANDLE.finditer(text):
        yield found.span()
    if "/" in text:
        yield from _find_pointers(text, vocabulary)
    if "idget" in text:
        yield from _find_widgets(text, vocabulary)
    if "`" in text:
        yield from _find_marked(text, vocabulary)
    lower = text.lower()
    for name in vocabulary.tools:
        spelt = name.replace("_", "-")
        if spelt != name and (at := lower.find(spelt)) >= 0:
            yield at, min(len(text), at + len(spelt))
    if any(word in lower for word in _PHRASE_WORDS):
        for found in _PHRASE.finditer(text):
            yield found.span()


def _find_snakes(text: str, names: frozenset[str]) -> Iterator[tuple[int, int]]:
    for found in _SNAKE.finditer(text):
        name = write_snake(found[0].replace("\\", ""))
        near = max(0, found.start() - 30)
        is_code = _CODE_LIKE.fullmatch(found[0]) or _NEAR_A_FAULT.search(text, near, found.start())
        if name in names or is_code:
            yield found.span()


def _find_pointers(text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    for found in _POINTER.finditer(text):
        steps = found[0].split("/")[1:]
        names = [step for step in steps if not step.isdigit()]
        known = [name for name in names if write_snake(name) in vocabulary.keys]
        # One step alone is a slash before a word, unless it stands in marks.
        alone = len(steps) == 1 and text[found.start() - 1 : found.start()] not in ("`", '"')
        if known and not alone and (len(known) == len(names) or len(names) < len(steps)):
            yield found.span()


def _find_widgets(text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """A widget by its name in any spelling: "the task widget", "an email draft widget"."""
    for found in _WIDGET.finditer(text):
        words = list(re.finditer(r"[A-Za-z0-9_]+", found[1]))
        for first in range(len(words)):
            name = "_".join(word[0].lower() for word in words[first:])
            if name in vocabulary.widgets:
                yield found.start() + words[first].start(), found.end()
                break


def _find_marked(text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    single = vocabulary.widgets | vocabulary.tools
    for code in find_code(text):
        inner = text[code.inner_start : code.inner_end]
        if code.info is None and len(inner) < 80:
            name = inner.strip().removesuffix("()")
            if "_" not in name and name in single:
                yield code.inner_start, code.inner_end


TECHNICAL_TOKEN = Assertion(
    code="technical_token",
    notice="This is a name from inside the software, not a word for a reader.",
    find=_find,
)

"""Our fences are CommonMark's: markdown-it is the oracle for documents without containers.

The two may differ in three ways only. What stands in a list or a quote, and what stands in an HTML
block, is not compared: we know no containers. Of the fences CommonMark finds, those of backticks
whose first word is `widget` are blocks, and the rest is prose. And we keep a payload as it stands,
where CommonMark takes the opener's indent from its lines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.widgets.pieces import read_pieces

COMMONMARK = MarkdownIt("commonmark")
LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
NAMED = re.compile(r"widget[ \t]+([a-z][a-z0-9_]*)")

INDENTS = st.sampled_from(["", "", "", " ", "  ", "   ", "    ", "\t", " \t"])
OPENERS = ["```widget a", "``` widget  a ", "````widget a", "```widget\ta", "```widget a_1\t"]
BAD_OPENERS = ["```widget", "```widget A", "```widget a b", "```widget a;", "```widget 1"]
FENCES = ["```", "````", "`````", "~~~", "~~~~", "```js", "```widgets a", "~~~widget a", "~~~ `"]
NO_FENCES = ["``", "~~", "```widget a`", "``` `x`", "\\```widget a", "``widget a", "```\\`"]
PROSE = ["", "Hi", "{}", "# Head", "===", "[a]: /x", "[a]:", "'title", "`code`", "\x0b", "\x0c"]
NO_ENDS = ["Hi\u2028```widget a", "Hi\x85```widget a", "Hi\x0b```widget a", "Hi\x1c```widget a"]
ODD = st.text(alphabet="`~ widgeta\t\u2028\x85\xa0\x0b", max_size=12)
BODIES = (
    st.sampled_from([*OPENERS, *OPENERS, *BAD_OPENERS, *FENCES, *NO_FENCES, *NO_ENDS, *PROSE]) | ODD
)
ENDS = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"])
LINES = st.lists(st.tuples(INDENTS, BODIES, ENDS).map("".join), max_size=14)
DOCUMENTS = st.tuples(LINES, INDENTS, BODIES).map(lambda parts: "".join([*parts[0], *parts[1:]]))


@dataclass(frozen=True, slots=True)
class Fenced:
    """A fence as CommonMark sees it, with its lines' offsets in the text."""

    token: Token
    edges: list[int]
    text: str

    @property
    def lines(self) -> list[str]:
        first, last = self.token.map
        return [self.text[a:b] for a, b in pairwise(self.edges[first : last + 1])]

    @property
    def closer(self) -> re.Match[str] | None:
        if len(self.lines) < 2:
            return None
        return re.fullmatch(rf" {{0,3}}{self.token.markup}`*[ \t]*[\r\n]*", self.lines[-1])

    @property
    def source(self) -> str:
        if self.closer:
            return "".join(self.lines[1:-1])
        return self.text[self.edges[self.token.map[0] + 1] :]

    def as_piece(self) -> dict[str, Any]:
        named = NAMED.fullmatch(self.token.info.strip(" \t"))
        start = self.edges[self.token.map[0]]
        end = start + len("".join(self.lines).rstrip("\r\n")) if self.closer else len(self.text)
        fault = "bad_opener" if not named else None if self.closer else "unclosed"
        piece = {"widget": named and named[1], "source": self.source, "start": start, "end": end}
        return {**piece, "fault": fault} if fault else piece


def find_fences(text: str) -> list[Fenced]:
    lines = [line[0] for line in LINE.finditer(text) if line[0]]
    edges = [0]
    for line in lines:
        edges.append(edges[-1] + len(line))
    tokens = [token for token in COMMONMARK.parse(text) if token.type == "fence"]
    return [Fenced(token, edges, text) for token in tokens]


def find_widgets(text: str) -> Iterator[Fenced]:
    for fence in find_fences(text):
        word = re.split("[ \t]", fence.token.info.strip(" \t"))[0]
        if fence.token.markup.startswith("`") and word == "widget":
            yield fence


def expected_pieces(text: str) -> Iterator[dict[str, Any]]:
    at = 0
    for piece in [fence.as_piece() for fence in find_widgets(text)]:
        if text[at : piece["start"]].strip(" \t\r\n"):
            yield {"prose": text[at : piece["start"]]}
        yield piece
        at = piece["end"]
    if text[at:].strip(" \t\r\n"):
        yield {"prose": text[at:]}


def take_indent(line: str, indent: int) -> str:
    """The line as CommonMark keeps it inside a fence that is indented by `indent` columns."""
    column = at = 0
    while column < indent and line[at : at + 1] in (" ", "\t"):
        column += 4 - column % 4 if line[at] == "\t" else 1
        at += 1
    return " " * max(column - indent, 0) + line[at:]


@given(text=DOCUMENTS)
@example("```widget a\r\n{}\r\n```")
@example("  ```widget a\n \t{}\n")
@settings(max_examples=500)
def test_our_blocks_are_commonmarks_fences(text: str) -> None:
    assert read_pieces([text]) == list(expected_pieces(text))


@given(text=DOCUMENTS)
@settings(max_examples=200)
def test_our_sources_are_commonmarks_contents(text: str) -> None:
    for fence in find_widgets(text):
        indent = len(fence.lines[0]) - len(fence.lines[0].lstrip(" "))
        lines = re.split("\r\n|\n|\r", fence.source)
        kept = "\n".join(take_indent(line, indent) for line in lines)
        # markdown-it loses the blanks of a last line that holds nothing else.
        blanks = "\n" if fence.closer else " \t\n"
        assert kept.rstrip(blanks) == fence.token.content.rstrip(blanks)

"""Tells, character by character, what a line may still become: a fence or ordinary text. No I/O.

Follows CommonMark 0.31 section 4.5 for documents without containers, with the widget opener on top:
0-3 spaces, three or more backticks, `widget`, one NAME. The state of a line is the method that
reads its next character, so every step costs the same however long the line grows: that is what
keeps a hostile reply linear.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

_OPENER = re.compile(r" {0,3}`{3,}[ \t]*widget[ \t]+([a-z][a-z0-9_]*)[ \t]*")
_WORD = "widget"


@dataclass(frozen=True, slots=True)
class Fence:
    """An opened fence: its mark and how long the closer must be at least."""

    mark: str
    length: int


class OpeningLine:
    """A line outside any fence.

    `step(char)` reads on (no line ends). `is_text` once it can be no fence; until then
    `may_open_widget` tells whether it must be held back, for shown it could not be taken back.
    """

    __slots__ = ("_indent", "_length", "_mark", "_matched", "is_text", "may_open_widget", "step")

    def __init__(self) -> None:
        self.step: Callable[[str], None] = self._in_indent
        self.is_text = False
        self.may_open_widget = True
        self._indent = 0
        self._mark = ""
        self._length = 0
        self._matched = 0

    def fence(self) -> Fence | None:
        """The fence this line, now ended, opens."""
        if self.is_text or self._length < 3:
            return None
        return Fence(self._mark, self._length)

    def opens_widget(self) -> bool:
        """Whether the first word of the info string of this line, now ended, is `widget`."""
        return self.may_open_widget and self._matched == len(_WORD)

    def _in_indent(self, char: str) -> None:
        if char == " " and self._indent < 3:
            self._indent += 1
        elif char in "`~":
            self._mark, self._length = char, 1
            self.may_open_widget = char == "`"
            self.step = self._in_run
        else:
            self.is_text = True

    def _in_run(self, char: str) -> None:
        if char == self._mark:
            self._length += 1
        elif self._length < 3:
            self.is_text = True
        elif self._mark == "`":
            self.step = self._in_word
            self._in_word(char)
        else:
            self.step = self._in_tilde_info

    def _in_word(self, char: str) -> None:
        if char == "`":
            self.is_text = True
        elif char in " \t":
            if self._matched:
                self._end_word()
        elif self._matched < len(_WORD) and char == _WORD[self._matched]:
            self._matched += 1
        else:
            self._matched = 0
            self._end_word()

    def _end_word(self) -> None:
        self.may_open_widget = self._matched == len(_WORD)
        self.step = self._in_info

    def _in_info(self, char: str) -> None:
        if char == "`":
            self.is_text = True

    def _in_tilde_info(self, char: str) -> None:
        """A tilde fence may say anything behind its marks."""


class ClosingLine:
    """A line inside a fence: `step(char)` as above, `is_text` once it can be no closer."""

    __slots__ = ("_fence", "_indent", "_length", "is_text", "step")

    def __init__(self, fence: Fence) -> None:
        self.step: Callable[[str], None] = self._in_indent
        self.is_text = False
        self._fence = fence
        self._indent = 0
        self._length = 0

    def closes(self) -> bool:
        """Whether this line, now ended, closes the fence."""
        return not self.is_text and self._length >= self._fence.length

    def _in_indent(self, char: str) -> None:
        if char == " " and self._indent < 3:
            self._indent += 1
        else:
            self.step = self._in_run
            self._in_run(char)

    def _in_run(self, char: str) -> None:
        if char == self._fence.mark:
            self._length += 1
        elif char in " \t" and self._length:
            self.step = self._in_trail
        else:
            self.is_text = True

    def _in_trail(self, char: str) -> None:
        if char not in " \t":
            self.is_text = True


def read_name(line: str) -> str | None:
    """The NAME of a widget opener, or None where the line is not exactly one."""
    found = _OPENER.fullmatch(line)
    return found[1] if found else None

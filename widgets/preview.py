"""Shows a payload's streaming fields while the payload is still arriving. No I/O.

Reads JSON just far enough to find top-level string fields; anything it does not understand ends
the preview, never the block: the verdict is `Catalog.check`'s alone. What it gives is plain text.
"""

import re
from collections.abc import Mapping

_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_STRUCTURE = re.compile(r'[^"{}\[\],:]+')
_PLAIN = re.compile(r'[^"\\\x00-\x1f]+')


class Preview:
    """`feed` payload text; it returns what may now be appended, as (field, text) pairs.

    `limits` maps each streaming field to the most characters of it that may be shown.
    """

    def __init__(self, limits: Mapping[str, int]) -> None:
        self._left = dict(limits)
        self._depth = 0
        self._key: str | None = None
        self._string: list[str] | None = None
        self._escape = ""
        self._high = ""
        self._dead = not limits
        self._shown: list[tuple[str, str]] = []

    def feed(self, text: str) -> list[tuple[str, str]]:
        """Read more of the payload's source."""
        at = 0
        while at < len(text) and not self._dead:
            at = self._read_structure(text, at) if self._string is None else self._read(text, at)
        shown, self._shown = self._shown, []
        return shown

    def _read_structure(self, text: str, at: int) -> int:
        found = _STRUCTURE.match(text, at)
        if found:
            return found.end()
        match text[at]:
            case '"':
                self._string = []
            case "{" | "[":
                self._depth += 1
            case "}" | "]":
                self._depth -= 1
            case "," if self._depth == 1:
                self._key = None
            case _:
                pass
        return at + 1

    def _read(self, text: str, at: int) -> int:
        if self._escape:
            self._read_escape(text[at])
            return at + 1
        found = _PLAIN.match(text, at)
        if found:
            self._add(found[0])
            return found.end()
        match text[at]:
            case '"':
                self._end_string()
            case "\\":
                self._escape = "\\"
            case _:
                self._dead = True
        return at + 1

    def _read_escape(self, char: str) -> None:
        self._escape += char
        if self._escape[1] != "u":
            self._dead = char not in _ESCAPES
            self._add(_ESCAPES.get(char, ""))
            self._escape = ""
        elif len(self._escape) == 6:
            self._read_unicode(self._escape[2:])
            self._escape = ""

    def _read_unicode(self, digits: str) -> None:
        try:
            pair = self._high + chr(int(digits, 16))
            self._high = pair if len(pair) == 1 and "\ud800" <= pair < "\udc00" else ""
            if not self._high:
                self._add(pair.encode("utf-16-le", "surrogatepass").decode("utf-16-le"))
        except ValueError:
            self._dead = True

    def _add(self, text: str) -> None:
        assert self._string is not None
        if self._high:
            self._dead = True
        elif self._streams:
            self._show(text)
        elif self._depth == 1 and self._key is None:
            self._string.append(text)

    @property
    def _streams(self) -> bool:
        return self._depth == 1 and self._key in self._left

    def _show(self, text: str) -> None:
        assert self._key is not None
        text = text[: self._left[self._key]]
        self._left[self._key] -= len(text)
        if text:
            self._shown.append((self._key, text))

    def _end_string(self) -> None:
        assert self._string is not None
        self._dead = bool(self._high)
        if self._depth == 1 and self._key is None:
            self._key = "".join(self._string)
        self._string = None

"""Makes the title of a conversation from what a member wrote. No I/O."""

import re
import unicodedata
from itertools import accumulate

LONGEST_TITLE = 60
"""Characters of a title that we make; members may write longer ones."""

# Headings, quotes and list markers say how a message is laid out, not what it is about.
_MARKERS = re.compile(r"(?:[#>*•–—-]+\s+)+")
# Joiners shape letters in some scripts; other invisible characters only deceive.
_JOINERS = "\u200c\u200d"
_KEPT_AT_END = "%\"'"


def clean_line(text: str) -> str:
    """The text as one line: single spaces, nothing invisible, no end of its own."""
    seen = "".join(" " if char.isspace() else char for char in text if not _is_invisible(char))
    return " ".join(seen.split())


def make_title(message: str) -> str:
    """The first whole words of a message, on one line, without punctuation at the end.

    Never empty, unless the message has nothing to see.
    """
    line = clean_line(message)
    plain = _MARKERS.sub("", line, count=1) if _MARKERS.match(line) else line
    return _trim(_cut(plain)) or _cut(line)


def _cut(line: str) -> str:
    lengths = accumulate((len(word) + 1 for word in line.split(" ")), initial=-1)
    fitting = [length for length in lengths if 0 < length <= LONGEST_TITLE]
    return line[: fitting[-1]] if fitting else line[:LONGEST_TITLE]


def _trim(title: str) -> str:
    while title and (title[-1] == " " or _is_loose_end(title[-1])):
        title = title[:-1]
    return title


def _is_loose_end(char: str) -> bool:
    """Punctuation that ends or opens something; a closing bracket or quote belongs to its words."""
    kind = unicodedata.category(char)
    return kind in ("Pc", "Pd", "Pi", "Po", "Ps") and char not in _KEPT_AT_END


def _is_invisible(char: str) -> bool:
    kind = unicodedata.category(char)
    return kind in ("Cc", "Cf", "Cs") and not char.isspace() and char not in _JOINERS

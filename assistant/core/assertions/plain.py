"""Makes words plain as a member sees them: no marks of emphasis, nothing invisible. No I/O."""

import unicodedata
from collections.abc import Iterator, Mapping

from assistant.core.assertions.figures.writing import (
    EMPHASIS,
    UNSEEN_OR_EMPHASIS,
    Writing,
    drop_marks,
    write_plain,
)
from assistant.core.assertions.reply import Passage, Reply


class _Seen(dict[int, str]):
    """One plain character for each of Unicode, found when it is first met; dashes stay."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = char if unicodedata.category(char) == "Pd" else write_plain(char) or char
        self[code] = plain
        return plain


_SEEN = _Seen()


def read_plain(text: str) -> Writing:
    """The text in plain characters, without what is not seen; code and addresses stay in it."""
    if text.isascii():
        return drop_marks(text, EMPHASIS)
    # Joiners that shape emoji and scripts are dropped like all else that is not seen.
    return drop_marks(text.translate(_SEEN), UNSEEN_OR_EMPHASIS)


def read_plain_passages(reply: Reply) -> Mapping[Passage, Writing]:
    """Every passage of a reply made plain, in order; done once for each reply."""
    return reply.once(_read_all)


def _read_all(reply: Reply) -> Mapping[Passage, Writing]:
    return dict(_read_each(reply))


def _read_each(reply: Reply) -> Iterator[tuple[Passage, Writing]]:
    for passage in reply.passages:
        yield passage, read_plain(passage.text)

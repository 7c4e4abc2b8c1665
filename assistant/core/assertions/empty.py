"""Finds a reply that ended as it should and says and shows nothing. No I/O."""

import re
from collections.abc import Iterator

from assistant.core.assertions.reply import Assertion, Reply

_UNSEEN = re.compile(
    r"<!--.{0,2000}?-->|</?[a-z][a-z0-9]{0,10}(?:\s[^<>]{0,200})?/?>|!?\[\s{0,9}\]\([^()\s]{0,400}\)"
    r"|&(?:nbsp|zwnj|zwj|#160|#8203);|[\u3164\u115f\u1160\uffa0]"
    r"|\b(?:null|undefined)\b",
    re.DOTALL | re.IGNORECASE,
)
# Letters and digits of any script, signs and pictures: a lone thumbs-up is an answer.
_SAYS = re.compile(
    r"[^\W_]|[\u00d7\u203c\u2049\u2190-\u22ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff]"
    r"|[\U0001f000-\U0001faff]"
)


def _find(reply: Reply) -> Iterator[None]:
    if not reply.is_whole or reply.widgets:
        return
    fallbacks = {each.fallback for each in reply.catalog.current.values()}
    if not any(_says_something(passage.text, fallbacks) for passage in reply.passages):
        yield None


def _says_something(text: str, fallbacks: set[str]) -> bool:
    if not _SAYS.search(text) or text.strip() in fallbacks:
        return False
    # Only a short text can be made of nothing but what is not seen.
    return len(text) > 2_000 or bool(_SAYS.search(_UNSEEN.sub("", text)))


EMPTY = Assertion(
    code="empty",
    notice="This reply says and shows nothing.",
    find=_find,
)

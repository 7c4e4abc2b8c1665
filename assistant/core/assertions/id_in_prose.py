"""Finds the id of a record, row or call where a member reads. No I/O.

An id is what the path knows under a key that says so, what has the shape of such ids or of those in
the catalog's examples, and what no person writes: UUIDs, long hexadecimal numbers, ids of calls.
What the member wrote is no fault, nor is what a tool or record says as a value of its own.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from assistant.core.assertions.plain import read_plain_passages
from assistant.core.assertions.reply import Assertion, Reply, Span
from assistant.core.assertions.told import Told, read_told
from assistant.core.assertions.vocabulary import Vocabulary, read_vocabulary, write_shape

_MOST_CANDIDATES = 500
_HYPHENS = str.maketrans("\u2010\u2011\u2013", "---")
# A word with a digit in it, and joined by hyphens or underscores. It must not end an address.
_TOKEN = re.compile(
    r"(?<![^\W_])(?<![@.%\u2010\u2011-])(?=[A-Za-z][A-Za-z_\u2010\u2011\u2013-]{0,40}[0-9]|[0-9])"
    r"[A-Za-z0-9]{1,64}(?:(?:[-_\u2010\u2011]|(?<=[A-Za-z])\u2013(?=[0-9]))[A-Za-z0-9]{1,64}){0,10}"
    r"(?!_*[^\W_])(?![@\u2010\u2011-])"
)
_DIGITS = re.compile(r"[0-9]+")
_JOINTS = frozenset("-_\u2010\u2011\u2013")
_ORDINARY = re.compile(
    r"[0-9]+(?:st|nd|rd|th|s|am|pm|k|m|mm|x|min|h|hr|sq|ft|bd|ba|br)?", re.IGNORECASE
)
_NUMBER = re.compile(r"[0-9](?<=[ \t#:=.][0-9])[0-9]{1,17}(?![\w-]|[:.,/][0-9])")
_NUMBER_SIGN = re.compile(
    r"(?:\b([a-z]{2,20})[ \t]{1,3})?((?:\bid|#|\bno\.|\bnumber)[ \t]{0,3}[:#=]?[ \t]{0,3})?$",
    re.IGNORECASE,
)
_NOBODYS = re.compile(
    r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
    r"|(?=[0-9]*[a-f])(?:[0-9a-f]{24}|[0-9a-f]{32}|[0-9a-f]{40})"
    r"|01[0-9A-HJKMNP-TV-Z]{24}"
    r"|(?:call|toolu|chatcmpl|fc)[-_][0-9a-z_-]+",
    re.IGNORECASE,
)
# What has numbers of its own: those are nobody's ids here.
_REGISTERS = frozenset(
    ["mls", "unit", "suite", "apt", "apartment", "room", "lot", "gate", "parcel"]
)
# A number that belongs to a place, road, form or model, whatever letter stands before it.
_PLACES = re.compile(
    r"(?:\b(?:unit|suite|ste|apt|apartment|building|bldg|room|lot|gate|highway|hwy|route|rte|"
    r"interstate|exit|flight|form|model|tract|parcel|bus|line|box|stall|space|zone|zoned|stage|grade)\.?)\s*$",
    re.IGNORECASE,
)
_THINGS = re.compile(
    r"[ \t](?:planes?|aircraft|jets?|roads?|highways?|motorways?|exits?|bus(?:es)?|trains?|lines?"
    r"|minutes?|hours?|days?|weeks?|papers?|engines?|batter(?:y|ies)|zon(?:e|ed|ing)|trucks?|visas?"
    r"|forms?|condition|grade|size)\b",
    re.IGNORECASE,
)
_TARGET = re.compile(r"\]\([^()\s]{1,400}\)")


class _Path:
    """What ids are known, read only once something looks like one."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply

    @cached_property
    def told(self) -> Told:
        return read_told(self._reply)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return read_vocabulary(self._reply)

    @cached_property
    def ids(self) -> frozenset[str]:
        shown = {record["id"] for widget in self._reply.widgets for record in widget.records}
        return frozenset(shown | set(self.told.find_ids()))

    @cached_property
    def joined(self) -> frozenset[str]:
        """Ids without their hyphens, as `L1042` of `L-1042`; short ones are too common."""
        bare = (_join(name) for name in self.ids)
        return frozenset(name for name in bare if len(name) > 3 and not name.isdigit())

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Ids that are numbers, and the numbers in those of one letter group and a number."""
        return frozenset(re.sub("^[A-Za-z]{1,8}[-_]", "", name) for name in self.ids)

    @cached_property
    def shapes(self) -> frozenset[str]:
        return self.vocabulary.shapes | {shape for name in self.ids if (shape := write_shape(name))}

    def knows(self, token: str) -> bool:
        told = self.told
        if {token, token.upper(), token.lower()} & (self.ids | told.calls):
            return True
        keys = (key for form in {token, token.upper()} for key in told.find_keys(form))
        return any(self._is_reference(key) for key in keys)

    def _is_reference(self, key: str) -> bool:
        return (
            key in ("id", "ids", "uuid")
            or key.endswith(("_id", "_ids"))
            or (key in self.vocabulary.references)
        )


def _find(reply: Reply) -> Iterator[Span]:
    path = _Path(reply)
    for passage, plain in read_plain_passages(reply).items():
        text = _blank_targets(plain.text)
        for start, end in _find_ids(text, path):
            if not path.told.was_said(text[start:end]):
                yield Span(passage, *plain.place(start, end))


def _blank_targets(text: str) -> str:
    """The text without the addresses of its links: nobody reads those."""
    if "](" not in text:
        return text
    return _TARGET.sub(lambda target: " " * len(target[0]), text)


def _find_ids(text: str, path: _Path) -> Iterator[tuple[int, int]]:
    tokens = (found for found in _find_tokens(text) if not _ORDINARY.fullmatch(found[0]))
    for found in islice(tokens, _MOST_CANDIDATES):
        if _is_id(found[0], text, found.start(), path):
            yield found.span()
    for found in islice(_NUMBER.finditer(text), _MOST_CANDIDATES):
        if _is_number_of_one(found, text, path):
            yield found.span()


def _find_tokens(text: str) -> Iterator[re.Match[str]]:
    """Words with a digit in them; most digits stand alone, which a glance at each side tells."""
    done = 0
    for digits in _DIGITS.finditer(text):
        start, end = digits.span()
        if start < done or not (
            _is_joined(text[start - 1 : start]) or _is_joined(text[end : end + 1])
        ):
            continue
        first, last = max(done, text.rfind(" ", done, start)), text.find(" ", end)
        done = last if last >= 0 else len(text)
        yield from _TOKEN.finditer(text, first, done)


def _is_joined(char: str) -> bool:
    return char.isalpha() or char in _JOINTS


def _is_number_of_one(found: re.Match[str], text: str, path: _Path) -> bool:
    """Whether a number is that of an id: "no. 1042", "order 1042", but not "top 10"."""
    start = found.start()
    sign = _NUMBER_SIGN.search(text, max(0, start - 30), start)
    if sign is None or not sign[0]:
        return False
    word = (sign[1] or "").lower()
    is_named = word in path.vocabulary.references
    is_signed = bool(sign[2]) and word not in _REGISTERS and len(found[0]) > 2
    return (is_named or is_signed) and found[0] in path.numbers


def _is_id(token: str, text: str, at: int, path: _Path) -> bool:
    plain = token.translate(_HYPHENS)
    if plain.replace("-", "").isdigit():
        return False
    if _NOBODYS.fullmatch(plain):
        return path.knows(plain) or not path.told.is_value(plain)
    if _PLACES.search(text, max(0, at - 16), at):
        return False
    if path.knows(plain) or _join(plain) in path.joined:
        return True
    shape = write_shape(plain)
    if shape is None or shape not in path.shapes or not plain[-2:].isalnum():
        return False
    return not (_THINGS.match(text, at + len(token)) or path.told.is_value(plain))


def _join(name: str) -> str:
    return name.upper().replace("-", "").replace("_", "")


ID_IN_PROSE = Assertion(
    code="id_in_prose",
    notice="This shows an internal id that means nothing to a reader.",
    find=_find,
)

"""Finds the records a sentence names: by title, or by a part no other title has. No I/O."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from assistant.core.assertions.documents import Document, Layer
from assistant.core.assertions.evidence import Evidence
from assistant.core.assertions.figures.values import Clock
from assistant.core.assertions.figures.writing import write_plain
from assistant.core.assertions.labels import Labels

# Names begin with a capital or a digit; the first of these is far quicker, for most texts enough.
_ASCII_WORD = re.compile(r"[A-Z0-9][^\W_]*")
_ANY_WORD = re.compile(r"[^\W_a-z][^\W_]*")
_SMALL_WORDS = "of the and at in on for to a an de la von van der"
_SMALL = frozenset(_SMALL_WORDS.split())
_SHORTEST = 3
# What many addresses and names share names nothing, even where one record alone has it.
_SHARED_WORDS = (
    "street avenue road lane drive court way place terrace square boulevard close row hill park "
    "north south east west new old upper lower mrs inc llc ltd company"
)
_SHARED = frozenset(_SHARED_WORDS.split())
_MARKS = re.compile(r"[\W_]+")


class Known:
    """A record as it was seen last: its values are `document`.

    `is_proper` where its title is a name rather than a sentence.
    """

    __slots__ = ("_layer", "document", "id", "is_proper", "kind", "title", "words")

    def __init__(self, kind: str, id_: str, title: str, document: Document) -> None:
        self.kind = kind
        self.id = id_
        self.document = document
        self.title, self.words, self.is_proper = _read_title(title)
        self._layer: Layer | None = None

    def layer(self, clock: Clock) -> Layer:
        """Its values alone."""
        if self._layer is None:
            self._layer = Layer([self.document], clock)
        return self._layer

    @property
    def key(self) -> tuple[str, str]:
        """What it is remembered by."""
        return self.kind, self.id


class Name:
    """A record named at `start` to `end` of a text."""

    __slots__ = ("end", "known", "start")

    def __init__(self, start: int, end: int, known: Known) -> None:
        self.start = start
        self.end = end
        self.known = known


class Names:
    """The records of the evidence by the words that name them."""

    def __init__(self, evidence: Evidence, labels: Labels) -> None:
        self._known: dict[tuple[str, str], Known] = {}
        self._holders: dict[str, list[Known]] = {}
        for document in evidence.records:
            record = document.origin.record
            assert record is not None
            self._add(record.kind, record.id, record.title, document)
        shown = {id_ for _, id_ in self._known}
        for kind, title, document in _list_found(evidence, labels):
            id_ = str(document.value.get("id", title))
            if id_ not in shown:
                self._add(kind, id_, title, document)

    def of(self, kind: str, id_: str) -> Known | None:
        """The record of that kind and id."""
        return self._known.get((kind, id_))

    def _add(self, kind: str, id_: str, title: str, document: Document) -> None:
        if (kind, id_) not in self._known:
            known = self._known[kind, id_] = Known(kind, id_, title, document)
            for word in set(known.words):
                self._holders.setdefault(word, []).append(known)

    def find(self, text: str, start: int, end: int) -> list[Name]:
        """The names in a sentence, in order."""
        found: list[Name] = []
        titled: dict[Known, None] = {}
        words = _ASCII_WORD if text.isascii() else _ANY_WORD
        for word in words.finditer(text, start, end):
            lower = word[0].lower()
            holders = self._holders.get(lower)
            if holders is None or text[word.start() - 1 : word.start()].isalnum():
                continue
            if lower not in _SHARED:
                titled.update(dict.fromkeys(holders))
            if lower.isdecimal():
                found += _find_numbered(text, word, holders)
            elif len(lower) >= _SHORTEST and lower not in _SHARED and lower not in _SMALL:
                alone = _find_alone([known for known in holders if known.is_proper])
                found += (Name(word.start(), word.end(), known) for known in alone)
        found += _find_titles(text, (start, end), titled)
        return sorted(found, key=lambda name: name.start)


@lru_cache(maxsize=4096)
def _read_title(title: str) -> tuple[str, tuple[str, ...], bool]:
    """A title in plain letters, its words in lower case, and whether it is a name."""
    plain = write_plain(title).strip()
    is_proper = all(not word[0].islower() or word in _SMALL for word in plain.split())
    return plain, tuple(_MARKS.sub(" ", plain.lower()).split()), is_proper


def _find_numbered(text: str, word: re.Match[str], holders: Sequence[Known]) -> Iterator[Name]:
    """ "118 Lantern", where one title alone begins so."""
    following = _ANY_WORD.match(text, word.end() + 1)
    pair = (word[0], following[0].lower()) if following else ()
    alike = [known for known in holders if known.words[:2] == pair]
    if following and len(alike) == 1:
        yield Name(word.start(), following.end(), alike[0])


def _find_alone(known: Sequence[Known]) -> list[Known]:
    """Those that are the only one of their kind."""
    kinds = Counter(each.kind for each in known)
    return [each for each in known if kinds[each.kind] == 1]


def _find_titles(text: str, within: tuple[int, int], known: Iterable[Known]) -> Iterator[Name]:
    sentence = text[within[0] : within[1]].lower()
    for each in known:
        at = sentence.find(each.title.lower())
        if at >= 0:
            yield Name(within[0] + at, within[0] + at + len(each.title), each)


def _list_found(evidence: Evidence, labels: Labels) -> Iterator[tuple[str, str, Document]]:
    """What tool results have of a kind, with its title: an object with all the kind requires."""
    kinds: dict[tuple[str, ...], tuple[str, ...]] = {}
    for document in evidence.results:
        for found in _list_objects(document):
            # Rows of a list have the same keys.
            keys = tuple(found.value)
            if keys not in kinds:
                kinds[keys] = labels.list_kinds(keys)
            for kind in kinds[keys]:
                title = found.value.get(labels.titles[kind])
                if isinstance(title, str) and title.strip():
                    yield kind, title, found
                    break


def _list_objects(document: Document) -> Iterator[Document]:
    """The objects a result is, holds, or holds lists of; what lies deeper is part of those."""
    origin, value, at = document.origin, document.value, document.at
    if not isinstance(value, dict):
        value = {"": value}
    yield Document(origin, value, at)
    for step, inner in value.items():
        path = (at, step) if step or isinstance(document.value, dict) else at
        if isinstance(inner, dict):
            yield Document(origin, inner, path)
        elif isinstance(inner, list):
            for index, row in enumerate(inner):
                if isinstance(row, dict):
                    yield Document(origin, row, (path, index))

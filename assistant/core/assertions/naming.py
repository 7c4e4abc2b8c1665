"""Finds the records a sentence names: by title, or by a part no other title has. No I/O."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence

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
        self.title = title
        self.document = document
        self.words = _strip_marks(title.lower()).split()
        self.is_proper = all(not word[0].islower() or word in _SMALL for word in title.split())
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
        for known in _list_shown(evidence):
            self._add(known)
        ids = {known.id for known in self._known.values()}
        for known in _list_found(evidence, labels, ids):
            self._add(known)

    def of(self, kind: str, id_: str) -> Known | None:
        """The record of that kind and id."""
        return self._known.get((kind, id_))

    def _add(self, known: Known) -> None:
        if self._known.setdefault((known.kind, known.id), known) is known:
            for word in dict.fromkeys(known.words):
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


def _strip_marks(title: str) -> str:
    return title if title.replace(" ", "").isalnum() else _MARKS.sub(" ", title)


def _find_numbered(text: str, word: re.Match[str], holders: Sequence[Known]) -> Iterator[Name]:
    """ "118 Lantern", where one title alone begins so."""
    following = _ANY_WORD.match(text, word.end() + 1)
    pair = [word[0], following[0].lower()] if following else []
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


def _list_shown(evidence: Evidence) -> Iterator[Known]:
    """The records of all widgets of the path, newest first."""
    for document in evidence.records:
        record = document.origin.record
        assert record is not None
        yield Known(record.kind, record.id, write_plain(record.title).strip(), document)


def _list_found(evidence: Evidence, labels: Labels, shown: Container[str]) -> Iterator[Known]:
    """What tool results have of a kind: an object with all that the kind requires."""
    for document in evidence.results:
        for found in _list_objects(document):
            values = found.value
            if values.get("id") in shown:
                continue
            for kind, required in labels.required.items():
                title = values.get(labels.titles[kind])
                if required <= values.keys() and isinstance(title, str) and title.strip():
                    plain = write_plain(title).strip()
                    yield Known(kind, str(values.get("id", title)), plain, found)
                    break


def _list_objects(document: Document) -> Iterator[Document]:
    """The objects a result is, holds, or holds lists of; what lies deeper is part of those."""
    origin, value, at = document
    if not isinstance(value, dict):
        value = {"": value}
    yield document._replace(value=value)
    for step, inner in value.items():
        path = (at, step) if step or isinstance(document.value, dict) else at
        if isinstance(inner, dict):
            yield Document(origin, inner, path)
        elif isinstance(inner, list):
            for index, row in enumerate(inner):
                if isinstance(row, dict):
                    yield Document(origin, row, (path, index))

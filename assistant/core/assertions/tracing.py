"""Traces every figure of a reply to where it comes from; done once, read by many. No I/O."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.core.assertions.assignment import Subjects
from assistant.core.assertions.claims import Claim, Words
from assistant.core.assertions.comparing import compare
from assistant.core.assertions.diary import is_calendar
from assistant.core.assertions.documents import Branch, Place
from assistant.core.assertions.evidence import Evidence
from assistant.core.assertions.figured import read_figured_passages
from assistant.core.assertions.groups import find_group
from assistant.core.assertions.labels import Field, Labels, read_labels, read_word
from assistant.core.assertions.layout import (
    find_antecedent,
    find_over,
    find_paragraph,
    find_titles,
)
from assistant.core.assertions.naming import Known, Name, Names
from assistant.core.assertions.reckoning import is_limit, is_reckoned
from assistant.core.assertions.reply import Reply, Span
from assistant.core.assertions.search import Search
from assistant.core.assertions.sentences import Sentences
from assistant.core.assertions.speech import states

_TITLE_ROOM = 24


@dataclass(frozen=True, slots=True)
class Traced:
    """All figures of a reply: those without a source, those a record contradicts, and the rest."""

    unsourced: tuple[Span, ...] = ()
    altered: tuple[Span, ...] = ()
    sourced: tuple[tuple[Span, Place], ...] = ()


def trace_figures(reply: Reply) -> Traced:
    """The figures that are read of the reply, with what they come from."""
    return reply.once(_trace)


def _trace(reply: Reply) -> Traced:
    evidence = Evidence(reply)
    sentences = list(_read_sentences(reply, evidence))
    if not sentences:
        return Traced()
    return _Tracer(reply, evidence).trace(sentences)


Sentence = list[Claim]


def _read_sentences(reply: Reply, evidence: Evidence) -> Iterator[Sentence]:
    """The claims of each sentence that makes any."""
    for passage, (writing, figures) in read_figured_passages(reply).items():
        if not figures:
            continue
        sentences = Sentences(writing.text)
        gathered: dict[tuple[int, int], Sentence] = {}
        for figure in figures:
            around = sentences.around(figure.start)
            claim = Claim(Words(passage, writing, *around, evidence.clock), figure)
            others = gathered.setdefault(around, [])
            claim.since = next(
                (each.figure.end for each in others[:-5:-1] if each.sort == claim.sort), claim.since
            )
            others.append(claim)
        yield from gathered.values()


class _Tracer:
    def __init__(self, reply: Reply, evidence: Evidence) -> None:
        self._labels: Labels = read_labels(reply.catalog)
        self._names = Names(evidence, self._labels)
        self._search = Search(reply, evidence, self._labels)
        self._own = {
            widget.id: (widget.records[0]["kind"], widget.records[0]["id"])
            for widget in reply.widgets
            if len(widget.records) == 1
        }
        self._shown = [
            (record["kind"], record["id"]) for widget in reply.widgets for record in widget.records
        ]
        self._now = Place(Branch(evidence.now))
        self._unsourced: list[Span] = []
        self._altered: list[Span] = []
        self._sourced: list[tuple[Span, Place]] = []

    def trace(self, sentences: Sequence[Sentence]) -> Traced:
        for claims in sentences:
            words = claims[0].words
            if claims[0].sort == "moment" and is_calendar(
                words.text, words.start, [claim.figure for claim in claims[:2]]
            ):
                self._sourced += [(claim.span, self._now) for claim in claims[:2]]
                claims = claims[2:]
            names = self._names.find(words.text, words.start, words.end)
            default = self._find_unnamed(words) if not names else []
            subjects = Subjects(names, claims)
            told: tuple[Field, ...] = ()
            for index, claim in enumerate(claims):
                if place := self._find_in_name(claim, subjects):
                    self._sourced.append((claim.span, place))
                    continue
                label = claim.read_label(self._labels, claims[index + 1 : index + 3])
                if label and claim.sort == "number":
                    told = label
                elif not label and claim.is_short:
                    label = told
                if label and is_reckoned(claim):
                    label = ()
                # "the 4-bedroom one" has a label before it and counts nothing.
                is_bare = not (label and claim.written_after)
                if claim.is_weak and is_bare and not claim.is_decade:
                    continue
                if claim.is_idle and not label:
                    continue
                about = subjects.find(claim) if names else self._find_over(claim)
                about = about or default
                if not (label and about) and claim.is_decade:
                    continue
                is_shared = len(about) > 1 and subjects.is_shared(claim)
                # What is said of all of a kind and not of each, as a sum, is none's value.
                if not (names or is_shared) and len({each.kind for each in about}) < len(about):
                    about = []
                self._judge(claim, label, about, is_shared=is_shared)
        return Traced(tuple(self._unsourced), tuple(self._altered), tuple(self._sourced))

    def _find_unnamed(self, words: Words) -> list[Known]:
        """What a sentence without a name is about: its widget's, its title's, or what "it" is."""
        own = self._own.get(words.passage.block)
        if own and (known := self._names.of(*own)):
            return [known]
        for start, end in find_titles(words.text, words.start):
            if names := self._names.find(words.text, start, end):
                is_title = end - start < _TITLE_ROOM + max(name.end - name.start for name in names)
                return _list_single(names) if is_title else []
        if before := find_antecedent(words.text, words.start):
            start, end, thing = before
            single = _list_single(self._names.find(words.text, start, end))
            kinds = self._labels.things.get(read_word(thing), ()) if thing else None
            return [each for each in single if kinds is None or each.kind in kinds]
        return find_group(words.text, words.start, self._list_groups(words))

    def _list_groups(self, words: Words) -> Iterator[list[Known]]:
        """What "all of them" may be: the records its paragraph named before, or those shown."""
        begin = find_paragraph(words.text, words.start)
        yield [name.known for name in self._names.find(words.text, begin, words.start)]
        yield [known for key in self._shown if (known := self._names.of(*key))]

    def _find_over(self, claim: Claim) -> list[Known]:
        """The record that a cell of a table has over it."""
        text = claim.words.text
        for start, end in find_over(text, claim.figure.start):
            if names := self._names.find(text, start, end):
                return _list_single(names)
        return []

    def _judge(
        self,
        claim: Claim,
        label: tuple[Field, ...],
        subjects: Sequence[Known],
        *,
        is_shared: bool,
    ) -> None:
        place, differing = compare(claim, label, subjects, self._labels, is_shared=is_shared)
        if place is None:
            near = () if differing else subjects
            place = self._search.find(claim, label, near, is_exact=differing is not None)
        if differing and _is_altered(claim, label, place, differing):
            self._altered.append(claim.span)
        elif place is None:
            if states(claim):
                self._unsourced.append(claim.span)
        elif any(place.origin):
            self._sourced.append((claim.span, place))

    def _find_in_name(self, claim: Claim, subjects: Subjects) -> Place | None:
        """The title, for a figure that is part of it, as the number of a house."""
        name = subjects.find_around(claim)
        if name is None:
            return None
        document, title = name.known.document, self._labels.titles.get(name.known.kind)
        return Place(Branch(document.origin, document.at), title)


def _list_single(names: Sequence[Name]) -> list[Known]:
    """The records of those kinds of which but one is named."""
    known = list(dict.fromkeys(name.known for name in names))
    kinds = Counter(each.kind for each in known)
    return [each for each in known if kinds[each.kind] == 1]


def _is_altered(
    claim: Claim, label: tuple[Field, ...], place: Place | None, differing: Field
) -> bool:
    """Whether a figure that differs from its record's is also nothing else.

    With a label it is the record's, unless it repeats what the member wishes for. Without one it
    may come from elsewhere, but not from another record's same field.
    """
    if place is None:
        return True
    if label:
        return not (place.origin.message and is_limit(claim))
    return place.key == differing.path[-1]

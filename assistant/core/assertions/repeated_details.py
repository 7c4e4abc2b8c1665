"""Finds prose that says again what a widget of the same reply shows. No I/O.

That is three or more values of one record or row, or three of one widget that are no small numbers.
What the member named in this message is no repetition, nor what most records of a list share.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.core.assertions.evidence import read_clock
from assistant.core.assertions.figured import read_figured, read_figured_passages
from assistant.core.assertions.labels import read_labels
from assistant.core.assertions.reply import Assertion, Passage, Reply, Span
from assistant.core.assertions.restating import Stretch, Wording
from assistant.core.assertions.vocabulary import read_vocabulary
from assistant.core.wire.events import WidgetState
from widgets.schemas import read_pointer

MANY = 3

Fields = Iterable[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class _Hit:
    """A value that a passage says, and the records or rows that hold it."""

    field: str
    value: Any
    passage: int
    place: Stretch
    groups: list[int]


def _find(reply: Reply) -> Iterator[Span]:
    prose = list(reply.prose)
    if not prose or not reply.widgets:
        return
    clock, labels = read_clock(reply.path[-1]), read_labels(reply.catalog)
    figured = read_figured_passages(reply)
    said = [Wording(figured[passage], clock, labels) for passage in prose]
    asked: Wording | None = None
    choices = read_vocabulary(reply).choices
    for widget in reply.widgets:
        groups = [*_read_groups(widget), _read_payload(widget, reply.passages)]
        hits = _drop_nested(_find_hits(groups, said))
        facts = {(hit.field, hit.value) for hit in hits if hit.value not in choices}
        if len(facts) < MANY:
            continue
        asked = asked or Wording(read_figured(reply.path[-1].message, clock), clock, labels)
        facts -= {(field, value) for field, value, _ in asked.find(facts)}
        hits = [hit for hit in hits if (hit.field, hit.value) in facts]
        if _are_many(_drop_shared(hits, groups)):
            yield from _span_hits(hits, prose)


def _read_groups(widget: WidgetState) -> Iterator[Fields]:
    """The values of each record, and of each row of figures."""
    for record in widget.records:
        yield record["values"].items()
    for pointer, rows in widget.figures.items():
        # A row that is no table says where words come from; prose may name that too.
        columns = read_pointer(widget.payload, pointer).get("columns", ())
        names = [column["path"].rpartition("/")[2] for column in columns]
        for row in rows:
            yield list(zip(names, row, strict=False))


def _read_payload(widget: WidgetState, passages: Sequence[Passage]) -> Fields:
    """The model's own words in the widget, if they are more than a label."""
    written = [each for each in passages if each.block == widget.id and each.pointer is not None]
    return [(each.pointer or "", each.text) for each in written if " " in each.text.strip()]


def _find_hits(groups: Sequence[Fields], said: Sequence[Wording]) -> list[_Hit]:
    hits: dict[tuple[int, str, Any], _Hit] = {}
    for index, text in enumerate(said):
        for group, fields in enumerate(groups):
            for field, value, place in text.find(fields):
                key = (index, field, value)
                if key not in hits:
                    hits[key] = _Hit(field, value, index, place, [])
                hits[key].groups.append(group)
    return list(hits.values())


def _drop_nested(hits: list[_Hit]) -> list[_Hit]:
    """Without those that are a piece of a longer value: a street's number is no second fact."""
    hits.sort(key=lambda hit: (hit.passage, hit.place.start, -hit.place.end))
    kept: list[_Hit] = []
    for hit in hits:
        last = kept[-1] if kept else None
        inside = last and last.passage == hit.passage and hit.place.end <= last.place.end
        if not inside or (last and last.place == hit.place):
            kept.append(hit)
    return kept


def _drop_shared(hits: Sequence[_Hit], groups: Sequence[Fields]) -> list[_Hit]:
    """Without what most of at least three records or rows have in common."""
    rows = len(groups) - 1
    return [hit for hit in hits if rows < MANY or len(hit.groups) <= rows / 2]


def _are_many(hits: Sequence[_Hit]) -> bool:
    said = {(group, hit.passage, hit.place.start) for hit in hits for group in hit.groups}
    by_group = Counter(group for group, _, _ in said)
    plain = {hit.value for hit in hits if not hit.place.bare}
    return len(plain) >= MANY or max(by_group.values(), default=0) >= MANY


def _span_hits(hits: Sequence[_Hit], prose: Sequence[Passage]) -> Iterator[Span]:
    """From the first restated value of each passage to its last."""
    ends: Mapping[int, list[Stretch]] = {hit.passage: [] for hit in hits}
    for hit in hits:
        ends[hit.passage].append(hit.place)
    for index, places in ends.items():
        first, last = min(each.start for each in places), max(each.end for each in places)
        yield Span(prose[index], first, last)


REPEATED_DETAILS = Assertion(
    code="repeated_details",
    notice="This says again what is shown beside it.",
    find=_find,
)

"""Checks a whole reply by every assertion, ours and the host's. No I/O."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from assistant.core.assertions.reply import Assertion, Passage, Reply, Span
from assistant.core.assertions.table import ASSERTIONS
from assistant.core.wire.events import Finding
from assistant.core.wire.offsets import utf16_length

MOST_FINDINGS: Final = 300
MOST_OF_A_CODE: Final = 100
# One that finds the same place for ever has to be left some time.
_MOST_ASKED: Final = 1_000

# A passage's number in the reply, start and end; the whole reply stands before all passages.
_Position = tuple[int, int, int]
_WHOLE: Final[_Position] = (-1, 0, 0)

Report = Callable[[str, Exception], None]


def _ignore(_code: str, _fault: Exception) -> None:
    """Faults are told to nobody unless the caller wants to know."""


def check_reply(
    reply: Reply, own: Sequence[Assertion], *, report: Report = _ignore
) -> tuple[Finding, ...]:
    """What is held against a reply, by place: first the whole reply, then from its start to end.

    `own` are the host's assertions. One that raises, or names a place that is not in the reply,
    costs only what it had yet to say: `report` is called with its code and the fault. Each place is
    told once for a code; at most 100 findings of a code and 300 in all.
    """
    order = {passage: index for index, passage in enumerate(reply.passages)}
    found: dict[tuple[_Position, str], str] = {}
    for assertion in (*ASSERTIONS, *own):
        try:
            for place in _find_places(assertion, reply, order):
                found.setdefault((place, assertion.code), assertion.notice)
        except Exception as fault:  # noqa: BLE001 - a host's code may raise anything
            report(assertion.code, fault)
    first = sorted(found.items())[:MOST_FINDINGS]
    return tuple(_write(reply, place, code, notice) for (place, code), notice in first)


def _find_places(
    assertion: Assertion, reply: Reply, order: Mapping[Passage, int]
) -> Iterator[_Position]:
    """The first places it names, each once. Raises ValueError at one that is not in the reply."""
    seen: set[_Position] = set()
    for span in islice(assertion.find(reply), _MOST_ASKED):
        place = _read_place(span, order)
        if place not in seen:
            seen.add(place)
            yield place
        if len(seen) == MOST_OF_A_CODE:
            return


def _read_place(span: Span | None, order: Mapping[Passage, int]) -> _Position:
    if span is None:
        return _WHOLE
    if span.passage not in order or not 0 <= span.start < span.end <= len(span.passage.text):
        raise ValueError(f"no place in this reply: {span.start} to {span.end}")
    return order[span.passage], span.start, span.end


def _write(reply: Reply, place: _Position, code: str, notice: str) -> Finding:
    index, start, end = place
    if index < 0:
        return Finding(code=code, notice=notice)
    passage = reply.passages[index]
    ahead = utf16_length(passage.text[:start])
    return Finding(
        code=code,
        notice=notice,
        block=passage.block,
        pointer=passage.pointer,
        start=ahead,
        end=ahead + utf16_length(passage.text[start:end]),
    )

"""What an assertion is, and what it is given: a whole reply with all that was known. No I/O."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from assistant.core.assertions.quoting import CITATION, find_citation, is_verbatim
from assistant.core.turn.blocks import lay_out
from assistant.core.turn.facts import TurnFact
from assistant.core.wire.events import ProseState, WidgetState
from widgets.catalog import Catalog

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the model: a block of prose, or the string at `pointer` in a widget's payload."""

    block: str
    text: str
    pointer: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of a passage, in code points."""

    passage: Passage
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reply:
    """One turn's reply, laid out, and the path it ends. It is equal to itself alone.

    `path` holds the facts of all turns from the root to this one; `is_whole` says that the reply
    ended as its model meant it to. `tools` maps each tool's name to its parameter schema.
    """

    turn: str
    is_whole: bool
    path: tuple[TurnFact, ...]
    catalog: Catalog
    tools: Mapping[str, Mapping[str, Any]]
    passages: tuple[Passage, ...]
    widgets: tuple[WidgetState, ...] = ()
    """The widgets that are ready, with their payloads, records and figures."""
    _made: dict[Any, Any] = field(default_factory=dict, init=False, repr=False)

    def once(self, make: Callable[["Reply"], Made]) -> Made:
        """What `make` makes of this reply; asked again, the same."""
        if make not in self._made:
            self._made[make] = make(self)
        made: Made = self._made[make]
        return made

    @property
    def prose(self) -> Iterator[Passage]:
        """The passages that are no part of a widget."""
        return (passage for passage in self.passages if passage.pointer is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """Something that must not be in a reply. No I/O, and no longer than a millisecond.

    `find` gives every place where it is; None stands for the reply as a whole. `notice` is the
    sentence a member or reviewer reads about it.
    """

    code: str
    notice: str
    find: Callable[[Reply], Iterable[Span | None]]


def read_reply(
    turn: str,
    path: Sequence[TurnFact],
    *,
    catalog: Catalog,
    tools: Mapping[str, Mapping[str, Any]],
    is_whole: bool,
) -> Reply:
    """The reply of the last turn of `path`, as assertions are given it."""
    blocks = lay_out(turn, path[-1].rounds)
    widgets = tuple(
        block for block in blocks if isinstance(block, WidgetState) and block.state == "ready"
    )
    return Reply(
        turn=turn,
        is_whole=is_whole,
        path=tuple(path),
        catalog=catalog,
        tools=tools,
        passages=tuple(_find_passages(blocks, path)),
        widgets=widgets,
    )


def _find_passages(
    blocks: Iterable[ProseState | WidgetState], path: Sequence[TurnFact]
) -> Iterator[Passage]:
    for block in blocks:
        match block:
            case ProseState(id=name, text=text):
                yield Passage(name, text)
            case WidgetState(state="ready", payload=dict(payload)):
                named = {record["id"] for record in block.records}
                if block.widget == CITATION and _is_quoted(payload, path):
                    continue
                for pointer, text in _find_strings(payload, ""):
                    if text not in named:
                        yield Passage(block.id, text, pointer)
            case WidgetState():
                pass


def _is_quoted(payload: Mapping[str, Any], path: Sequence[TurnFact]) -> bool:
    """Whether a citation's words are the document's and not the model's own."""
    citation = find_citation(path, payload)
    return citation.is_fresh and is_verbatim(payload["quote"], citation.text)


def _find_strings(value: Any, at: str) -> Iterator[tuple[str, str]]:
    match value:
        case str():
            yield at, value
        case dict():
            for key, inner in value.items():
                # What points to figures is no writing.
                if key not in ("from", "rows", "path"):
                    escaped = key.replace("~", "~0").replace("/", "~1")
                    yield from _find_strings(inner, f"{at}/{escaped}")
        case list():
            for index, inner in enumerate(value):
                yield from _find_strings(inner, f"{at}/{index}")
        case _:
            pass

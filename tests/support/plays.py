"""Plays turns: a machine driven as the engine drives it, but at once and by scripted replies."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from assistant.core.turn.blocks import lay_out, show_widget
from assistant.core.turn.endings import Ending
from assistant.core.turn.facts import CallFact, RoundFact
from assistant.core.turn.machine import TurnMachine
from assistant.core.turn.reader import Output, ReplyReader
from assistant.core.turn.settling import BlockDue
from assistant.core.turn.steps import Ask, Limits, RunCalls, Step, Wait
from assistant.core.upstream.chunks import CallFragment, Chunk, Finish, Text, Usage
from assistant.core.wire.events import BlockChanged, BlockState, Event
from assistant.core.wire.fold import Fold
from tests.support.catalogs import BIKES, CATALOG
from tests.support.facts import TURN

Reply = Sequence[Chunk]


def write(text: str = "", *calls: CallFragment, finish: str | None = "stop") -> list[Chunk]:
    """What a model sends in one round."""
    said: list[Chunk] = [Text(text)] if text else []
    ending: list[Chunk] = [Finish(finish)] if finish else []
    return [*said, *calls, *ending, Usage(10, 5)]


def call(name: str = "find_bikes", arguments: str = "{}", *, index: int = 0) -> CallFragment:
    """A whole tool call."""
    return CallFragment(index, f"c{index + 1}", name, arguments)


def ask_for(count: int) -> list[Chunk]:
    """A round of so many calls and no prose."""
    return write("", *(call(index=index) for index in range(count)), finish="tool_calls")


def widget(payload: str, name: str = "bike") -> str:
    """A widget block with its last line end."""
    return f"```widget {name}\n{payload}\n```\n"


GOOD = widget('{"bike": "B-1"}')
OTHER = widget('{"bike": "B-2"}')
BAD = widget('{"bike": 7}')


def cut(text: str, seed: int) -> list[Chunk]:
    """The text in chunks of random size."""
    chance = random.Random(seed)
    places = sorted(chance.choices(range(len(text) + 1), k=chance.randint(0, 12)))
    bounds = [0, *places, len(text)]
    return [Text(text[at:to]) for at, to in pairwise(bounds) if at < to]


def finish_call(asked: CallFact) -> CallFact:
    """The outcome of a tool that tells what it was asked."""
    return replace(asked, state="done", result=[asked.arguments])


@dataclass(frozen=True, slots=True)
class Stored:
    """What the rows say once `told` events were told; `left` is the round that is open."""

    told: int
    rounds: tuple[RoundFact, ...]
    left: RoundFact | None

    def recover(self) -> list[RoundFact]:
        machine = TurnMachine(TURN, CATALOG, Limits(), rounds=self.rounds)
        if self.left:
            machine.recover(self.left)
        return machine.rounds


class Play:
    """One turn; `run` goes on until it ends or waits.

    Every step is checked against a machine rebuilt from the rounds; with `rebuild` the play goes on
    with that one, as another process would.
    """

    def __init__(
        self,
        *replies: Reply,
        limits: Limits | None = None,
        run_call: Callable[[CallFact], CallFact] = finish_call,
        rebuild: bool = False,
        results: dict[str, Any] | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self.machine = TurnMachine(TURN, CATALOG, self.limits, results=results)
        self.replies: Iterator[Reply] = iter(replies)
        self.run_call = run_call
        self.rebuild = rebuild
        self.steps: list[Step] = []
        self.events: list[Event] = []
        self.stored: list[Stored] = []

    def run(self) -> Ending | Wait:
        while True:
            step = self.machine.due()
            self._check_rebuilt(step)
            self.steps.append(step)
            match step:
                case Ask():
                    self._read(step, next(self.replies))
                case RunCalls(calls):
                    self._settle(self.run_call(calls[0]))
                case Wait():
                    return step
                case Ending():
                    self._show(self.machine.give_up())
                    return step

    def decide(self, *, approve: bool) -> None:
        """A member decides about the call that waits."""
        (waiting,) = (each for each in self.machine.rounds[-1].calls if each.state == "waiting")
        self._settle(finish_call(waiting) if approve else replace(waiting, state="declined"))

    @property
    def asks(self) -> list[Ask]:
        return [step for step in self.steps if isinstance(step, Ask)]

    @property
    def rounds(self) -> list[RoundFact]:
        return self.machine.rounds

    @property
    def blocks(self) -> tuple[BlockState, ...]:
        return lay_out(TURN, self.rounds)

    def fold(self) -> Fold:
        return fold_events(self.events)

    def _check_rebuilt(self, step: Step) -> None:
        machine = TurnMachine(
            TURN, CATALOG, self.limits, rounds=self.machine.rounds, results=self.machine.results
        )
        assert machine.due() == step
        if self.rebuild:
            self.machine = machine

    def _read(self, ask: Ask, reply: Reply) -> None:
        self.machine.begin(ask)
        for chunk in reply:
            self._take(self.machine.receive([chunk]))
            self._store()
        self._take(self.machine.end_stream())
        self.machine.end_round()
        self._store()

    def _take(self, outputs: Sequence[Output]) -> None:
        for output in outputs:
            if isinstance(output, BlockDue):
                settled = self.machine.settle_widget(output, BIKES)
                self._show([settled] if settled.state == "ready" else [])
            else:
                self.events.append(output)

    def _show(self, widgets: Sequence[Any]) -> None:
        self.events += [BlockChanged(TURN, show_widget(TURN, each)) for each in widgets]

    def _settle(self, outcome: CallFact) -> None:
        self.machine.settle_call(outcome)
        self._store()

    def _store(self) -> None:
        reader = self.machine.reader
        left = None
        if isinstance(reader, ReplyReader):
            left = RoundFact(
                number=len(self.rounds) + 1,
                kind="reply",
                raw=reader.raw,
                text=reader.raw,
                finish=None,
                widgets=tuple(each for each in reader.widgets.values() if each.state == "ready"),
            )
        self.stored.append(Stored(len(self.events), tuple(self.rounds), left))


def fold_events(events: Sequence[Event]) -> Fold:
    """What a reader knows who heard exactly these events."""
    fold = Fold()
    for event in events:
        fold.apply(event)
    return fold

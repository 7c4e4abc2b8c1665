"""What can be due next in a turn, and what the turn may use up. No I/O."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.core.turn.endings import Ending
from assistant.core.turn.facts import CallFact, RoundFact, RoundKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one turn may use up, over all its rounds."""

    rounds: int = 10
    calls: int = 16
    tokens: int = 500_000

    def refuse_round(self, rounds: Sequence[RoundFact]) -> str | None:
        """The code of the limit that allows no request after these rounds, if one does."""
        if len(rounds) >= self.rounds:
            return "too_many_rounds"
        spent = sum(each.input_tokens + each.output_tokens for each in rounds)
        return "too_many_tokens" if spent > self.tokens else None

    def room_for_calls(self, rounds: Sequence[RoundFact]) -> int:
        """How many calls the round after these may make; nothing could come of the last one's."""
        if len(rounds) + 1 >= self.rounds:
            return 0
        return self.calls - sum(len(each.calls) for each in rounds)


@dataclass(frozen=True, slots=True)
class Ask:
    """A request to the model is due."""

    kind: RoundKind
    number: int
    may_call: bool = True


@dataclass(frozen=True, slots=True)
class RunCalls:
    """Tool calls are due; settle each with `settle_call`."""

    calls: tuple[CallFact, ...]


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing is due before a member decides."""


Step = Ask | RunCalls | Wait | Ending

"""What can be due next in a turn, and what the turn may use up. No I/O."""

from dataclasses import dataclass

from assistant.core.endings import Ending
from assistant.core.facts import CallFact, RoundKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one turn may use up, over all its rounds."""

    rounds: int = 10
    calls: int = 16
    tokens: int = 500_000


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

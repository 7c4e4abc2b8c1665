"""What a run of a turn is given: the turn itself, and what it runs in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.conf import Options
from assistant.core.turn.facts import TurnFact
from assistant.core.wire.events import Event, TurnState
from assistant.engine.journal import Journal
from assistant.engine.pace import Pace
from assistant.host import Actor, Host
from assistant.llm import LLM


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One turn to run, as its rows tell it. `results` are the path's tool results by handle."""

    state: TurnState
    actor: Actor
    history: Sequence[TurnFact]
    current: TurnFact
    results: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a turn runs in. `manual` is what `widgets.manual` writes for the host's catalog."""

    host: Host
    manual: str
    llm: LLM
    pace: Pace
    options: Options
    journal: Journal
    tell: Callable[[Sequence[Event]], None]

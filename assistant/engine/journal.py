"""What the engine is handed to put facts in; the runtime and the evals each supply one."""

from typing import Protocol

from assistant.core.requests import Prompt
from assistant.core.turn.facts import CallFact, EndFact, RoundFact, RoundKind, WidgetFact


class Journal(Protocol):
    """Facts of one turn. Each call has committed when it returns, and may raise Fenced."""

    async def begin_turn(self, prompt: Prompt) -> None:
        """The turn is about to run on this prompt."""

    async def begin_round(self, number: int, kind: RoundKind, request: str) -> None:
        """A request is about to be sent; `request` is its digest."""

    async def settle_block(self, number: int, widget: WidgetFact, raw: str) -> None:
        """A widget block of round `number` is ready; `raw` is as far as an open round has come."""

    async def end_round(self, round_: RoundFact) -> None:
        """A round ended, its calls not yet run."""

    async def settle_call(self, number: int, call: CallFact, revision: int) -> None:
        """A tool call of round `number` came out; `revision` is the turn's."""

    async def pause(self, revision: int) -> None:
        """The turn waits for a member to decide."""

    async def end_turn(self, end: EndFact, revision: int) -> None:
        """The turn ended."""

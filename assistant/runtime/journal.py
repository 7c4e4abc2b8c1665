"""The journal a serving process hands the engine: facts go to rows through the services."""

from assistant.core.requests import Prompt
from assistant.core.turn.facts import CallFact, EndFact, RoundFact, RoundKind, WidgetFact
from assistant.models import Round
from assistant.runtime.threads import call_service
from assistant.services import journal
from assistant.services.journal import Ownership


class RowJournal:
    """Stores the facts of one turn under one fence."""

    def __init__(self, own: Ownership) -> None:
        self._own = own
        self._stored: dict[int, RoundFact] = {}
        self._settled: list[WidgetFact] = []
        self._rows: dict[int, Round] = {}

    async def begin_turn(self, prompt: Prompt) -> None:
        """Store which prompt the turn runs on."""
        await call_service(journal.begin_turn, own=self._own, prompt=prompt)

    async def begin_round(self, number: int, kind: RoundKind, request: str) -> None:
        """Store that a request is about to be sent."""
        self._rows[number] = await call_service(
            journal.begin_round, own=self._own, number=number, kind=kind, request=request
        )

    async def settle_block(self, number: int, widget: WidgetFact, raw: str) -> None:
        """Store a ready block."""
        await call_service(
            journal.settle_block,
            own=self._own,
            number=number,
            widget=widget,
            raw=raw,
            row=self._rows.get(number),
        )
        self._settled.append(widget)

    async def end_round(self, round_: RoundFact) -> None:
        """Store a round that ended."""
        await call_service(journal.end_round, own=self._own, round_=round_, settled=self._settled)
        self._stored[round_.number] = round_

    async def settle_call(self, number: int, call: CallFact, revision: int) -> None:
        """Store how a call came out."""
        await call_service(
            journal.settle_call, own=self._own, number=number, call=call, revision=revision
        )

    async def pause(self, revision: int) -> None:
        """Store that the turn waits."""
        await call_service(journal.pause_turn, own=self._own, revision=revision)

    async def end_turn(self, end: EndFact, revision: int) -> None:
        """Store the end."""
        stored = self._stored.values()
        await call_service(
            journal.end_turn, own=self._own, end=end, revision=revision, stored=stored
        )

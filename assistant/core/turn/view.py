"""What followers are told of a turn while it runs: its state with a rising revision. No I/O."""

from collections.abc import Collection, Mapping, Sequence

from msgspec import structs

from assistant.core.turn.endings import write_notice
from assistant.core.turn.facts import CallFact, EndFact, RoundFact
from assistant.core.wire.events import CallPhase, CallState, TurnChanged, TurnPhase, TurnState

UNKNOWN_TOOL = "unknown"


class TurnView:
    """Holds the state last told; every `show` is the next revision of it."""

    def __init__(self, state: TurnState, titles: Mapping[str, str]) -> None:
        self.state = state
        self._titles = titles
        self._begun: set[str] = set()

    def show_calls(self, rounds: Sequence[RoundFact], running: Collection[str] = ()) -> TurnChanged:
        """Tell the calls of all rounds; `running` holds the ids of those that begin now."""
        self._begun.update(running)
        return self._change(calls=show_calls(rounds, self._titles, self._begun))

    def show_wait(self) -> TurnChanged:
        """Tell that a member has to decide."""
        return self._change(state="waiting")

    def show_end(self, end: EndFact) -> TurnChanged:
        """Tell the end."""
        ending = end.ending
        return self._change(
            state=ending.state,
            code=ending.code,
            truncated=ending.truncated,
            notice=write_notice(ending.code, truncated=ending.truncated),
            calls=show_calls(end.rounds, self._titles),
            findings=end.findings,
            sources=end.sources,
        )

    def _change(self, **changes: object) -> TurnChanged:
        changed = structs.replace(self.state, revision=self.state.revision + 1, **changes)
        self.state = changed
        return TurnChanged(changed)


def show_calls(
    rounds: Sequence[RoundFact], titles: Mapping[str, str], begun: Collection[str] | None = None
) -> tuple[CallState, ...]:
    """The calls of a turn in order, as a member may see them.

    While the turn runs, `begun` holds the ids of calls that began: others are not shown before they
    do. Without it the turn is over, and what is still due never ran.
    """
    return tuple(
        CallState(
            # A name the host does not know is the model's own words: not for a member's eyes.
            call.name if call.name in titles else UNKNOWN_TOOL,
            titles.get(call.name, ""),
            _show_phase(call, begun),
            call.handle,
            call.ended.isoformat() if call.ended else None,
        )
        for round_ in rounds
        for call in round_.calls
        if call.state != "due" or begun is None or call.id in begun
    )


def _show_phase(call: CallFact, begun: Collection[str] | None) -> CallPhase:
    match call.state:
        case "due":
            return "failed" if begun is None else "running"
        case "done" | "failed" | "waiting" | "declined":
            return call.state


def is_ended(state: TurnPhase) -> bool:
    """Whether a turn in this state will never change again."""
    return state not in ("running", "waiting")

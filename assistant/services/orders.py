"""Prepares a turn to be run: its history, and the state its followers hold."""

import uuid
from dataclasses import dataclass

from assistant.core.turn.facts import TurnFact
from assistant.core.wire.events import ConversationState, TurnState
from assistant.models import Turn
from assistant.services.history import collect_results, find_path, read_turn
from assistant.services.snapshots import show_conversation, show_turn
from widgets.catalog import Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What the rows say about a turn that is about to run."""

    conversation: ConversationState
    state: TurnState
    fence: int
    history: tuple[TurnFact, ...]
    current: TurnFact
    results: dict[str, object]


def prepare_turn(*, turn: uuid.UUID, catalog: Catalog) -> Prepared:
    """Read everything a run needs."""
    row = Turn.objects.select_related("conversation").get(pk=turn)
    path = find_path(row)
    facts = tuple(read_turn(each, catalog) for each in path)
    return Prepared(
        conversation=show_conversation(row.conversation),
        state=show_turn(row),
        fence=row.fence,
        history=facts[:-1],
        current=facts[-1],
        results=collect_results(facts),
    )

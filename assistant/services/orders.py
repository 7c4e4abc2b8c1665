"""Prepares a turn to be run: its history, its prompt version, and the state followers hold."""

import uuid
from dataclasses import dataclass

from django.db import transaction

from assistant.core.events import ConversationState, TurnState
from assistant.core.facts import TurnFact
from assistant.core.requests import Prompt
from assistant.models import PromptVersion, Turn
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


def prepare_turn(*, turn: uuid.UUID, prompt: Prompt, catalog: Catalog) -> Prepared:
    """Read everything a run needs, and store which prompt it uses."""
    with transaction.atomic():
        version, _ = PromptVersion.objects.get_or_create(
            sha256=prompt.sha256,
            defaults={
                "instructions": prompt.instructions,
                "manual": prompt.manual,
                "tools": list(prompt.tools),
            },
        )
        Turn.objects.filter(pk=turn).update(prompt=version)
    path = find_path(Turn.objects.get(pk=turn))
    row = path[-1]
    facts = tuple(read_turn(each, catalog) for each in path)
    return Prepared(
        conversation=show_conversation(row.conversation),
        state=show_turn(row),
        fence=row.fence,
        history=facts[:-1],
        current=facts[-1],
        results=collect_results(facts),
    )

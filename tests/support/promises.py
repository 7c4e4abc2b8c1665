"""What is promised of every turn that ended, however it ended."""

import asyncio
from typing import Any

from assistant.core.turn.view import is_ended
from assistant.core.wire.events import TurnChanged
from assistant.core.wire.fold import Fold


def check_promises(ended: Any) -> None:
    """Hold one ended turn against everything that must be true of it."""
    check_end(ended)
    check_told(ended)
    check_left(ended)


def check_end(ended: Any) -> None:
    """It ended once, in rows and events alike, and nothing was told after that."""
    ends = [
        index
        for index, event in enumerate(ended.events)
        if isinstance(event, TurnChanged) and is_ended(event.turn.state)
    ]
    assert ends == [len(ended.events) - 1]
    assert is_ended(ended.row.state)
    assert ended.row.ended is not None
    assert ended.row.process_id is None
    assert (ended.last.code is None) == (ended.last.notice is None) or ended.row.truncated


def check_told(ended: Any) -> None:
    """Who followed from the start holds what a reload shows, word for word."""
    fold = Fold()
    for event in ended.events:
        fold.apply(event)
    turn = str(ended.row.pk)
    assert fold.turns[turn] == ended.shown.turn
    assert fold.blocks(turn) == ended.shown.blocks


def check_left(ended: Any) -> None:
    """Nothing is open in the rows, and nothing of it still runs."""
    assert {block.state for block in ended.blocks} <= {"ready", "failed"}
    assert all(round_.ended for round_ in ended.rounds)
    raws = [round_.raw for round_ in ended.rounds if round_.kind == "reply" and round_.raw.strip()]
    assert ended.row.raw == "\n\n".join(raws)
    running = {task.get_coro().__qualname__ for task in asyncio.all_tasks()}
    assert not [name for name in running if name.startswith(("TurnRun.", "run_call", "Office."))]

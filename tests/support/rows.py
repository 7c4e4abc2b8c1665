"""Turns without a runtime: what services do to rows, also from many threads at once."""

import threading
import uuid
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, TypeVar

from django.db import connection
from django.utils import timezone

from assistant.core.turn.endings import Ending
from assistant.core.turn.facts import EndFact
from assistant.errors import Refusal
from assistant.host import Actor
from assistant.models import Turn
from assistant.services.journal import Ownership, end_turn
from assistant.services.processes import register_process
from assistant.services.turns import Lease, Message, send_message
from tests.support.office import ALICE

T = TypeVar("T")


def make_lease() -> Lease:
    """A living process."""
    process = register_process(kind="serve", pid=1)
    return Lease(process=process, model="fake-model", endpoint="http://127.0.0.1/v1")


def send(lease: Lease, text: str = "Hi", *, actor: Actor = ALICE, **about: Any) -> Turn:
    """A message, accepted: a running turn. Without a conversation it begins one."""
    about = {"conversation": uuid.uuid4(), **about}
    outcome = send_message(
        actor=actor,
        command_id=about.pop("command_id", str(uuid.uuid4())),
        message=Message(text=text, **about),
        lease=lease,
    )
    return Turn.objects.get(pk=outcome.answer["turn"])


def answer(turn: Turn, state: Any = "done") -> Turn:
    """The turn, ended without a word."""
    end_turn(own=own(turn), end=EndFact(ending=Ending(state)), revision=turn.revision + 1)
    turn.refresh_from_db()
    return turn


def own(turn: Turn) -> Ownership:
    return Ownership(turn.pk, turn.fence)


def age(turn: Turn, *, seconds: float) -> None:
    """Make a turn look as if it had been accepted a while ago."""
    Turn.objects.filter(pk=turn.pk).update(created=timezone.now() - timedelta(seconds=seconds))


def at_once(*acts: Callable[[], T]) -> Sequence[T | Refusal]:
    """What each came to, all begun at the same moment in threads of their own."""
    barrier = threading.Barrier(len(acts))
    outcomes: list[Any] = [None] * len(acts)

    def run(index: int) -> None:
        try:
            barrier.wait()
            outcomes[index] = acts[index]()
        except Refusal as refusal:
            outcomes[index] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes

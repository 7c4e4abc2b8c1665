"""Keeps account of the processes that run turns, and ends the turns of those that died."""

import logging
import uuid
from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from assistant.core.turn.endings import PROCESS_DIED
from assistant.core.turn.facts import RoundFact, TurnFact
from assistant.core.turn.machine import TurnMachine
from assistant.core.turn.steps import Limits, RunCalls
from assistant.engine.closing import close_turn
from assistant.host import Host
from assistant.models import Process, Turn
from assistant.services.history import find_path, read_turn, recover_rounds
from assistant.services.journal import Ownership, end_turn
from widgets.catalog import Catalog

logger = logging.getLogger(__name__)

UNKNOWN_OUTCOME = {
    "code": "unknown_outcome",
    "message": "The server ended while this was due; it may or may not have acted. Look first.",
}
SWEPT = 1000
"""How far a sweep lifts a revision: beyond whatever the dead process had told unstored."""


def register_process(*, kind: str, pid: int) -> uuid.UUID:
    """A new process row; its id is the lease."""
    return Process.objects.create(kind=kind, pid=pid).pk


def beat(
    *, process: uuid.UUID, kind: str, pid: int, running: Collection[uuid.UUID]
) -> set[uuid.UUID]:
    """Say the process is alive; returns those of its `running` turns that are to stop.

    They were asked to, or another process took them while this one slept.
    """
    if not Process.objects.filter(pk=process).update(heartbeat=Now()):
        # Another process took us for dead, as after a sleep of the machine, and removed the row.
        Process.objects.create(pk=process, kind=kind, pid=pid)
    ours = Turn.objects.filter(pk__in=running, state="running", process=process)
    return set(running) - set(ours.filter(stop_asked=False).values_list("pk", flat=True))


def remove_process(*, process: uuid.UUID) -> None:
    """The process ends in good order."""
    Process.objects.filter(pk=process).delete()


def declare_dead(*, kind: str) -> None:
    """Every process of this kind is gone, proven by a lock we now hold."""
    Process.objects.filter(kind=kind).delete()


def sweep(
    *, host: Host, dead_after: float, process: uuid.UUID, running: Collection[uuid.UUID]
) -> list[Turn]:
    """End every running turn whose process is dead, or ours but not `running`; returns them.

    Any number of processes may sweep: the fence lets one of them end each turn. A turn of ours
    may have been accepted a moment ago and not be running yet.
    """
    dead = Process.objects.dead(after=dead_after).exclude(pk=process)
    accepted = timezone.now() - timedelta(seconds=dead_after)
    left = Q(process=process, created__lte=accepted) & ~Q(pk__in=running)
    orphaned = Q(process=None) | Q(process__in=dead) | left
    turns = list(Turn.objects.filter(orphaned, state="running").select_related("conversation"))
    ended = [turn for turn in turns if _interrupt(turn, host)]
    dead.exclude(turn__state="running").delete()
    return ended


def _interrupt(turn: Turn, host: Host) -> bool:
    """Keep what the dead process left of a turn; False if it cannot be ended here and now."""
    try:
        # The fence first: an owner who lives after all can store nothing between our look and our
        # end. In no transaction: the host's assertions must keep nobody else from writing.
        if not Turn.objects.owned(turn.pk, turn.fence).update(fence=F("fence") + 1):
            return False
        turn.refresh_from_db()
        end = close_turn(host, _recover_path(turn, host.catalog), PROCESS_DIED)
        own = Ownership(turn.pk, turn.fence)
        end_turn(own=own, end=end, revision=turn.revision + SWEPT)
    except Exception:
        # One turn that cannot be ended must not keep the others from it.
        logger.exception("turn %s could not be swept", turn.pk)
        return False
    turn.refresh_from_db()
    return True


def _recover_path(turn: Turn, catalog: Catalog) -> list[TurnFact]:
    *history, current = (read_turn(each, catalog) for each in find_path(turn))
    return [*history, replace(current, rounds=tuple(_recover(turn, catalog)))]


def _recover(turn: Turn, catalog: Catalog) -> list[RoundFact]:
    machine = TurnMachine(str(turn.pk), catalog, Limits(), rounds=recover_rounds(turn, catalog))
    machine.give_up()
    due = machine.due()
    for call in due.calls if isinstance(due, RunCalls) else ():
        machine.settle_call(replace(call, state="failed", fault=UNKNOWN_OUTCOME))
    return machine.rounds

"""Takes back what a draft tool made."""

import uuid
from datetime import timedelta

from asgiref.sync import async_to_sync
from django.utils import timezone

from assistant.errors import Refusal, ToolFault
from assistant.host import Actor, Call, Host, Tool
from assistant.models import ToolCall

UNDO_WITHIN = timedelta(hours=24)


def undo_call(*, host: Host, actor: Actor, turn: uuid.UUID, handle: str) -> None:
    """Undo the call of `turn` whose result has `handle`, once, as the member.

    Raises Refusal: `not_found` where there is no such call, this member may not make it (any more),
    it cannot be undone, or was already; `too_late` after 24 hours; or the code with which the
    host's tool refuses, and then it may be asked again.
    """
    calls = ToolCall.objects.visible_to(actor).filter(round__turn_id=turn, state="done")
    row = calls.filter(handle=handle).first()
    tool = host.tool(row.name) if row else None
    if row is None or tool is None or tool.undo is None or not _may_call(host, actor, tool):
        raise Refusal("not_found", "There is nothing here to undo.")
    if row.ended is None or timezone.now() - row.ended > UNDO_WITHIN:
        raise Refusal("too_late", "This can be undone for 24 hours only.")
    call = Call(actor=actor, arguments=row.arguments or {}, key=row.key, result=row.result)
    if not calls.filter(pk=row.pk, undone=None).update(undone=timezone.now()):
        raise Refusal("not_found", "This was undone already.")
    try:
        # In no transaction: the host may well write through a connection of its own.
        async_to_sync(tool.undo)(call)
    except Exception as error:
        ToolCall.objects.filter(pk=row.pk).update(undone=None)
        if isinstance(error, ToolFault):
            raise Refusal(error.code, error.message) from error
        raise


def _may_call(host: Host, actor: Actor, tool: Tool) -> bool:
    return async_to_sync(host.may)(actor, "call", tool.name)

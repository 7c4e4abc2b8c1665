"""Stores wishes and what became of them, and keeps each member to a day's share."""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from assistant.core.query.asks import Asking, Try, Wish
from assistant.core.query.language import write_query
from assistant.errors import Refusal
from assistant.host import Actor
from assistant.models import QueryAsk, Tenant
from assistant.services.turns import Lease

DAY = timedelta(hours=24)


@transaction.atomic
def begin_ask(*, actor: Actor, wish: Wish, length: int, lease: Lease, most: int) -> uuid.UUID:
    """Store that a wish is about to be asked, `length` its characters before it was cut.

    Raises Refusal `too_many` where the member had `most` wishes in the last 24 hours.
    """
    Tenant.objects.get_or_create(slug=actor.tenant)
    # Held while we count, so that wishes sent all at once are counted one after the other.
    tenant = Tenant.objects.select_for_update(no_key=True).get(slug=actor.tenant)
    now = timezone.now()
    if QueryAsk.objects.of_member(actor).since(now - DAY).count() >= most:
        message = f"You have asked {most:,} times in a day. Please use the filters for now."
        raise Refusal("too_many", message)
    row = QueryAsk.objects.create(
        tenant=tenant,
        member=actor.id,
        collection=wish.collection.name,
        text=wish.text,
        length=length,
        current=write_query(wish.current),
        context={"now": wish.now.isoformat(), "zone": wish.zone},
        model=lease.model,
        endpoint=lease.endpoint,
        created=now,
    )
    return row.pk


def end_ask(
    *, ask: uuid.UUID, outcome: Asking, found: int | None = None, run_code: str | None = None
) -> None:
    """Store what became of a wish, and of running its query."""
    QueryAsk.objects.filter(pk=ask).update(
        prompt=outcome.prompt,
        fields=[[each.name, each.score] for each in outcome.fields],
        tries=[_write_try(each) for each in outcome.tries],
        state=outcome.state,
        code=outcome.code,
        query=None if outcome.query is None else write_query(outcome.query),
        question=outcome.question or "",
        faults=_write_notes(outcome.faults),
        corrections=_write_notes(outcome.corrections),
        corrected=dict(Counter(each.code for each in outcome.corrections)),
        found=found,
        run_code=run_code,
        usage={
            "input": sum(each.input_tokens for each in outcome.tries),
            "output": sum(each.output_tokens for each in outcome.tries),
        },
        ended=timezone.now(),
    )


def _write_try(one: Try) -> dict[str, Any]:
    return {
        "request": one.request,
        "raw": one.raw,
        "finish": one.finish,
        "faults": _write_notes(one.faults),
        "corrections": _write_notes(one.corrections),
        "usage": {"input": one.input_tokens, "output": one.output_tokens},
        "started": one.started.isoformat(),
        "ended": one.ended.isoformat(),
    }


def _write_notes(notes: Sequence[Any]) -> list[dict[str, str]]:
    return [asdict(each) for each in notes]

"""Carries out commands once: a repeat gets the first answer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from assistant.errors import Refusal
from assistant.host import Actor
from assistant.models import Command, Tenant

Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A command's answer, and whether it had been given before."""

    answer: Answer
    repeat: bool


def carry_out(
    *, actor: Actor, command_id: str, digest: str, act: Callable[[Tenant], Answer]
) -> Outcome:
    """Run `act` and keep its answer under the command's id, both in one transaction.

    `digest` tells two commands apart. Raises Refusal `id_reuse`, and whatever `act` refuses with;
    a refused command leaves its id free.
    """
    key = {"member": actor.id, "command_id": command_id}
    same = Command.objects.filter(tenant__slug=actor.tenant, **key)

    def try_once() -> Outcome:
        with transaction.atomic():
            if known := same.first():
                return _repeat(known, digest)
            tenant, _ = Tenant.objects.get_or_create(slug=actor.tenant)
            answer = act(tenant)
            Command.objects.create(tenant=tenant, **key, digest=digest, answer=answer)
            return Outcome(answer, repeat=False)

    try:
        return try_once()
    except IntegrityError:
        # Somebody was faster, with this very command or with another; now their rows can be seen.
        return try_once()
    except Refusal:
        # So they may be if what they did is why this is refused.
        if known := same.first():
            return _repeat(known, digest)
        raise


def _repeat(known: Command, digest: str) -> Outcome:
    if known.digest != digest:
        raise Refusal("id_reuse", "This id was used for another command.")
    return Outcome(known.answer, repeat=True)

"""What members think of replies: stored, changed, withdrawn."""

import uuid
from dataclasses import dataclass
from typing import Literal

from django.db import transaction

from assistant.core.requests import digest
from assistant.errors import Refusal
from assistant.host import Actor
from assistant.models import Rating, Tenant
from assistant.models.conversations import LIVE
from assistant.services.commands import Answer, Outcome, carry_out
from assistant.services.turns import find_turn

Thumb = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Opinion:
    """A thumb and why; None takes back what was said."""

    value: Thumb | None
    comment: str = ""


@transaction.atomic
def store_rating(*, actor: Actor, turn: uuid.UUID, opinion: Opinion) -> Rating | None:
    """Keep this member's opinion of a reply in place of an earlier one.

    Raises Refusal `not_found`, or `busy` while the reply is written.
    """
    rated = find_turn(actor=actor, turn=turn)
    if rated.state in LIVE:
        raise Refusal("busy", "This answer is being written. Rate it when it has ended.")
    if opinion.value is None:
        rated.ratings.filter(member=actor.id).delete()
        return None
    said = {"value": opinion.value, "comment": opinion.comment}
    return rated.ratings.update_or_create(member=actor.id, defaults=said)[0]


def rate_turn(*, actor: Actor, command_id: str, turn: uuid.UUID, opinion: Opinion) -> Outcome:
    """`store_rating` as a command, once for its id. The answer is `{"value": thumb or None}`."""

    def act(_tenant: Tenant) -> Answer:
        store_rating(actor=actor, turn=turn, opinion=opinion)
        return {"value": opinion.value}

    about = digest(["rate", str(turn), opinion.value, opinion.comment])
    return carry_out(actor=actor, command_id=command_id, digest=about, act=act)

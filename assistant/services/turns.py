"""What members do to the tree of turns: send, retry, stop, select."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F
from django.utils import timezone

from assistant.core.requests import digest
from assistant.core.titles import make_title
from assistant.errors import Refusal
from assistant.host import Actor
from assistant.models import Conversation, DeletedConversation, Tenant, Turn
from assistant.services.commands import Answer, Outcome, carry_out


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """Who answers: the process that owns the turn, and the model it will ask."""

    process: uuid.UUID
    model: str
    endpoint: str
    kind: str = "serve"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a member says, after the leaf or after `parent`: None makes a sibling of the first turn.

    `page` is what they look at; `mentions` are the records they name, each once, as
    `{kind, id, label}`.
    """

    conversation: uuid.UUID
    text: str
    parent: uuid.UUID | None = None
    after_leaf: bool = True
    page: str | None = None
    mentions: tuple[Mapping[str, str], ...] = ()


def send_message(*, actor: Actor, command_id: str, message: Message, lease: Lease) -> Outcome:
    """Accept a message: a running turn after its parent, in a conversation made if need be.

    The answer is `{"turn": id}`. Raises Refusal `not_found`, `busy` or `id_reuse`.
    """

    def act(tenant: Tenant) -> Answer:
        conversation = _open_conversation(actor, tenant, message)
        parent = conversation.leaf if message.after_leaf else None
        if message.parent is not None:
            parent = conversation.turns.filter(pk=message.parent).first()
            if parent is None:
                raise Refusal("not_found", "There is no such turn in this conversation.")
        context = _describe_moment(actor, message.page, message.mentions)
        return _begin_turn(conversation, _Ask(message.text, context, parent), lease)

    return carry_out(actor=actor, command_id=command_id, digest=_digest(message), act=act)


def refuse_message(*, actor: Actor, command_id: str, message: Message, refusal: Refusal) -> Outcome:
    """Raise `refusal`, unless this very command was accepted before: then its answer stands."""

    def act(_tenant: Tenant) -> Answer:
        raise refusal

    return carry_out(actor=actor, command_id=command_id, digest=_digest(message), act=act)


def retry_turn(*, actor: Actor, command_id: str, turn: uuid.UUID, lease: Lease) -> Outcome:
    """Ask the same again as a new sibling. Answer and refusals as of `send_message`."""

    def act(_tenant: Tenant) -> Answer:
        asked = find_turn(actor=actor, turn=turn)
        page, mentions = asked.context.get("page"), asked.context.get("mentions", ())
        context = _describe_moment(actor, page, mentions)
        again = _Ask(asked.message, context, asked.parent)
        return _begin_turn(_lock_conversation(asked), again, lease)

    about = digest(["retry", str(turn)])
    return carry_out(actor=actor, command_id=command_id, digest=about, act=act)


def stop_turn(*, actor: Actor, command_id: str, turn: uuid.UUID) -> Outcome:
    """Ask a turn to end; its owner reads the row. The answer is `{"state": state before}`.

    A waiting turn has no owner and ends here. Raises Refusal `not_found` or `id_reuse`.
    """

    def act(_tenant: Tenant) -> Answer:
        asked = find_turn(actor=actor, turn=turn)
        if asked.state == "waiting":
            end_waiting(asked, code="stopped")
        Turn.objects.filter(pk=turn, state="running").update(stop_asked=True)
        return {"state": asked.state}

    about = digest(["stop", str(turn)])
    return carry_out(actor=actor, command_id=command_id, digest=about, act=act)


def select_turn(
    *, actor: Actor, command_id: str, conversation: uuid.UUID, turn: uuid.UUID
) -> Outcome:
    """Show the branch through a turn, down to its newest descendant. The answer is `{"leaf"}`.

    Raises Refusal `not_found`, `busy` or `id_reuse`.
    """

    def act(_tenant: Tenant) -> Answer:
        asked = find_turn(actor=actor, turn=turn)
        if asked.conversation_id != conversation:
            raise Refusal("not_found", "There is no such turn in this conversation.")
        locked = _lock_conversation(asked)
        if locked.turns.filter(state="running").exists():
            raise Refusal("busy", "An answer is being written already.")
        leaf = _newest_descendant(asked)
        _show_leaf(locked, leaf)
        return {"leaf": str(leaf.pk)}

    about = digest(["select", str(conversation), str(turn)])
    return carry_out(actor=actor, command_id=command_id, digest=about, act=act)


def find_turn(*, actor: Actor, turn: uuid.UUID) -> Turn:
    """A turn this member may see. Raises Refusal `not_found`."""
    found = Turn.objects.visible_to(actor).select_related("conversation").filter(pk=turn).first()
    if found is None:
        raise Refusal("not_found", "There is no such turn.")
    return found


def end_waiting(turn: Turn, *, code: str) -> None:
    """End a turn that waits for a member: as stopped, whatever the code."""
    Turn.objects.filter(pk=turn.pk, state="waiting").update(
        state="stopped", code=code, ended=timezone.now(), revision=F("revision") + 1
    )


def _digest(message: Message) -> str:
    """What a record is called now is no part of what was asked."""
    after = [message.after_leaf, str(message.parent)]
    about = ["send", str(message.conversation), message.text, after, message.page]
    return digest(about + [[each["kind"], each["id"]] for each in message.mentions])


def _lock_conversation(turn: Turn) -> Conversation:
    """Until this transaction ends nobody else begins a turn here, shows another or deletes it."""
    rows = Conversation.objects.select_for_update(of=("self",))
    found = rows.filter(pk=turn.conversation_id).first()
    if found is None:
        raise Refusal("not_found", "There is no such turn.")
    return found


@dataclass(frozen=True, slots=True)
class _Ask:
    text: str
    context: dict[str, Any]
    parent: Turn | None


def _open_conversation(actor: Actor, tenant: Tenant, message: Message) -> Conversation:
    mine = Conversation.objects.visible_to(actor).select_for_update(of=("self",))
    found = mine.filter(pk=message.conversation).first()
    if found is not None:
        return found
    for taken in (Conversation, DeletedConversation):
        if taken.objects.filter(pk=message.conversation).exists():
            raise Refusal("not_found", "There is no such conversation.")
    return Conversation.objects.create(
        id=message.conversation, tenant=tenant, member=actor.id, title=make_title(message.text)
    )


def _begin_turn(conversation: Conversation, ask: _Ask, lease: Lease) -> Answer:
    # Without a leaf it is new: it has no turns.
    for live in conversation.turns.live() if conversation.leaf_id else ():
        if live.state == "running":
            raise Refusal("busy", "An answer is being written already.")
        end_waiting(live, code="declined")
    turn = Turn.objects.create(
        conversation=conversation,
        parent=ask.parent,
        message=ask.text,
        context=ask.context,
        model=lease.model,
        endpoint=lease.endpoint,
        process_id=lease.process,
        created=timezone.now(),
    )
    _show_leaf(conversation, turn, active=turn.created, archived=None)
    return {"turn": str(turn.pk)}


def _describe_moment(
    actor: Actor, page: str | None, mentions: Sequence[Mapping[str, str]]
) -> dict[str, Any]:
    now = timezone.now().astimezone(ZoneInfo(actor.zone)).replace(microsecond=0)
    return {
        "now": now.isoformat(),
        "zone": actor.zone,
        "member": actor.name,
        "page": page,
        "mentions": [dict(each) for each in mentions],
    }


def _show_leaf(conversation: Conversation, leaf: Turn, **changed: datetime | None) -> None:
    # Counted by the database: two commands at once must not tell two states of one revision.
    Conversation.objects.filter(pk=conversation.pk).update(
        leaf=leaf, revision=F("revision") + 1, **changed
    )


def _newest_descendant(turn: Turn) -> Turn:
    children: dict[uuid.UUID | None, Turn] = {}
    for each in turn.conversation.turns.order_by("created"):
        children[each.parent_id] = each
    while turn.pk in children:
        turn = children[turn.pk]
    return turn

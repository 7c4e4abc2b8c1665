"""Reads a conversation as a member sees it: the branch shown, block by block."""

import uuid
from collections.abc import Collection

import msgspec
from msgspec import structs

from assistant.core.turn.blocks import lay_out
from assistant.core.turn.endings import write_notice
from assistant.core.turn.view import show_calls
from assistant.core.wire.events import ConversationState, Finding, Source, TurnSnapshot, TurnState
from assistant.errors import Refusal
from assistant.host import Actor, Host
from assistant.models import Conversation, Turn
from assistant.models.conversations import LIVE
from assistant.services.history import (
    find_ids_above,
    find_path,
    find_siblings,
    read_ended_rounds,
    read_traces,
    recover_rounds,
)

NOT_FOUND = "There is no such conversation."


def check_conversation(*, actor: Actor, conversation: uuid.UUID) -> None:
    """Raises Refusal `not_found` unless this member may see the conversation."""
    if not Conversation.objects.visible_to(actor).filter(pk=conversation).exists():
        raise Refusal("not_found", NOT_FOUND)


def find_conversation(*, actor: Actor, conversation: uuid.UUID) -> Conversation:
    """A conversation this member may see. Raises Refusal `not_found`."""
    visible = Conversation.objects.visible_to(actor).select_related("leaf")
    found = visible.filter(pk=conversation).first()
    if found is None:
        raise Refusal("not_found", NOT_FOUND)
    return found


def read_branch(
    *, actor: Actor, conversation: uuid.UUID, host: Host, told: Collection[str] = ()
) -> tuple[ConversationState, tuple[TurnSnapshot, ...]]:
    """The branch shown, root first, as its rows tell it. Raises Refusal `not_found`.

    `told` are the ids of turns that an event log tells of.
    """
    found = find_conversation(actor=actor, conversation=conversation)
    siblings = find_siblings(found)
    turns = tuple(
        read_snapshot(
            turn, host, siblings=tuple(siblings[turn.parent_id]), told=str(turn.pk) in told
        )
        for turn in find_path(found.leaf)
    )
    return show_conversation(found), turns


def read_page(
    *, actor: Actor, conversation: uuid.UUID, host: Host, after: uuid.UUID | None, most: int
) -> tuple[ConversationState, tuple[TurnSnapshot, ...], bool]:
    """At most that many turns of the branch shown, after one of it; and whether there are more.

    Raises Refusal `not_found`, also where `after` is not on the branch.
    """
    found = find_conversation(actor=actor, conversation=conversation)
    ids = [*find_ids_above(found.leaf), found.leaf.pk] if found.leaf else []
    if after is not None and after not in ids:
        raise Refusal("not_found", "There is no such turn on the branch shown.")
    start = 0 if after is None else ids.index(after) + 1
    rows = Turn.objects.in_bulk(ids[start : start + most])
    siblings = find_siblings(found)
    turns = tuple(
        read_snapshot(turn, host, siblings=tuple(siblings[turn.parent_id]))
        for turn in read_traces([rows[each] for each in ids[start : start + most] if each in rows])
    )
    return show_conversation(found), turns, start + most < len(ids)


def read_one(*, actor: Actor, turn: uuid.UUID, host: Host) -> TurnSnapshot:
    """One turn as its rows tell it. Raises Refusal `not_found`."""
    rows = Turn.objects.visible_to(actor).select_related("conversation")
    found = rows.filter(pk=turn).first()
    if found is None:
        raise Refusal("not_found", "There is no such turn.")
    siblings = tuple(find_siblings(found.conversation)[found.parent_id])
    return read_snapshot(read_traces([found])[0], host, siblings=siblings)


def read_whole(
    *, actor: Actor, conversation: uuid.UUID, host: Host
) -> tuple[ConversationState, tuple[TurnSnapshot, ...]]:
    """Every turn of every branch, oldest first. Raises Refusal `not_found`."""
    found = find_conversation(actor=actor, conversation=conversation)
    siblings = find_siblings(found)
    rows = read_traces(list(found.turns.order_by("created", "pk")))
    turns = tuple(
        read_snapshot(turn, host, siblings=tuple(siblings[turn.parent_id])) for turn in rows
    )
    return show_conversation(found), turns


def read_snapshot(
    turn: Turn, host: Host, *, siblings: tuple[str, ...] = (), told: bool = False
) -> TurnSnapshot:
    """One turn with its blocks; those of an open round only if no event log tells them.

    What was stored of an open round may end in the beginning of a fence, which the log holds back.
    """
    read = read_ended_rounds if told else recover_rounds
    rounds = read(turn, host.catalog)
    titles = {tool.name: tool.title for tool in host.tools}
    begun = {call.id for each in rounds for call in each.calls} if turn.state in LIVE else None
    calls = show_calls(rounds, titles, begun)
    return TurnSnapshot(
        turn=structs.replace(show_turn(turn), calls=calls),
        blocks=lay_out(str(turn.pk), rounds),
        siblings=siblings,
    )


def show_conversation(conversation: Conversation) -> ConversationState:
    """A conversation as followers are told of it."""
    return ConversationState(
        id=str(conversation.pk),
        title=conversation.title,
        leaf=str(conversation.leaf_id) if conversation.leaf_id else None,
        revision=conversation.revision,
        archived=conversation.archived is not None,
    )


def show_turn(turn: Turn) -> TurnState:
    """A turn as followers are told of it, its calls apart."""
    return TurnState(
        id=str(turn.pk),
        parent=str(turn.parent_id) if turn.parent_id else None,
        message=turn.message,
        created=turn.created.isoformat(),
        state=turn.state,  # type: ignore[arg-type]
        revision=turn.revision,
        model=turn.model,
        code=turn.code,
        notice=write_notice(turn.code, truncated=turn.truncated),
        truncated=turn.truncated,
        findings=tuple(msgspec.convert(turn.findings, list[Finding])),
        sources=tuple(msgspec.convert(turn.sources, list[Source])),
    )

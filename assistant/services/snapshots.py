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
    find_path,
    find_siblings,
    read_ended_rounds,
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

"""What members do to whole conversations of their own: rename, archive, delete."""

import uuid

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assistant.errors import Refusal
from assistant.host import Actor
from assistant.models import Conversation, DeletedConversation


@transaction.atomic
def change_conversation(
    *,
    actor: Actor,
    conversation: uuid.UUID,
    title: str | None = None,
    archived: bool | None = None,
) -> tuple[Conversation, bool]:
    """Rename or archive, also while a reply is written; whether that changed anything.

    None leaves a field as it is. Raises Refusal `not_found`.
    """
    found = _lock(actor, conversation)
    before = found.title, found.archived
    if title is not None:
        found.title = title
    if archived is not None and archived != (found.archived is not None):
        found.archived = timezone.now() if archived else None
    is_news = before != (found.title, found.archived)
    if is_news:
        found.revision = F("revision") + 1
        found.save(update_fields=["title", "archived", "revision"])
        found.refresh_from_db(fields=["revision"])
    return found, is_news


@transaction.atomic
def delete_conversation(*, actor: Actor, conversation: uuid.UUID) -> None:
    """Delete a conversation with all its turns, for good; its id is never used again.

    What tools made in the CRM stays there, and can no longer be undone from here. Raises Refusal
    `not_found`, or `busy` while a reply is written.
    """
    found = _lock(actor, conversation)
    if found.turns.filter(state="running").exists():
        message = "An answer is being written here. Stop it, or wait for it, then delete."
        raise Refusal("busy", message)
    found.delete()
    DeletedConversation.objects.create(id=conversation)


def _lock(actor: Actor, conversation: uuid.UUID) -> Conversation:
    mine = Conversation.objects.visible_to(actor).select_for_update(of=("self",))
    found = mine.filter(pk=conversation).first()
    if found is None:
        raise Refusal("not_found", "There is no such conversation.")
    return found

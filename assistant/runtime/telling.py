"""Tells followers what became of a whole conversation. On the runtime's event loop only."""

import uuid

from assistant.core.wire.events import ConversationChanged
from assistant.models import Conversation
from assistant.runtime.runtime import Runtime
from assistant.services.snapshots import show_conversation


async def tell_changed(runtime: Runtime, conversation: Conversation) -> None:
    """A new title, another leaf: what the row says now."""
    runtime.logs.append(
        str(conversation.pk), [ConversationChanged(show_conversation(conversation))]
    )


async def tell_deleted(runtime: Runtime, conversation: uuid.UUID) -> None:
    """It is gone: whoever follows it looks for its rows and finds none."""
    runtime.logs.drop(str(conversation))

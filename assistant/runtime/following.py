"""Follows a conversation: frame after frame from a cursor on, or from a snapshot."""

import uuid
from collections.abc import AsyncGenerator

from assistant.core.wire.events import Cursor, Reset, write_frame
from assistant.eventlogs.contract import CursorLost
from assistant.host import Actor
from assistant.runtime.runtime import Runtime
from assistant.runtime.snapshots import take_snapshot


async def follow(
    runtime: Runtime, actor: Actor, conversation: uuid.UUID, cursor: Cursor | None
) -> AsyncGenerator[str, None]:
    """Yield the frames after `cursor`, without end.

    Without a cursor they begin with a snapshot; where one cannot be honoured, now or later, come a
    reset and a snapshot. Raises Refusal `not_found` once the conversation is gone.
    """
    lost = False
    while True:
        if cursor is None:
            snapshot = await take_snapshot(runtime, actor, conversation)
            cursor = Cursor(snapshot.epoch, snapshot.seq)
            if lost:
                yield write_frame(Reset(str(conversation), cursor.epoch))
            yield write_frame(snapshot)
        try:
            frames, cursor = await runtime.logs.read(str(conversation), cursor)
        except CursorLost:
            cursor, lost = None, True
            continue
        for frame in frames:
            yield frame

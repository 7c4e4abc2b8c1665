"""Starts and stops what a serving process needs, as ASGI's lifespan protocol asks for it."""

import gc
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import AsyncExitStack
from threading import Thread
from typing import Any

from assistant.llm import load_sdk
from assistant.runtime.runtime import open_runtime
from config.worker import open_worker

logger = logging.getLogger(__name__)

Message = MutableMapping[str, Any]


class Lifespan:
    """Opens the runtime at startup and puts it into the state every connection is handed."""

    async def __call__(
        self,
        scope: Message,
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        """Answer one lifespan: startup, then shutdown."""
        await receive()
        async with AsyncExitStack() as stack:
            try:
                scope["state"]["runtime"] = await stack.enter_async_context(
                    open_runtime(kind="serve")
                )
                await stack.enter_async_context(open_worker())
            except Exception as error:
                logger.exception("the site cannot start")
                await send({"type": "lifespan.startup.failed", "message": str(error)})
                return
            # Seconds that the first question would otherwise wait for, and that leaving should not.
            Thread(target=_load_ahead, daemon=True).start()
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})


def _load_ahead() -> None:
    load_sdk()
    # What is loaded now stays. Looking through all of it for garbage again and again would stop
    # every stream for a tenth of a second each time.
    gc.collect()
    gc.freeze()

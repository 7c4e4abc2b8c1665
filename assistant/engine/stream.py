"""Reads the model's stream for one round: again if it never began, no longer than it lasts."""

import asyncio
import logging
import random
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from typing import Any

from assistant.conf import Options
from assistant.core.chunks import Chunk, Finish, Usage
from assistant.engine.deadlines import Deadlines
from assistant.errors import UpstreamFault
from assistant.llm import LLM

logger = logging.getLogger(__name__)

TAIL = 5.0
"""Seconds an endpoint may dawdle between its finish reason and the end of its stream."""


class ReplyStream:
    """The chunks of one request at a time; the deadlines hear what it hears."""

    def __init__(self, llm: LLM, deadlines: Deadlines, options: Options) -> None:
        self._llm = llm
        self._deadlines = deadlines
        self._options = options

    async def read(self, request: Mapping[str, Any]) -> AsyncGenerator[list[Chunk], None]:
        """Yield the chunks of each read. Raises UpstreamFault where no retry is left or allowed."""
        self._deadlines.start_stream()
        attempt = 0
        while True:
            try:
                async with aclosing(self._read_once(request)) as stream:
                    async for chunks in stream:
                        yield chunks
            except UpstreamFault as fault:
                attempt += 1
                wait = self._wait_before_retry(fault, attempt)
                if wait is None:
                    raise
                logger.info("the endpoint said %s; asking again in %.1f s", fault.code, wait)
                await asyncio.sleep(wait)
            else:
                self._deadlines.end_stream()
                return

    async def _read_once(self, request: Mapping[str, Any]) -> AsyncGenerator[list[Chunk], None]:
        try:
            async with (
                asyncio.timeout(None) as tail,
                aclosing(self._llm.stream(request)) as stream,
            ):
                async for chunks in stream:
                    if self._hear(chunks):
                        tail.reschedule(asyncio.get_running_loop().time() + TAIL)
                    yield chunks
        except TimeoutError:
            logger.info("the endpoint kept its stream open after the end of the reply")

    def _hear(self, chunks: Sequence[Chunk]) -> bool:
        finished = False
        for chunk in chunks:
            if isinstance(chunk, Finish):
                finished = True
            elif not isinstance(chunk, Usage):
                self._deadlines.hear()
        return finished

    def _wait_before_retry(self, fault: UpstreamFault, attempt: int) -> float | None:
        """Seconds to wait, or None: no retry once content came, it would splice two replies."""
        back_off = self._options.BACK_OFF * 2**attempt
        wait = fault.retry_after or random.uniform(0.5, 1.0) * back_off  # noqa: S311
        # Whoever cannot be reached is asked once more only: the member should hear of it soon.
        retries = (
            min(1, self._options.RETRIES) if fault.code == "unreachable" else self._options.RETRIES
        )
        if self._deadlines.heard or not fault.retryable or attempt > retries:
            return None
        return wait if wait <= self._options.LONGEST_WAIT else None

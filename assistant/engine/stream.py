"""Reads the model's stream for one round: again if it never began, no longer than it lasts."""

import asyncio
import logging
import random
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from typing import Any

from assistant.conf import Options
from assistant.core.upstream.chunks import Chunk, Finish, Usage
from assistant.engine.deadlines import Deadlines
from assistant.engine.pace import Pace
from assistant.errors import UpstreamFault
from assistant.llm import LLM

logger = logging.getLogger(__name__)


class ReplyStream:
    """The chunks of one request at a time; the deadlines hear what it hears."""

    def __init__(self, llm: LLM, deadlines: Deadlines, pace: Pace, options: Options) -> None:
        self._llm = llm
        self._deadlines = deadlines
        self._pace = pace
        self._options = options
        self._finished = False

    async def read(self, request: Mapping[str, Any]) -> AsyncGenerator[list[Chunk], None]:
        """Yield the chunks of each read. Raises UpstreamFault where no retry is left or allowed."""
        attempt = 0
        while True:
            attempt += 1
            self._deadlines.start_stream()
            try:
                async with aclosing(self._read_once(request)) as stream:
                    async for chunks in stream:
                        yield chunks
                return
            except UpstreamFault as fault:
                wait = self._wait_before_retry(fault, attempt)
                if wait is None:
                    raise
                logger.info("the endpoint said %s; asking again in %.1f s", fault.code, wait)
            finally:
                self._deadlines.end_stream()
            await asyncio.sleep(wait)

    async def _read_once(self, request: Mapping[str, Any]) -> AsyncGenerator[list[Chunk], None]:
        self._finished = False
        try:
            async with (
                asyncio.timeout(None) as tail,
                aclosing(self._llm.stream(request)) as stream,
            ):
                async for chunks in stream:
                    self._hear(chunks)
                    if self._finished and tail.when() is None:
                        tail.reschedule(asyncio.get_running_loop().time() + self._options.TAIL)
                    yield chunks
                    if not self._finished:
                        await self._pace.wait(len(chunks))
        except TimeoutError:
            logger.info("the endpoint kept its stream open after the end of the reply")
        except UpstreamFault as fault:
            # The model has said that it is done: what could not be read was no part of the reply.
            if not (self._finished and fault.code in ("cut", "bad_chunk")):
                raise

    def _hear(self, chunks: Sequence[Chunk]) -> None:
        for chunk in chunks:
            if isinstance(chunk, Finish):
                self._finished = True
                self._deadlines.end_stream()
            elif not self._finished and not isinstance(chunk, Usage):
                self._deadlines.hear()

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

"""The door to Redis: commands go through here, and its errors come out as ours."""

import asyncio
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import NoScriptError, RedisError

from assistant.eventlogs.contract import LogAway
from assistant.eventlogs.scripts import ALL, Script

CONNECTIONS = 8
PATIENCE = 5.0
"""Seconds for one answer: who is away that long is away."""
CHECK_WITHIN = 2.0
AGAIN_AFTER = (0.02, 0.2)

R = TypeVar("R")
Word = str | bytes | int | float


@dataclass(frozen=True, slots=True)
class Call:
    """A script with its keys and arguments."""

    script: Script
    keys: tuple[Word, ...]
    arguments: tuple[Word, ...]

    @property
    def words(self) -> tuple[Word, ...]:
        """The command that calls it by the name Redis has for it."""
        return ("EVALSHA", self.script.sha, len(self.keys), *self.keys, *self.arguments)


class Link:
    """Asks one Redis. `blocking` is the longest a command may wait there, in seconds.

    Only `call` tries again: of the others, whoever asks knows what may be said twice.
    """

    def __init__(self, url: str, *, blocking: float = 0.0) -> None:
        # The library's own limit of 5 s an answer would cut a connection that only waits for news.
        self.patience = blocking + PATIENCE
        pool = BlockingConnectionPool.from_url(
            url,
            max_connections=CONNECTIONS,
            timeout=PATIENCE,
            socket_timeout=self.patience,
            socket_connect_timeout=PATIENCE,
            retry=Retry(NoBackoff(), 0),
            protocol=2,
        )
        self._redis = Redis.from_pool(pool)
        self._asking: set[asyncio.Task[Any]] = set()
        # Answers as they come: to dress them up costs more than to read them.
        for name in ("XREAD", "XRANGE"):
            self._redis.response_callbacks.pop(name, None)

    async def ask(self, *words: Word) -> Any:
        """One command. Raises LogAway."""
        return await self._see_through(self._execute(words))

    async def call(self, script: Script, keys: Sequence[Word], *arguments: Word) -> Any:
        """One script that may be called twice. Raises LogAway."""
        call = Call(script, tuple(keys), arguments)
        for pause in AGAIN_AFTER:
            # A connection that Redis closed meanwhile says so only when it is used.
            with suppress(LogAway):
                return (await self.call_all([call]))[0]
            await asyncio.sleep(pause)
        return (await self.call_all([call]))[0]

    async def call_all(self, calls: Sequence[Call]) -> list[Any]:
        """Many scripts, in order and at once; what each returned. Raises LogAway."""
        return await self._see_through(self._call_all(calls))

    async def check(self) -> str:
        """`ok`, or a short reason why Redis does not answer. Never raises."""
        try:
            async with asyncio.timeout(CHECK_WITHIN):
                await self.ask("PING")
        except LogAway as away:
            return f"unavailable: {away}"
        except TimeoutError:
            return f"no answer within {CHECK_WITHIN:g} s"
        return "ok"

    async def close(self) -> None:
        """Hang up on whatever is still asked."""
        await self._redis.connection_pool.disconnect()
        for asking in self._asking:
            asking.cancel()
        if self._asking:
            await asyncio.wait(set(self._asking), timeout=1.0)

    async def _see_through(self, asking: Coroutine[Any, Any, R]) -> R:
        """Ask in a task of its own: to be cancelled in its midst breaks the library's connection,
        and may be swallowed there.
        """
        task = asyncio.create_task(asking)
        self._asking.add(task)
        task.add_done_callback(self._forget)
        with _translate():
            return await asyncio.shield(task)

    def _forget(self, task: "asyncio.Task[Any]") -> None:
        self._asking.discard(task)
        # Looked at, so that nobody complains of one that nobody waits for any more.
        _ = task.cancelled() or task.exception()

    async def _call_all(self, calls: Sequence[Call]) -> list[Any]:
        results = await self._send(calls)
        unknown = [at for at, each in enumerate(results) if isinstance(each, NoScriptError)]
        if unknown:
            await self._load()
            again = await self._send([calls[at] for at in unknown])
            for at, result in zip(unknown, again, strict=True):
                results[at] = result
        for result in results:
            if isinstance(result, Exception):
                raise result
        return results

    async def _execute(self, words: Sequence[Word]) -> Any:
        return await self._redis.execute_command(*words)  # type: ignore[no-untyped-call]

    async def _send(self, calls: Sequence[Call]) -> list[Any]:
        if len(calls) == 1:
            try:
                return [await self._execute(calls[0].words)]
            except NoScriptError as unknown:
                return [unknown]
        async with self._redis.pipeline(transaction=True) as pipeline:
            for call in calls:
                pipeline.execute_command(*call.words)
            return await pipeline.execute(raise_on_error=False)

    async def _load(self) -> None:
        for script in ALL:
            await self._redis.script_load(script.text)


@contextmanager
def _translate() -> Iterator[None]:
    try:
        yield
    except (RedisError, OSError) as error:
        raise LogAway(str(error) or type(error).__name__) from error

"""The runtime of one process: it owns the running turns, their log, and its heartbeat."""

import asyncio
import contextvars
import logging
import os
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, TypeVar

from django.utils.module_loading import import_string

from assistant.conf import DEFAULT_MODEL, Options, load_host
from assistant.core.turn.endings import SHUTDOWN, STOPPED
from assistant.core.wire.events import ConversationChanged, Event, TurnChanged
from assistant.engine.orders import Order, Surroundings
from assistant.engine.pace import Pace
from assistant.engine.turn import TurnRun
from assistant.errors import Fenced
from assistant.eventlogs.contract import EventLogs, Notice, StopAsked
from assistant.eventlogs.opening import open_logs
from assistant.host import Actor, Host
from assistant.llm import Endpoint, OpenAILLM
from assistant.runtime.equipment import equip
from assistant.runtime.journal import RowJournal
from assistant.runtime.tending import tend_jobs
from assistant.runtime.threads import call_service, own_thread
from assistant.services import journal, processes
from assistant.services.journal import Ownership
from assistant.services.orders import Prepared, prepare_turn
from assistant.services.turns import Lease
from widgets.manual import write_manual

R = TypeVar("R")

logger = logging.getLogger(__name__)

OFFLINE_NAME = "offline-demo-script"
CLOSE_WITHIN = 1.0
"""Seconds that ending turns may take at shutdown; the next start sweeps what did not end."""


class Runtime:
    """Runs turns in this process. Made by `open_runtime`; everything on its event loop."""

    def __init__(
        self, host: Host, options: Options, llm: OpenAILLM, lease: Lease, *, logs: EventLogs
    ) -> None:
        self.host = host
        self.options = options
        self.llm = llm
        self.lease = lease
        self.logs = logs
        self._pace = Pace(tick=options.TICK, busy=options.BUSY)
        self._manual = write_manual(host.catalog)
        self._running: dict[uuid.UUID, tuple[Ownership, TurnRun]] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._stopping: set[uuid.UUID] = set()
        self._starting: set[uuid.UUID] = set()
        self._closing = False

    def answer(self, turn: uuid.UUID, actor: Actor) -> asyncio.Task[None]:
        """Start answering an accepted turn; nothing but `stop` or shutdown ends it early."""
        self._starting.add(turn)
        return self.see_through(self._answer(turn, actor))

    def see_through(self, work: Coroutine[Any, Any, R]) -> asyncio.Task[R]:
        """Do something as a task of the process, whoever waits for it."""
        # A fresh context: a task born in a consumer would keep the socket's database thread.
        task = asyncio.create_task(work, context=contextvars.Context())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def stop(self, turn: uuid.UUID) -> None:
        """End a turn as stopped, whichever process runs it: the row must say so already."""
        if turn in self._running or turn in self._starting:
            self._stop_own(turn)
        else:
            self.logs.announce(StopAsked(str(turn)))

    def hear(self, notice: Notice) -> None:
        """Do what another process asks for."""
        self._stop_own(uuid.UUID(notice.turn))

    def _stop_own(self, turn: uuid.UUID) -> None:
        if turn in self._running:
            self._running[turn][1].end(STOPPED)
        elif turn in self._starting:
            self._stopping.add(turn)

    async def beat(self) -> None:
        """Say this process is alive, and hear which turns were asked to stop elsewhere."""
        if self._closing:
            # The row is about to go, and a beat that finds none would make another.
            return
        for turn in await call_service(
            processes.beat,
            process=self.lease.process,
            kind=self.lease.kind,
            pid=os.getpid(),
            running=set(self._running),
        ):
            self._stop_own(turn)

    async def sweep(self) -> None:
        """End turns nobody runs any more, and have their followers look again."""
        for turn in await call_service(
            processes.sweep,
            host=self.host,
            dead_after=self.options.DEAD_AFTER,
            process=self.lease.process,
            running=set(self._running) | self._starting,
        ):
            self.logs.renew(str(turn.conversation_id), str(turn.pk))

    async def checkpoint(self) -> None:
        """Store how far the replies of this process have come, in one transaction."""
        raws = {
            own: (len(run.machine.rounds) + 1, run.machine.reader.raw)
            for own, run in self._running.values()
            if run.machine.reader is not None
        }
        if raws:
            await call_service(journal.checkpoint, raws=raws)

    async def close(self) -> None:
        """End all turns as interrupted and leave in good order."""
        self._closing = True
        for _, run in self._running.values():
            run.end(SHUTDOWN)
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=CLOSE_WITHIN)
        await self.llm.close()
        await call_service(processes.remove_process, process=self.lease.process)

    async def _answer(self, turn: uuid.UUID, actor: Actor) -> None:
        try:
            prepared = await call_service(prepare_turn, turn=turn, catalog=self.host.catalog)
            own = Ownership(turn, prepared.fence)
            run = self._make_run(prepared, own, actor)
            self._running[turn] = (own, run)
            if turn in self._stopping:
                run.end(STOPPED)
            if self._closing:
                run.end(SHUTDOWN)
            async with own_thread():
                await run.run()
        except Fenced:
            logger.warning("turn %s was taken by another process", turn)
            self.logs.renew(prepared.conversation.id, str(turn))
        except Exception:
            # The row stays running; a sweep finds that nobody runs it and ends it.
            logger.exception("turn %s could not be run", turn)
        finally:
            self._running.pop(turn, None)
            self._starting.discard(turn)
            self._stopping.discard(turn)

    def _make_run(self, prepared: Prepared, own: Ownership, actor: Actor) -> TurnRun:
        conversation = prepared.conversation

        def tell(events: Sequence[Event]) -> None:
            self.logs.append(conversation.id, events)

        tell([ConversationChanged(conversation), TurnChanged(prepared.state)])
        order = Order(
            state=prepared.state,
            actor=actor,
            history=prepared.history,
            current=prepared.current,
            results=prepared.results,
        )
        around = Surroundings(
            host=self.host,
            manual=self._manual,
            llm=self.llm,
            pace=self._pace,
            options=self.options,
            journal=RowJournal(own),
            tell=tell,
        )
        return TurnRun(order, around)


@asynccontextmanager
async def open_runtime(*, kind: str) -> AsyncIterator[Runtime]:
    """The runtime of this process: registered, beating and sweeping until the block is left.

    `kind` is `serve` or `ask`. Without an endpoint in the settings the host's offline model is
    started on a free loopback port.
    """
    options = Options.read()
    async with AsyncExitStack() as stack:
        endpoint = Endpoint(
            base_url=options.BASE_URL or "https://api.openai.com/v1",
            api_key=options.API_KEY,
            model=options.MODEL or DEFAULT_MODEL,
        )
        if options.is_offline:
            base_url = await stack.enter_async_context(import_string(options.OFFLINE_MODEL)())
            endpoint = Endpoint(base_url=base_url, api_key="offline", model=OFFLINE_NAME)
        logs = await stack.enter_async_context(open_logs(options))
        process = await call_service(processes.register_process, kind=kind, pid=os.getpid())
        lease = Lease(process=process, model=endpoint.model, endpoint=endpoint.base_url, kind=kind)
        runtime = Runtime(equip(load_host()), options, OpenAILLM(endpoint), lease, logs=logs)
        logs.listen(runtime.hear)
        stack.push_async_callback(runtime.close)
        for work, every in (
            (runtime.beat, options.HEARTBEAT),
            (runtime.sweep, options.SWEEP),
            (runtime.checkpoint, options.CHECKPOINT),
            *([(tend_jobs, options.SWEEP)] if kind == "serve" else []),
        ):
            task = asyncio.create_task(_repeat(work, every))
            stack.callback(task.cancel)
        yield runtime


async def _repeat(work: Callable[[], Awaitable[None]], every: float) -> None:
    while True:
        try:
            await work()
        except Exception:
            # A database that is away for a moment must not end the heartbeat for good.
            logger.exception("%s failed; it is tried again", work.__name__)
        await asyncio.sleep(every)

"""Drives one turn: the model's stream through the machine, facts to a journal, news to a log."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from assistant.conf import Options
from assistant.core.blocks import show_widget
from assistant.core.endings import Ending, end_with
from assistant.core.events import BlockChanged, Event, TurnState
from assistant.core.facts import CallFact, TurnFact
from assistant.core.reader import BlockDue, Output
from assistant.core.repair import write_repair
from assistant.core.requests import Prompt, digest, write_request
from assistant.core.steps import Ask, RunCalls, Wait
from assistant.core.turn import TurnMachine
from assistant.core.view import TurnView
from assistant.engine.calls import group_calls, only_reads, run_call
from assistant.engine.deadlines import Deadlines
from assistant.engine.journal import Journal
from assistant.engine.stream import ReplyStream
from assistant.errors import Fenced, UpstreamFault
from assistant.host import Actor, Host
from assistant.llm import LLM
from widgets.errors import BlockFault
from widgets.records import Record, Ref

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One turn to run, as its rows tell it. `results` are the path's tool results by handle."""

    state: TurnState
    actor: Actor
    prompt: Prompt
    history: Sequence[TurnFact]
    current: TurnFact
    results: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a turn runs in: the host, the model, the timers, and where its news and facts go."""

    host: Host
    llm: LLM
    options: Options
    journal: Journal
    tell: Callable[[Sequence[Event]], None]


class TurnRun:
    """Runs one turn to its end, or until it waits for a member."""

    def __init__(self, order: Order, around: Surroundings) -> None:
        self._order = order
        self._around = around
        self._journal = around.journal
        self._tell = around.tell
        self.machine = TurnMachine(
            order.state.id,
            around.host.catalog,
            around.options.limits,
            rounds=order.current.rounds,
            results=order.results,
        )
        titles = {tool.name: tool.title for tool in around.host.tools}
        self._view = TurnView(order.state, titles)
        self._deadlines = Deadlines(around.options)
        self._stream = ReplyStream(around.llm, self._deadlines, around.options)
        self._asked: asyncio.Future[Ending] = asyncio.get_running_loop().create_future()
        self._commits: set[asyncio.Task[None]] = set()
        self._settling: set[asyncio.Task[None]] = set()

    def end(self, ending: Ending) -> None:
        """Ask the turn to end this way; what came is kept."""
        if not self._asked.done():
            self._asked.set_result(ending)

    async def run(self) -> None:
        """Run until the turn ended, waits, or another process took it."""
        pump = asyncio.create_task(self._pump())
        try:
            outcome = await self._watch(pump)
            await self._finish(outcome)
        except Fenced:
            logger.warning("turn %s was taken by another process", self._order.state.id)
        finally:
            pump.cancel()

    async def _watch(self, pump: asyncio.Task[Ending | Wait]) -> Ending | Wait:
        news: set[asyncio.Future[Any]] = {pump, self._asked}
        while not pump.done():
            await asyncio.wait(
                news,
                timeout=self._deadlines.seconds_left(),
                return_when=asyncio.FIRST_COMPLETED,
            )
            if pump.done():
                break
            code = self._deadlines.overdue()
            if self._asked.done() or code:
                pump.cancel()
                await asyncio.wait({pump})
                return self._asked.result() if self._asked.done() else self._end_late(code)
        return self._judge(pump)

    def _judge(self, pump: asyncio.Task[Ending | Wait]) -> Ending | Wait:
        try:
            return pump.result()
        except UpstreamFault as fault:
            logger.info("turn %s: %s: %s", self._order.state.id, fault.code, fault.message)
            return end_with(fault.code)
        except Fenced:
            raise
        except Exception:
            logger.exception("turn %s failed", self._order.state.id)
            return end_with("internal")

    def _end_late(self, code: str | None) -> Ending:
        """A late repair costs its blocks, not the reply that is already whole."""
        assert code is not None
        return self.machine.ending_before_repair() or end_with(code)

    async def _pump(self) -> Ending | Wait:
        while True:
            match self.machine.due():
                case Ask() as ask:
                    if not await self._around.host.may(self._order.actor, "chat", None):
                        return end_with("not_allowed")
                    await self._ask(ask)
                case RunCalls(calls):
                    await self._run_calls(calls)
                case Wait() as wait:
                    return wait
                case Ending() as ending:
                    return ending

    async def _ask(self, ask: Ask) -> None:
        repair = None
        if ask.kind == "repair":
            repair = write_repair(self.machine.faulty(repairable=True))
        current = TurnFact(
            message=self._order.current.message,
            context=self._order.current.context,
            rounds=tuple(self.machine.rounds),
        )
        request = write_request(
            self._order.prompt,
            self._order.history,
            current,
            repair=repair,
            may_call=ask.may_call,
        )
        await self._commit(self._journal.begin_round(ask.number, ask.kind, digest(request)))
        self.machine.begin(ask)
        try:
            async with aclosing(self._stream.read(request)) as stream:
                async for chunks in stream:
                    self._take(self.machine.receive(chunks))
        except UpstreamFault as fault:
            if repair is None:
                raise
            logger.info("repair of turn %s: %s", self._order.state.id, fault.code)
        await self._end_round()

    def _take(self, outputs: Sequence[Output]) -> None:
        events: list[Event] = []
        for output in outputs:
            if isinstance(output, BlockDue):
                task = asyncio.create_task(self._settle_block(output))
                self._settling.add(task)
                task.add_done_callback(self._settling.discard)
            else:
                events.append(output)
        if events:
            self._tell(events)

    async def _settle_block(self, due: BlockDue) -> None:
        records = await self._resolve(due.checked.refs)
        widget = self.machine.settle_widget(due, records)
        if widget.state == "ready":
            event = BlockChanged(self._order.state.id, show_widget(self._order.state.id, widget))
            number = self.machine.round_of(widget)
            await self._commit(self._journal.settle_block(number, widget), event)

    async def _resolve(self, refs: Sequence[Ref]) -> Mapping[Ref, Record] | BlockFault:
        if not refs:
            return {}
        try:
            async with asyncio.timeout(self._around.options.TOOL):
                return await self._around.host.records(self._order.actor, refs)
        except Exception:
            logger.exception("turn %s: records could not be read", self._order.state.id)
            return BlockFault("no_records", "", "the CRM could not be asked just now")

    async def _end_round(self) -> None:
        self._take(self.machine.end_stream())
        if self._settling:
            await asyncio.wait(set(self._settling))
        await self._commit(self._journal.end_round(self.machine.end_round()))

    async def _run_calls(self, calls: Sequence[CallFact]) -> None:
        for group in group_calls(self._around.host, calls):
            running = {call.id for call in group}
            self._tell([self._view.show_calls(self.machine.rounds, running)])
            if only_reads(self._around.host, group[0]):
                await self._run_group(group)
            else:
                # Once begun, a call that may make something is seen through, whatever is asked.
                await self._commit(self._run_group(group))

    async def _run_group(self, group: Sequence[CallFact]) -> None:
        number = self.machine.rounds[-1].number
        outcomes = await asyncio.gather(
            *(
                run_call(
                    self._around.host,
                    self._order.actor,
                    call,
                    key=f"{self._order.state.id}.{number}.{call.index}",
                    within=self._around.options.TOOL,
                )
                for call in group
            )
        )
        for outcome in outcomes:
            call = self.machine.settle_call(outcome)
            event = self._view.show_calls(self.machine.rounds)
            fact = self._journal.settle_call(number, call, event.turn.revision)
            await self._commit(fact, event)

    async def _commit(self, fact: Coroutine[Any, Any, None], *events: Event) -> None:
        """Commit a fact, then tell it: both or neither, whoever is cancelled meanwhile."""
        task = asyncio.create_task(self._store(fact, events))
        self._commits.add(task)
        task.add_done_callback(self._commits.discard)
        await asyncio.shield(task)

    async def _store(self, fact: Coroutine[Any, Any, None], events: Sequence[Event]) -> None:
        await fact
        if events:
            self._tell(events)

    async def _finish(self, outcome: Ending | Wait) -> None:
        for task in set(self._settling):
            task.cancel()
        while under_way := self._settling | self._commits:
            await asyncio.wait(under_way)
        if isinstance(outcome, Wait):
            event = self._view.show_wait()
            await self._commit(self._journal.pause(event.turn.revision), event)
            return
        if self.machine.reader is not None:
            self._tell(
                [each for each in self.machine.end_stream() if not isinstance(each, BlockDue)]
            )
            self.machine.end_round()
        turn = self._order.state.id
        failed = [BlockChanged(turn, show_widget(turn, each)) for each in self.machine.give_up()]
        event = self._view.show_end(outcome, self.machine.rounds)
        end = self._journal.end_turn(outcome, self.machine.rounds, event.turn.revision)
        await self._commit(end, *failed, event)

"""Drives one turn: the model's stream through the machine, facts to a journal, news to a log."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import Any

from assistant.core.requests import Prompt, digest, write_request
from assistant.core.turn.blocks import show_widget
from assistant.core.turn.endings import Ending, end_with
from assistant.core.turn.facts import CallFact, write_key
from assistant.core.turn.machine import TurnMachine
from assistant.core.turn.reader import Output
from assistant.core.turn.repair import write_repair
from assistant.core.turn.settling import BlockDue
from assistant.core.turn.steps import Ask, RunCalls, Wait
from assistant.core.turn.view import TurnView
from assistant.core.wire.events import BlockChanged, Event
from assistant.engine.calls import group_calls, only_reads, run_call
from assistant.engine.closing import close_turn
from assistant.engine.commits import Commits
from assistant.engine.deadlines import Deadlines
from assistant.engine.orders import Order, Surroundings
from assistant.engine.prompts import write_prompt
from assistant.engine.records import find_records
from assistant.engine.stream import ReplyStream
from assistant.errors import Fenced, UpstreamFault
from widgets.errors import BlockFault

logger = logging.getLogger(__name__)


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
        self._stream = ReplyStream(around.llm, self._deadlines, around.pace, around.options)
        self._asked: asyncio.Future[Ending] = asyncio.get_running_loop().create_future()
        self._commits = Commits(around.tell)
        self._settling: list[asyncio.Task[None]] = []

    def end(self, ending: Ending) -> None:
        """Ask the turn to end this way; what came is kept."""
        if not self._asked.done():
            self._asked.set_result(ending)

    async def run(self) -> None:
        """Run until the turn ended or waits. Raises Fenced where another process took it."""
        pump = asyncio.create_task(self._pump())
        try:
            await self._finish(await self._watch(pump))
        finally:
            for task in (pump, *self._settling):
                task.cancel()
            self._deadlines.close()

    async def _watch(self, pump: asyncio.Task[Ending | Wait]) -> Ending | Wait:
        late = self._deadlines.passed
        news: set[asyncio.Future[Any]] = {pump, self._asked, late}
        await asyncio.wait(news, return_when=asyncio.FIRST_COMPLETED)
        if pump.done():
            return self._judge(pump)
        pump.cancel()
        await asyncio.wait({pump})
        if self._asked.done():
            return self._asked.result()
        # A late repair costs its blocks, not the reply that is already whole.
        return self.machine.ending_before_repair() or end_with(late.result())

    def _judge(self, pump: asyncio.Task[Ending | Wait]) -> Ending | Wait:
        try:
            return pump.result()
        except UpstreamFault as fault:
            about = " ".join(getattr(fault, "__notes__", ()))
            logger.warning(
                "turn %s: %s: %s", self._order.state.id, fault.code, about or fault.message
            )
            return end_with(fault.code)
        except Fenced:
            raise
        except (Exception, asyncio.CancelledError):
            logger.exception("turn %s failed", self._order.state.id)
            return end_with("internal")

    async def _pump(self) -> Ending | Wait:
        host, actor = self._around.host, self._order.actor
        prompt = await write_prompt(host, actor, self._around.manual)
        await self._commits.commit(self._journal.begin_turn(prompt))
        while True:
            match self.machine.due():
                case Ask() as ask:
                    if not await host.may(actor, "chat", None):
                        return end_with("not_allowed")
                    await self._ask(ask, prompt)
                case RunCalls(calls):
                    await self._run_calls(calls)
                case Wait() as wait:
                    return wait
                case Ending() as ending:
                    return ending

    async def _ask(self, ask: Ask, prompt: Prompt) -> None:
        request = self._write_request(ask, prompt)
        begin = self._journal.begin_round(ask.number, ask.kind, digest(request))
        await self._commits.commit(begin)
        self.machine.begin(ask)
        broken: UpstreamFault | None = None
        try:
            async with aclosing(self._stream.read(request)) as stream:
                async for chunks in stream:
                    self._take(self.machine.receive(chunks))
        except UpstreamFault as fault:
            broken = fault
        await self._end_round()
        if broken is not None and ask.kind == "reply":
            raise broken

    def _write_request(self, ask: Ask, prompt: Prompt) -> dict[str, Any]:
        current = replace(self._order.current, rounds=tuple(self.machine.rounds))
        repair = None
        if ask.kind == "repair":
            repair = write_repair(self.machine.faulty(repairable=True))
        return write_request(
            prompt, self._order.history, current, repair=repair, may_call=ask.may_call
        )

    def _take(self, outputs: Sequence[Output]) -> None:
        events: list[Event] = []
        for output in outputs:
            if isinstance(output, BlockDue):
                self._settling.append(asyncio.create_task(self._settle_block(output)))
            else:
                events.append(output)
        if events:
            self._tell(events)

    async def _settle_block(self, due: BlockDue) -> None:
        around, turn = self._around, self._order.state.id
        within = around.options.TOOL
        records = await find_records(
            around.host, self._order.actor, due.checked.refs, within=within
        )
        widget = self.machine.settle_widget(due, records)
        if widget.state == "ready":
            reader = self.machine.reader
            fact = self._journal.settle_block(
                self.machine.round_of(widget), widget, reader.raw if reader else ""
            )
            try:
                await self._commits.commit(fact, BlockChanged(turn, show_widget(turn, widget)))
            except Exception:
                # Nobody was told of it, so it must not turn up in a reload either.
                self.machine.settle_widget(due, BlockFault("interrupted", "", ""))
                raise

    async def _end_round(self) -> None:
        self._take(self.machine.end_stream())
        await asyncio.gather(*self._settling)
        self._settling.clear()
        await self._commits.commit(self._journal.end_round(self.machine.end_round()))

    async def _run_calls(self, calls: Sequence[CallFact]) -> None:
        for group in group_calls(self._around.host, calls):
            begun = {call.id for call in group}
            self._tell([self._view.show_calls(self.machine.rounds, begun)])
            running = self._run_group(group)
            if only_reads(self._around.host, group[0]):
                await running
            else:
                # Once begun, a call that may make something is seen through, whatever is asked.
                await self._commits.commit(running)

    async def _run_group(self, group: Sequence[CallFact]) -> None:
        number = self.machine.rounds[-1].number
        outcomes = await asyncio.gather(
            *(
                run_call(
                    self._around.host,
                    self._order.actor,
                    call,
                    key=write_key(self._order.state.id, number, call.index),
                    within=self._around.options.TOOL,
                )
                for call in group
            )
        )
        for outcome in outcomes:
            call = self.machine.settle_call(outcome)
            event = self._view.show_calls(self.machine.rounds)
            fact = self._journal.settle_call(number, call, event.turn.revision)
            await self._commits.commit(fact, event)

    async def _finish(self, outcome: Ending | Wait) -> None:
        for task in self._settling:
            task.cancel()
        await asyncio.gather(*self._settling, return_exceptions=True)
        await self._commits.see_through()
        if isinstance(outcome, Wait):
            event = self._view.show_wait()
            await self._commits.commit(self._journal.pause(event.turn.revision), event)
            return
        if self.machine.reader is not None:
            self._tell(
                [each for each in self.machine.end_stream() if not isinstance(each, BlockDue)]
            )
            self.machine.end_round()
        turn = self._order.state.id
        failed = [BlockChanged(turn, show_widget(turn, each)) for each in self.machine.give_up()]
        current = replace(self._order.current, rounds=tuple(self.machine.rounds))
        path = (*self._order.history, current)
        # In a thread: a long reply to a long path must not hold up everybody else's.
        end = await asyncio.to_thread(close_turn, self._around.host, path, outcome)
        event = self._view.show_end(end)
        fact = self._journal.end_turn(end, event.turn.revision)
        await self._commits.commit(fact, *failed, event)

"""The turn: from the rounds that are facts to what is due next. No I/O.

`TurnMachine` is built from stored rounds, so that going on after an approval, in any process, is
the same code as starting round two.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.core.blocks import write_text
from assistant.core.calls import AssembledCall
from assistant.core.chunks import Chunk, Text
from assistant.core.endings import Ending, end_with
from assistant.core.facts import CallFact, RoundFact, RoundKind, WidgetFact
from assistant.core.reader import BlockDue, Output, ReplyReader, check_block, mark_faulty
from assistant.core.repair import RepairReader
from widgets.catalog import Catalog
from widgets.errors import BlockFault
from widgets.records import Record, Ref
from widgets.stream import BLANKS, Closed

MOST_GARBLED_ROUNDS = 2
WHOLE = ("stop", "tool_calls")
"""Finish reasons of a reply that is complete. Some endpoints say `stop` for tool calls too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one turn may use up, over all its rounds."""

    rounds: int = 10
    calls: int = 16
    tokens: int = 500_000


@dataclass(frozen=True, slots=True)
class Ask:
    """A request to the model is due."""

    kind: RoundKind
    number: int
    may_call: bool = True


@dataclass(frozen=True, slots=True)
class RunCalls:
    """Tool calls are due; settle each with `settle_call`."""

    calls: tuple[CallFact, ...]


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing is due before a member decides."""


Step = Ask | RunCalls | Wait | Ending


class TurnMachine:
    """One turn. `results` are the tool results of the path so far, by handle."""

    def __init__(
        self,
        turn: str,
        catalog: Catalog,
        limits: Limits,
        *,
        rounds: Iterable[RoundFact] = (),
        results: Mapping[str, Any] | None = None,
    ) -> None:
        self.rounds = list(rounds)
        self.results = dict(results or {})
        self.reader: ReplyReader | RepairReader | None = None
        self._turn = turn
        self._catalog = catalog
        self._limits = limits

    def due(self) -> Step:
        """What must happen next."""
        if not self.rounds:
            return Ask("reply", 1)
        last = self.rounds[-1]
        if last.kind == "repair":
            return self._end()
        if calls := tuple(call for call in last.calls if call.state == "due"):
            return RunCalls(calls)
        if any(call.state == "waiting" for call in last.calls):
            return Wait()
        if last.calls and last.finish in WHOLE:
            return self._ask_again()
        ending = self._end()
        may_repair = ending.state == "done" and len(self.rounds) < self._limits.rounds
        if may_repair and self.faulty(repairable=True):
            return Ask("repair", len(self.rounds) + 1, may_call=False)
        return ending

    def begin(self, ask: Ask) -> None:
        """Start reading the round that was asked for."""
        if ask.kind == "repair":
            self.reader = RepairReader(self.faulty(repairable=True))
        else:
            self.reader = ReplyReader(self._turn, self._next_block(), self._catalog)

    def receive(self, chunks: Sequence[Chunk]) -> list[Output]:
        """Read what the model sent. Raises UpstreamFault `reply_too_long`."""
        if isinstance(self.reader, ReplyReader):
            return self.reader.receive(chunks)
        assert self.reader is not None
        self.reader.receive(chunks)
        return []

    def end_stream(self) -> list[Output]:
        """The model's stream has ended, well or badly: read what that settles."""
        match self.reader:
            case ReplyReader() as reader:
                outputs = reader.end()
                if reader.finish not in WHOLE:
                    self._abandon_open(reader)
                return outputs
            case RepairReader() as reader:
                return self._read_repair(reader)
            case None:
                return []

    def settle_widget(
        self, due: BlockDue, records: Mapping[Ref, Record] | BlockFault
    ) -> WidgetFact:
        """Settle a block with the records the host answered (or with why it could not).

        Returns the ready widget, or the pending one with what is wrong with it.
        """
        try:
            if isinstance(records, BlockFault):
                raise records
            resolved = self._catalog.resolve(due.checked, records, self.results)
        except BlockFault as fault:
            widget = mark_faulty(due.widget, fault)
        else:
            definition = due.checked.definition
            widget = replace(
                due.widget,
                state="ready",
                revision=due.widget.revision + 1,
                name=definition.name,
                version=definition.version,
                payload=due.checked.payload,
                records=resolved.records,
                figures=resolved.figures,
                as_of=resolved.as_of,
                code=None,
                pointer=None,
                message="",
            )
        self._hold(widget)
        return widget

    def end_round(self) -> RoundFact:
        """Close the round; all its blocks have been settled or will not be."""
        match self.reader:
            case ReplyReader() as reader:
                fact = self._close_reply(reader)
            case RepairReader() as reader:
                fact = RoundFact(
                    number=len(self.rounds) + 1,
                    kind="repair",
                    raw=reader.raw,
                    text=reader.raw,
                    finish=reader.finish,
                    input_tokens=reader.usage.input_tokens,
                    output_tokens=reader.usage.output_tokens,
                )
            case None:
                raise AssertionError("no round is open")
        self.reader = None
        self.rounds.append(fact)
        return fact

    def settle_call(self, call: CallFact) -> CallFact:
        """Take in the outcome of a call; a done one gets the path's next handle."""
        if call.state == "done":
            call = replace(call, handle=f"r{len(self.results) + 1}")
            assert call.handle is not None
            self.results[call.handle] = call.result
        last = self.rounds[-1]
        calls = tuple(call if each.index == call.index else each for each in last.calls)
        self.rounds[-1] = replace(last, calls=calls)
        return call

    def recover(self, left: RoundFact) -> None:
        """Take in a round that a dead process left open; blocks it had settled stay as they are."""
        self.begin(Ask(left.kind, left.number))
        self.receive([Text(left.raw)])
        if left.kind == "reply":
            self.end_stream()
        for widget in left.widgets:
            self._hold(widget)
        self.end_round()

    def round_of(self, widget: WidgetFact) -> int:
        """The number of the round a block stands in."""
        for round_ in self.rounds:
            if any(each.number == widget.number for each in round_.widgets):
                return round_.number
        return len(self.rounds) + 1

    def ending_before_repair(self) -> Ending | None:
        """How the turn ends if the repair under way comes to nothing; None if none is."""
        return self._end() if isinstance(self.reader, RepairReader) else None

    def faulty(self, *, repairable: bool = False) -> list[WidgetFact]:
        """Blocks that are not ready, in the order of the reply."""
        pending = [
            widget
            for round_ in self.rounds
            for widget in round_.widgets
            if widget.state == "pending"
        ]
        return [each for each in pending if each.repairable] if repairable else pending

    def give_up(self) -> list[WidgetFact]:
        """Fail every block that is not ready: the turn ends. Returns them."""
        failed = [
            replace(
                widget,
                state="failed",
                revision=widget.revision + 1,
                code=widget.code or "interrupted",
                pointer=widget.pointer or "",
            )
            for widget in self.faulty()
        ]
        for widget in failed:
            self._hold(widget)
        return failed

    def _close_reply(self, reader: ReplyReader) -> RoundFact:
        number = len(self.rounds) + 1
        calls, garbled = self._read_calls(reader)
        widgets = tuple(reader.widgets.values())
        return RoundFact(
            number=number,
            kind="reply",
            raw=reader.raw,
            text=write_text(reader.raw, widgets),
            finish=reader.finish,
            calls=calls,
            widgets=widgets,
            input_tokens=reader.usage.input_tokens,
            output_tokens=reader.usage.output_tokens,
            refused=reader.refused,
            garbled=garbled,
        )

    def _read_calls(self, reader: ReplyReader) -> tuple[tuple[CallFact, ...], bool]:
        if not reader.called:
            return (), False
        assembled = reader.calls.finish()
        garbled = any(call.fault for call in assembled)
        whole = reader.finish in WHOLE
        room = self._limits.calls - sum(len(each.calls) for each in self.rounds)
        return tuple(
            _state_call(call, whole=whole, garbled=garbled, room=call.index < room)
            for call in assembled
        ), garbled and whole

    def _read_repair(self, reader: RepairReader) -> list[Output]:
        outputs: list[Output] = []
        for widget, written in reader.end():
            start, end = written.start, written.end
            mended = replace(widget, block=reader.raw[start:end], repairable=False)
            outputs += self._check_mended(mended, written)
        return outputs

    def _check_mended(self, widget: WidgetFact, written: Closed) -> list[Output]:
        try:
            return [BlockDue(widget, check_block(self._catalog, written))]
        except BlockFault as fault:
            self._hold(mark_faulty(widget, fault))
            return []

    def _abandon_open(self, reader: ReplyReader) -> None:
        for number, widget in reader.widgets.items():
            if widget.code == "unclosed":
                reader.widgets[number] = replace(widget, repairable=False)

    def _hold(self, widget: WidgetFact) -> None:
        if isinstance(self.reader, ReplyReader) and widget.number in self.reader.widgets:
            self.reader.widgets[widget.number] = widget
            return
        for index, round_ in enumerate(self.rounds):
            if any(each.number == widget.number for each in round_.widgets):
                widgets = tuple(
                    widget if each.number == widget.number else each for each in round_.widgets
                )
                text = write_text(round_.raw, widgets)
                self.rounds[index] = replace(round_, widgets=widgets, text=text)

    def _next_block(self) -> int:
        return sum(_count_blocks(round_) for round_ in self.rounds if round_.kind == "reply")

    def _ask_again(self) -> Step:
        number = len(self.rounds) + 1
        if sum(round_.garbled for round_ in self.rounds) > MOST_GARBLED_ROUNDS:
            return end_with("bad_calls")
        if number > self._limits.rounds:
            return end_with("too_many_rounds")
        spent = sum(each.input_tokens + each.output_tokens for each in self.rounds)
        if spent > self._limits.tokens:
            return end_with("too_many_tokens")
        called = sum(len(each.calls) for each in self.rounds)
        may_call = number < self._limits.rounds and called < self._limits.calls
        return Ask("reply", number, may_call)

    def _end(self) -> Ending:
        last = next(each for each in reversed(self.rounds) if each.kind == "reply")
        match last.finish:
            case None:
                return end_with("no_finish")
            case "length":
                return Ending("done", truncated=True)
            case "content_filter":
                return Ending("done", "content_filter")
            case "stop" | "tool_calls":
                if last.refused:
                    return Ending("done", "refusal")
                return Ending("done") if last.raw.strip(BLANKS) else end_with("empty_reply")
            case _:
                return end_with("unknown_finish")


def _state_call(call: AssembledCall, *, whole: bool, garbled: bool, room: bool) -> CallFact:
    fault: Mapping[str, str] | None = None
    if not whole:
        fault = {"code": "not_run", "message": "The reply was cut before this call was complete."}
    elif call.fault:
        fault = {"code": "bad_arguments", "message": call.fault}
    elif garbled:
        fault = {"code": "not_run", "message": "Another call could not be read; ask again."}
    elif not room:
        fault = {"code": "too_many_calls", "message": "No more tool calls in this turn: answer."}
    return CallFact(
        index=call.index,
        id=call.id,
        name=call.name,
        arguments=call.arguments,
        state="failed" if fault else "due",
        source=call.source,
        fault=fault,
    )


def _count_blocks(round_: RoundFact) -> int:
    count, at = 0, 0
    for widget in sorted(round_.widgets, key=lambda each: each.start):
        count += 1 + bool(round_.raw[at : widget.start].strip(BLANKS))
        at = widget.end
    return count + bool(round_.raw[at:].strip(BLANKS))

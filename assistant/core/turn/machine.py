"""The turn: from the rounds that are facts to what is due next. No I/O.

`TurnMachine` is built from stored rounds, so that going on after an approval, in any process, is
the same code as starting round two.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.core.turn.blocks import count_blocks, write_text
from assistant.core.turn.closing import WHOLE, close_repair, close_reply, judge_reply
from assistant.core.turn.endings import Ending, end_with
from assistant.core.turn.facts import CallFact, RoundFact, WidgetFact
from assistant.core.turn.reader import Output, ReplyReader, read_settled
from assistant.core.turn.repair import RepairReader
from assistant.core.turn.settling import BlockDue, check_block, mark_faulty, settle_block
from assistant.core.turn.steps import Ask, Limits, RunCalls, Step, Wait
from assistant.core.upstream.chunks import Chunk, Text
from widgets.catalog import Catalog
from widgets.errors import BlockFault
from widgets.records import Record, Ref
from widgets.stream import Closed

MOST_GARBLED_ROUNDS = 2


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
            return self._ask_reply()
        last = self.rounds[-1]
        if last.kind == "repair":
            return self._end()
        if calls := tuple(call for call in last.calls if call.state == "due"):
            return RunCalls(calls)
        if any(call.state == "waiting" for call in last.calls):
            return Wait()
        if last.calls and last.finish in WHOLE:
            return self._ask_reply()
        ending = self._end()
        may_repair = ending.state == "done" and self._limits.refuse_round(self.rounds) is None
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
        widget = settle_block(due, records, self._catalog, self.results)
        self._hold(widget)
        return widget

    def end_round(self) -> RoundFact:
        """Close the round; all its blocks have been settled or will not be."""
        number = len(self.rounds) + 1
        match self.reader:
            case ReplyReader() as reader:
                fact = close_reply(reader, number, room=self._limits.room_for_calls(self.rounds))
            case RepairReader() as reader:
                fact = close_repair(reader, number)
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
        """Take in a round left open elsewhere, as far as it was shown; settled blocks stay."""
        self.begin(Ask(left.kind, left.number))
        self.receive([Text(read_settled(left.raw))])
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
        pending.sort(key=lambda widget: widget.number)
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
        self._hold_all({widget.number: widget for widget in failed})
        return failed

    def _read_repair(self, reader: RepairReader) -> list[Output]:
        outputs: list[Output] = []
        if reader.finish not in WHOLE:
            return outputs
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
        self._hold_all({widget.number: widget})

    def _hold_all(self, changed: Mapping[int, WidgetFact]) -> None:
        for index, round_ in enumerate(self.rounds):
            if any(each.number in changed for each in round_.widgets):
                widgets = tuple(changed.get(each.number, each) for each in round_.widgets)
                text = write_text(round_.raw, widgets)
                self.rounds[index] = replace(round_, widgets=widgets, text=text)

    def _next_block(self) -> int:
        return sum(count_blocks(round_) for round_ in self.rounds if round_.kind == "reply")

    def _ask_reply(self) -> Step:
        if sum(round_.garbled for round_ in self.rounds) > MOST_GARBLED_ROUNDS:
            return end_with("bad_calls")
        if code := self._limits.refuse_round(self.rounds):
            return end_with(code)
        may_call = self._limits.room_for_calls(self.rounds) > 0
        return Ask("reply", len(self.rounds) + 1, may_call)

    def _end(self) -> Ending:
        return judge_reply(next(each for each in reversed(self.rounds) if each.kind == "reply"))

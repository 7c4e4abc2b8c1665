"""Turns a member's wish into one checked query: one request, at most one repair, no tools."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from assistant.conf import Options
from assistant.core.query.answers import LONGEST_ANSWER, Answered, Asked, Nothing, read_answer
from assistant.core.query.asks import Asking, AskState, Try, Wish
from assistant.core.query.checking import Checked, check_query
from assistant.core.query.fields import Collection
from assistant.core.query.language import EVERYTHING, Query
from assistant.core.query.manual import (
    list_examples,
    write_manual,
    write_messages,
    write_repair,
)
from assistant.core.query.notes import Correction, Fault
from assistant.core.query.relevance import choose_fields
from assistant.core.requests import digest
from assistant.core.turn.endings import write_notice
from assistant.core.upstream.chunks import Chunk, Finish, Text, Usage
from assistant.engine.deadlines import Deadlines
from assistant.engine.pace import Pace
from assistant.engine.stream import ReplyStream
from assistant.errors import UpstreamFault
from assistant.llm import LLM

logger = logging.getLogger(__name__)

NO_ANSWER = Fault("no_answer", "", "This is neither a query nor a question as JSON.")

LATE = "The model did not answer in time. Please try again."
SLOW = ("no_first_token", "gap", "deadline", "cut")


@dataclass(slots=True)
class _Heard:
    """One reply as it comes."""

    raw: str = ""
    finish: str | None = None
    usage: Usage = field(default_factory=lambda: Usage(0, 0))

    def hear(self, chunks: Sequence[Chunk]) -> None:
        for chunk in chunks:
            match chunk:
                case Text(text):
                    self.raw = (self.raw + text)[:LONGEST_ANSWER]
                case Finish(reason):
                    self.finish = reason
                case Usage():
                    self.usage = chunk
                case _:
                    pass


class AskRun:
    """Asks the model for one query. Made for one wish, used once, on an event loop."""

    def __init__(self, wish: Wish, llm: LLM, options: Options) -> None:
        self._wish = wish
        self._options = options
        self._llm = llm
        self._tries: list[Try] = []
        self._wrong: list[Checked] = []
        self._fields = choose_fields(wish.collection, wish.text, wish.current)
        told = wish.collection.only({each.name for each in self._fields})
        self._manual = write_manual(told)

    async def run(self) -> Asking:
        """The outcome; nothing that the model or its endpoint does is raised."""
        deadlines = Deadlines(replace(self._options, TURN=self._options.QUERY))
        asking = asyncio.create_task(self._ask(deadlines))
        try:
            news: set[asyncio.Future[Any]] = {asking, deadlines.passed}
            await asyncio.wait(news, return_when=asyncio.FIRST_COMPLETED)
            outcome = (
                self._judge(asking) if asking.done() else self._fail(deadlines.passed.result())
            )
        finally:
            asking.cancel()
            await asyncio.wait({asking})
            deadlines.close()
        tries = tuple(self._tries)
        return replace(outcome, prompt=digest(self._manual), fields=self._fields, tries=tries)

    def _judge(self, asking: "asyncio.Task[Asking]") -> Asking:
        try:
            return asking.result()
        except UpstreamFault as fault:
            about = " ".join(getattr(fault, "__notes__", ()))
            logger.warning("a query was not answered: %s: %s", fault.code, about or fault.message)
            return self._fail(fault.code)
        except Exception:
            logger.exception("a query could not be asked for")
            return self._fail("internal")

    async def _ask(self, deadlines: Deadlines) -> Asking:
        wish = self._wish
        stream = ReplyStream(self._llm, deadlines, Pace(), self._options)
        messages = write_messages(
            self._manual, wish.text, wish.current, now=wish.now, zone=wish.zone
        )
        if outcome := await self._try(stream, messages):
            return outcome
        messages += write_repair(self._tries[0].raw, self._tries[0].faults)
        return await self._try(stream, messages) or self._salvage()

    async def _try(self, stream: ReplyStream, messages: list[dict[str, str]]) -> Asking | None:
        """The outcome of one request, or None if it is to be repaired."""
        request = {"messages": messages}
        started = datetime.now(UTC)
        heard = await _hear_reply(stream, request)
        answer = read_answer(heard.raw)
        checked = self._check(answer)
        self._tries.append(
            Try(
                request=digest(request),
                raw=heard.raw,
                finish=heard.finish,
                faults=checked.faults,
                corrections=checked.corrections,
                input_tokens=heard.usage.input_tokens,
                output_tokens=heard.usage.output_tokens,
                started=started,
                ended=datetime.now(UTC),
            )
        )
        if isinstance(answer, Asked):
            return Asking(state="question", question=answer.question)
        if checked.query is None:
            self._wrong.append(checked)
            return None
        return self._accept(checked.query, checked.corrections)

    def _check(self, answer: Answered | Asked | Nothing) -> Checked:
        match answer:
            case Answered(document):
                return check_query(document, self._wish.collection, now=self._wish.now)
            case Asked():
                return Checked(query=None, kept=EVERYTHING)
            case Nothing():
                return Checked(query=None, kept=EVERYTHING, faults=(NO_ANSWER,))

    def _accept(self, query: Query, corrections: tuple[Correction, ...]) -> Asking:
        state: AskState = "corrected" if corrections else "clean"
        if self._wrong:
            state = "repaired"
        return Asking(state=state, query=query, corrections=corrections)

    def _salvage(self) -> Asking:
        """Something rather than nothing: what could be read of a wrong query, or a question."""
        for checked in reversed(self._wrong):
            if checked.kept not in (EVERYTHING, self._wish.current):
                return Asking(
                    state="partial",
                    query=checked.kept,
                    faults=checked.faults,
                    corrections=checked.corrections,
                )
        faults = self._wrong[-1].faults if self._wrong else ()
        question = _write_question(self._wish.collection)
        return Asking(state="question", question=question, faults=faults)

    def _fail(self, code: str) -> Asking:
        """The endpoint failed; a first answer that could be read in part is not lost by it."""
        salvaged = self._salvage()
        if salvaged.query is not None:
            return salvaged
        return Asking(state="failed", code=code, notice=LATE if code in SLOW else _notice(code))


async def _hear_reply(stream: ReplyStream, request: Mapping[str, Any]) -> _Heard:
    heard = _Heard()
    async with aclosing(stream.read(request)) as reading:
        async for chunks in reading:
            heard.hear(chunks)
            if len(heard.raw) >= LONGEST_ANSWER:
                break
    return heard


def _write_question(collection: Collection) -> str:
    texts = [each.text for each in list_examples(collection) if "question" not in each.answer]
    hint = f", for example: {texts[0]}" if texts else ""
    return f"What shall I look for{hint}?"


def _notice(code: str) -> str:
    return write_notice(code) or ""

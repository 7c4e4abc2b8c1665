"""Asks an endpoint what it can do: every probe and case, one after the other, none twice."""

import asyncio
from collections.abc import Mapping
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from assistant.core.probes import (
    FormatCase,
    Heard,
    Probe,
    Verdict,
    grade,
    write_cases,
    write_probes,
)
from assistant.core.upstream.calls import CallAssembler
from assistant.core.upstream.chunks import (
    CallFragment,
    Chunk,
    Finish,
    Reasoning,
    Refusal,
    Text,
    Usage,
)
from assistant.errors import UpstreamFault
from assistant.llm import LLM
from widgets.catalog import Catalog

HOPELESS = ("unreachable", "not_authorised", "model_not_found")
LONGEST = 64 * 1024


@dataclass(frozen=True, slots=True)
class Findings:
    """What an endpoint was found able to do; times are in seconds."""

    capabilities: tuple[tuple[Probe, Verdict], ...]
    cases: tuple[tuple[FormatCase, Verdict], ...]
    first_token: float | None
    took: float


async def probe_endpoint(llm: LLM, catalog: Catalog, *, within: float) -> Findings:
    """Ask everything; each answer has `within` seconds.

    Raises UpstreamFault where nobody answers at all, or not to us.
    """
    began = asyncio.get_running_loop().time()
    capabilities: list[tuple[Probe, Verdict]] = []
    first = None
    for probe in write_probes():
        heard = await listen(llm, probe.request, within=within)
        if not capabilities:
            if heard.fault in HOPELESS:
                raise UpstreamFault(heard.fault, "The endpoint cannot be asked.")
            first = heard.first
        capabilities.append((probe, probe.judge(heard)))
    cases = [
        (case, grade(case, await listen(llm, case.request, within=within), catalog))
        for case in write_cases(catalog)
    ]
    took = asyncio.get_running_loop().time() - began
    return Findings(tuple(capabilities), tuple(cases), first, took)


async def listen(llm: LLM, request: Mapping[str, Any], *, within: float) -> Heard:
    """One answer, as far as it came."""
    hearing = _Hearing()
    fault = None
    try:
        async with asyncio.timeout(within), aclosing(llm.stream(request)) as stream:
            async for chunks in stream:
                hearing.take(chunks)
    except UpstreamFault as error:
        fault = error.code
    except TimeoutError:
        fault = "deadline"
    return hearing.end(fault)


class _Hearing:
    def __init__(self) -> None:
        self._began = asyncio.get_running_loop().time()
        self._pieces: list[str] = []
        self._calls = CallAssembler()
        self._called = False
        self._finish: str | None = None
        self._usage: Usage | None = None
        self._first: float | None = None
        self._length = 0

    def take(self, chunks: list[Chunk]) -> None:
        for chunk in chunks:
            match chunk:
                case Text(text):
                    self._hear()
                    self._pieces.append(text)
                    self._length += len(text)
                case CallFragment():
                    self._hear()
                    self._called = True
                    self._calls.receive(chunk)
                case Finish(reason):
                    self._finish = reason
                case Usage():
                    self._usage = chunk
                case Reasoning() | Refusal():
                    self._hear()
        if self._length > LONGEST:
            raise UpstreamFault("reply_too_long", "The reply grew beyond every limit.")

    def end(self, fault: str | None) -> Heard:
        return Heard(
            pieces=tuple(self._pieces),
            calls=tuple(self._calls.finish()) if self._called else (),
            finish=self._finish,
            usage=self._usage,
            fault=fault,
            first=self._first,
        )

    def _hear(self) -> None:
        if self._first is None:
            self._first = asyncio.get_running_loop().time() - self._began

"""Measures one server once: a fresh process, a stream to warm it up, then all streams at once."""

import subprocess
import sys
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Literal

import msgspec

from bench.checking import find_bare_faults, find_weft_faults, read_raws
from bench.client import Outcome, Plan
from bench.reply import PART_LENGTH, TOKEN_LENGTH
from bench.servers import ROOT, Server, Start
from bench.upstream import Order, Sent

WARM_UP_RATE = 500.0
PATIENCE = 60.0
"""Seconds a window may take beyond what the pace asks for."""


@dataclass(frozen=True, slots=True)
class Load:
    """How many streams at once, how fast (tokens a second), and how long."""

    streams: int = 20
    rate: float = 50.0
    seconds: float = 10.0

    @property
    def parts(self) -> int:
        """How many parts of a reply take that long."""
        return max(1, round(self.seconds * self.rate * TOKEN_LENGTH / PART_LENGTH))


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that is measured."""

    name: str
    speaks: Literal["bare", "weft"]
    start: Start


@dataclass(frozen=True, slots=True)
class Cell:
    """One measurement. One that has `faults` says nothing.

    `cost` is processor time by token, in microseconds; `load` the share of one core that was busy;
    `messages` how many frames a token made; `late` by how many milliseconds the upstream missed
    its own pace at worst.
    """

    cost: float
    load: float
    messages: float
    late: float
    faults: tuple[str, ...]


class Rig:
    """Measures subjects behind one upstream. No two streams ever have the same number."""

    def __init__(self, upstream: str, load: Load) -> None:
        self._upstream = upstream
        self._load = load
        self._numbers = count(1)

    def measure(self, subject: Subject) -> Cell:
        """Start it, warm it up, measure it and check what it delivered."""
        try:
            return self._measure(subject)
        except subprocess.CalledProcessError:
            # The server died, or stood still; the client has said which.
            return Cell(0.0, 0.0, 0.0, 0.0, ("the client did not come to the end",))

    def _measure(self, subject: Subject) -> Cell:
        warm_up = Order(stream=next(self._numbers), parts=1, rate=WARM_UP_RATE)
        orders = self._write_orders()
        with subject.start(self._upstream) as server:
            self._run_client(subject, server, [warm_up])
            outcome = self._run_client(subject, server, orders)
            raws = read_raws(server.database) if server.database else None
        sent = self._read_sent()
        return sum_up_cell(outcome, [sent[order.stream] for order in orders], raws)

    def _write_orders(self) -> list[Order]:
        load = self._load
        return [
            Order(
                stream=next(self._numbers),
                parts=load.parts,
                rate=load.rate,
                phase=each / load.streams,
            )
            for each in range(load.streams)
        ]

    def _run_client(self, subject: Subject, server: Server, orders: list[Order]) -> Outcome:
        plan = Plan(
            speaks=subject.speaks,
            address=server.address,
            pid=server.pid,
            orders=orders,
            within=self._load.seconds + PATIENCE,
        )
        done = subprocess.run(
            [sys.executable, "-m", "bench.client"],
            cwd=ROOT,
            input=msgspec.json.encode(plan),
            stdout=subprocess.PIPE,
            check=True,
        )
        return msgspec.json.decode(done.stdout, type=Outcome)

    def _read_sent(self) -> dict[int, Sent]:
        with urllib.request.urlopen(f"{self._upstream}sent") as answer:
            return msgspec.json.decode(answer.read(), type=dict[int, Sent], strict=False)


def sum_up_cell(outcome: Outcome, sent: Sequence[Sent], raws: Mapping[str, str] | None) -> Cell:
    """What a window comes to. `raws` is what Weft stored of every turn; others store nothing."""
    faults = [
        fault
        for one, seen in zip(sent, outcome.seen, strict=True)
        for fault in (
            find_bare_faults(one, seen) if raws is None else find_weft_faults(one, seen, raws)
        )
    ]
    tokens = sum(each.tokens for each in sent)
    return Cell(
        cost=outcome.processor_seconds * 1e6 / tokens,
        load=outcome.processor_seconds / outcome.seconds,
        messages=sum(each.messages for each in outcome.seen) / tokens,
        late=max(each.late for each in sent) * 1e3,
        faults=tuple(faults),
    )

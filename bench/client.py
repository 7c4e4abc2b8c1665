"""The members who read along, in a process of their own: `python -m bench.client`, a plan on stdin.

All sockets are opened first. The window is from just before the first message to just after the
last end; the server's processor time is read at both. What was seen goes to stdout.
"""

import asyncio
import sys
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from typing import Literal

import msgspec

from bench.clocks import read_processor_time
from bench.readers import Reader, Seen
from bench.sockets import open_bare, open_member, sign_in
from bench.upstream import Order


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Whom to ask for what. `pid` is the server's, to read its clock."""

    speaks: Literal["bare", "weft"]
    address: str
    pid: int
    orders: list[Order]
    within: float


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What the window cost the server, how long it was, and what every reader saw."""

    processor_seconds: float
    seconds: float
    seen: list[Seen]


async def carry_out(plan: Plan) -> Outcome:
    """Ask for all replies at once, and read them to their ends."""
    async with asyncio.timeout(plan.within), AsyncExitStack() as stack:
        readers = await open_readers(plan, stack)
        began, used = time.monotonic(), read_processor_time(plan.pid)
        await asyncio.gather(
            *(reader.read(order) for reader, order in zip(readers, plan.orders, strict=True))
        )
        used = read_processor_time(plan.pid) - used
        seconds = time.monotonic() - began
        return Outcome(
            processor_seconds=used, seconds=seconds, seen=[reader.sum_up() for reader in readers]
        )


async def open_readers(plan: Plan, stack: AsyncExitStack) -> Sequence[Reader]:
    """A socket for every order."""
    if plan.speaks == "bare":
        return [await stack.enter_async_context(open_bare(plan.address)) for _ in plan.orders]
    cookie = await sign_in(plan.address)
    return [await stack.enter_async_context(open_member(plan.address, cookie)) for _ in plan.orders]


def main() -> None:
    plan = msgspec.json.decode(sys.stdin.buffer.read(), type=Plan)
    sys.stdout.buffer.write(msgspec.json.encode(asyncio.run(carry_out(plan))))


if __name__ == "__main__":
    main()

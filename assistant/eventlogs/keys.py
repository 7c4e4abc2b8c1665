"""What things are called in Redis, and how long they stay. No I/O."""

import secrets
from dataclasses import dataclass

CONTROL = "weft-control"
"""The stream of notices between processes."""
WAITING_DAY = 25 * 3600.0
"""Seconds that a live turn is kept without a word: an approval may be waited for a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """In seconds: how long an ended turn stays; how long events wait to go out together; how long
    one read waits for news; how long a log is kept for its followers, and how often it is seen
    whether it still is what it was.
    """

    forget_after: float = 60.0
    tick: float = 0.033
    block: float = 10.0
    follow: float = 15.0
    watch: float = 1.0


@dataclass(frozen=True, slots=True)
class Keys:
    """The names that one process uses."""

    sender: str
    times: Times

    @property
    def wake(self) -> str:
        """The stream by which this process wakes its own reader."""
        return f"weft-wake:{self.sender}"

    @property
    def lifetimes(self) -> tuple[int, int]:
        """How long an idle log is kept, and one with a live turn, in milliseconds."""
        return max(1, int(self.times.forget_after * 1000)), int(WAITING_DAY * 1000)

    def head(self, conversation: str) -> str:
        """The hash of a conversation's log."""
        return f"weft:{conversation}"

    def stream(self, conversation: str, epoch: str) -> str:
        """The entries of a conversation's log."""
        return f"weft:{conversation}:{epoch}"


def make_epoch() -> str:
    """An epoch that was never there."""
    return secrets.token_hex(8)

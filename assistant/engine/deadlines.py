"""The deadlines of a turn. They count content only: a comment on the wire is not life."""

import asyncio
from math import inf

from assistant.conf import Options


class Deadlines:
    """Tells by `passed`, with the deadline's code, that the turn or its stream took too long."""

    def __init__(self, options: Options) -> None:
        loop = asyncio.get_running_loop()
        self.passed: asyncio.Future[str] = loop.create_future()
        self._options = options
        self._loop = loop
        self._turn_ends = loop.time() + options.TURN
        self._content_due = inf
        self._missing = "no_first_token"
        self._timer = loop.call_at(self._turn_ends, self._look)

    def start_stream(self) -> None:
        """A request is sent: its first content is due."""
        self._missing = "no_first_token"
        self._expect(self._options.FIRST_CONTENT)

    def hear(self) -> None:
        """Content came: the next is due within the gap."""
        self._missing = "gap"
        self._expect(self._options.GAP)

    def end_stream(self) -> None:
        """Nothing is due from the model."""
        self._content_due = inf

    def close(self) -> None:
        """The turn has ended; nothing is due any more."""
        self._timer.cancel()

    @property
    def heard(self) -> bool:
        """Whether the present request has brought content."""
        return self._missing == "gap"

    def _expect(self, within: float) -> None:
        self._content_due = self._loop.time() + within
        # A later due date needs no new timer, this is called for every chunk: `_look` goes on.
        if self._content_due < self._timer.when():
            self._set_timer()

    def _look(self) -> None:
        now = self._loop.time()
        if now >= self._turn_ends:
            self.passed.set_result("deadline")
        elif now >= self._content_due:
            self.passed.set_result(self._missing)
        else:
            self._set_timer()

    def _set_timer(self) -> None:
        self._timer.cancel()
        self._timer = self._loop.call_at(min(self._turn_ends, self._content_due), self._look)

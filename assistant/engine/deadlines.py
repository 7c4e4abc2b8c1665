"""The deadlines of a turn. They count content only: a comment on the wire is not life."""

import asyncio

from assistant.conf import Options


class Deadlines:
    """Knows when the turn, or the stream it is reading, has taken too long."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._now = asyncio.get_running_loop().time
        self._turn_ends = self._now() + options.TURN
        self._content_due: float | None = None
        self._missing = "no_first_token"

    def start_stream(self) -> None:
        """A request is sent: its first content is due."""
        self._content_due = self._now() + self._options.FIRST_CONTENT
        self._missing = "no_first_token"

    def hear(self) -> None:
        """Content came: the next is due within the gap."""
        self._content_due = self._now() + self._options.GAP
        self._missing = "gap"

    def end_stream(self) -> None:
        """Nothing is due from the model."""
        self._content_due = None

    @property
    def heard(self) -> bool:
        """Whether the present request has brought content."""
        return self._missing == "gap"

    def seconds_left(self) -> float:
        """How long until the next deadline; never negative."""
        due = self._turn_ends if self._content_due is None else self._content_due
        return max(0.0, min(due, self._turn_ends) - self._now())

    def overdue(self) -> str | None:
        """The code of the deadline that has passed, if one has."""
        if self._now() >= self._turn_ends:
            return "deadline"
        if self._content_due is not None and self._now() >= self._content_due:
            return self._missing
        return None

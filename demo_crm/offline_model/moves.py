"""What a round can hold, say something or use a tool, and the scenes made of it. No I/O."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from demo_crm.offline_model.turn import Result


@dataclass(frozen=True, slots=True)
class Say:
    """Prose and widgets; ends the turn.

    `is_open`: what was asked for is not done, and what was to follow it has to wait.
    """

    text: str
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """One tool call; the script goes on when it is sent the result."""

    name: str
    arguments: Mapping[str, Any]

    @property
    def source(self) -> str:
        """The arguments as JSON."""
        return msgspec.json.encode(self.arguments).decode()


class ToolRefused(Exception):
    """Thrown into a scene where a tool could not do it; the argument is what to say of that."""


Reply = Say | Use
Scene = Generator[Use, Result, Say]
"""A course of tool calls that ends in a reply: yields the call to make, is sent its result."""

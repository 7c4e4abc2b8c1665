"""What a round can hold, say something or use a tool, and the scenes made of it. No I/O."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from demo_crm.offline_model.turn import Result


@dataclass(frozen=True, slots=True)
class Say:
    """Prose and widgets; ends the turn."""

    text: str


@dataclass(frozen=True, slots=True)
class Use:
    """One tool call; the script goes on when it is sent the result."""

    name: str
    arguments: Mapping[str, Any]

    @property
    def source(self) -> str:
        """The arguments as JSON."""
        return msgspec.json.encode(self.arguments).decode()


Reply = Say | Use
Scene = Generator[Use, Result, Say]
"""A course of tool calls that ends in a reply: yields the call to make, is sent its result."""

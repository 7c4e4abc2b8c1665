"""What the checker has to say: faults, and corrections it made. No I/O."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from assistant.core.query.fields import Collection

MOST_NOTES = 20
_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and where: a JSON pointer into what was given, a sentence for the model."""

    code: str
    pointer: str
    message: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A static rule that was used: `corrections.CORRECTIONS` lists the codes."""

    code: str
    pointer: str
    message: str


@dataclass(slots=True)
class Reading:
    """One check under way: what it reads against, and what it has noted.

    `now` is an aware time on the member's clock, or None where relative days cannot be told.
    Without `correct` every correction is a fault.
    """

    collection: Collection
    now: datetime | None
    correct: bool
    faults: list[Fault] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    failed: int = 0
    """How many faults there were, those beyond the first 20 too, which are not kept."""
    conditions: int = 0

    def fault(self, code: str, pointer: str, message: str) -> None:
        """Note a fault; after 20 nobody reads on."""
        self.failed += 1
        if len(self.faults) < MOST_NOTES:
            self.faults.append(Fault(code, pointer, message))

    def mend(self, code: str, pointer: str, message: str) -> bool:
        """Note a correction; False, and a fault, where none may be made."""
        if not self.correct:
            self.fault(code, pointer, message)
        elif len(self.corrections) < MOST_NOTES:
            self.corrections.append(Correction(code, pointer, message))
        return self.correct


def show(value: Any) -> str:
    """A JSON value in a few words, whatever it is."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            cut = value[:_LONGEST_SHOWN] + ("…" if len(value) > _LONGEST_SHOWN else "")
            # Halves of characters no database takes; controls and turned words deceive a reader.
            seen = (char if char.isprintable() else "\ufffd" for char in cut)
            return f'"{"".join(seen)}"'
        case int():
            # Python itself refuses to write very long ones.
            return str(value) if value.bit_length() <= 64 else "a very long number"
        case float():
            return str(value)
        case list() | tuple():
            return f"a list of {len(value)}"
        case dict():
            return "an object" if value else "an empty object"
        case _:
            return "something that is no JSON"


def pointer_to(pointer: str, key: str | int) -> str:
    """The pointer one step further."""
    step = str(key)[:_LONGEST_SHOWN].replace("~", "~0").replace("/", "~1")
    return f"{pointer}/{step}"

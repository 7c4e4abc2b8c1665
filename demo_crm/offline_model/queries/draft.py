"""A query while it is read out of a wish: the words that are left, and what they gave. No I/O."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Condition = dict[str, Any]


@dataclass(slots=True)
class Draft:
    """`rest` are the words not read yet; what was read leaves a bar, so that none is read twice."""

    rest: str
    conditions: list[Condition] = field(default_factory=list)
    rows: dict[str, Any] = field(default_factory=dict)
    """Keys of the query besides its filter."""

    @property
    def is_empty(self) -> bool:
        return not self.conditions and not self.rows

    def take(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Each match, taken out of the words."""
        while found := pattern.search(self.rest):
            self.rest = f"{self.rest[: found.start()]} | {self.rest[found.end() :]}"
            yield found

    def take_one(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match, taken out of the words."""
        return next(self.take(pattern), None)

    def ask(self, name: str, op: str, value: Any = None) -> None:
        """One more condition."""
        self.conditions.append(compare(name, op, value))

    def write(self) -> dict[str, Any]:
        """The query as JSON."""
        return join("and", self.conditions) | self.rows


def compare(name: str, op: str, value: Any = None) -> Condition:
    """A condition as JSON; None is no value."""
    return {"field": name, "op": op} | ({} if value is None else {"value": value})


def join(joint: str, parts: list[Condition]) -> dict[str, Any]:
    """The filter of a query; a group alone is not put into another."""
    if len(parts) == 1 and "field" not in parts[0]:
        return {"filter": parts[0]}
    return {"filter": {joint: parts}} if parts else {}


def words(pattern: str) -> re.Pattern[str]:
    """A pattern of whole words, in whatever letters."""
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)

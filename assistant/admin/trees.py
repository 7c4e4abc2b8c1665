"""Lays a conversation's turns out as a tree that a page can show."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from assistant.models import Turn


@dataclass(frozen=True, slots=True)
class Branch:
    """A turn and how far in it stands: only where a tree forks does it move in."""

    turn: Turn
    depth: int
    is_shown: bool
    """Whether it lies on the branch that the member sees."""
    forks: bool


def lay_out_tree(turns: Iterable[Turn], leaf: Any) -> list[Branch]:
    """All turns, each after its parent and oldest siblings first. `leaf` is the id it ends in."""
    rows = {turn.pk: turn for turn in turns}
    children: dict[Any, list[Turn]] = {}
    for turn in sorted(rows.values(), key=lambda each: (each.created, each.pk)):
        parent = turn.parent_id if turn.parent_id in rows else None
        children.setdefault(parent, []).append(turn)
    shown = _find_path(rows, leaf)
    branches: list[Branch] = []
    # A stack and no recursion: a conversation may be a thousand turns deep.
    due = [(turn, 0) for turn in reversed(children.get(None, []))]
    while due:
        turn, depth = due.pop()
        after = children.get(turn.pk, [])
        inner = depth + (len(after) > 1)
        branches.append(Branch(turn, depth, turn.pk in shown, len(after) > 1))
        due += [(each, inner) for each in reversed(after)]
    return branches


def _find_path(rows: dict[Any, Turn], leaf: Any) -> Collection[Any]:
    path: set[Any] = set()
    while leaf in rows and leaf not in path:
        path.add(leaf)
        leaf = rows[leaf].parent_id
    return path

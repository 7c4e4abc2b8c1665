"""A turn's findings with the words that each one points at."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.admin.marks import Excerpt, Mark, cut_excerpt
from assistant.core.wire.events import BlockState, Finding, ProseState, TurnSnapshot, WidgetState
from widgets.schemas import read_pointer


@dataclass(frozen=True, slots=True)
class FindingShown:
    """A finding for a reviewer; `where` is a block's number with the pointer into its payload."""

    code: str
    notice: str
    where: str
    block: str | None
    excerpt: Excerpt | None


def show_findings(snapshot: TurnSnapshot) -> list[FindingShown]:
    """All findings of a turn, in their order."""
    blocks = {block.id: block for block in snapshot.blocks}
    return [_show_finding(each, blocks.get(each.block or "")) for each in snapshot.turn.findings]


def find_marks(block: str, findings: Sequence[Finding]) -> list[Mark]:
    """What findings mark in a block of prose."""
    mine = (each for each in findings if each.block == block and each.pointer is None)
    return [Mark(each.start, each.end, f"{each.code}: {each.notice}") for each in mine]


def number_block(block: str) -> str:
    """`#3` for `TURN.3`."""
    return f"#{block.rpartition('.')[2]}"


def _show_finding(finding: Finding, block: BlockState | None) -> FindingShown:
    text = _find_text(block, finding.pointer)
    mark = Mark(finding.start, finding.end, finding.notice)
    return FindingShown(
        code=finding.code,
        notice=finding.notice,
        where=_name_place(finding, block),
        block=finding.block,
        excerpt=cut_excerpt(text, mark) if text else None,
    )


def _name_place(finding: Finding, block: BlockState | None) -> str:
    if finding.block is None:
        return "the whole reply"
    number = number_block(finding.block)
    match block:
        case None:
            return f"{number}, which is not there"
        case ProseState():
            return f"{number} prose"
        case WidgetState(widget=name):
            return f"{number} {name or 'widget'} {finding.pointer or ''}".rstrip()


def _find_text(block: BlockState | None, pointer: str | None) -> str:
    match block:
        case None:
            return ""
        case ProseState(text=text):
            return text
        case WidgetState(payload=payload):
            try:
                found = read_pointer(payload, pointer or "")
            except LookupError:
                return ""
            return found if isinstance(found, str) else ""

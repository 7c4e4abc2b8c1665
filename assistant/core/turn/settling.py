"""Settles a widget block that closed: ready with what stands beside it, or faulty. No I/O."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from assistant.core.turn.facts import WidgetFact
from widgets.catalog import Catalog, Checked
from widgets.errors import BlockFault
from widgets.records import Record, Ref
from widgets.stream import Closed

HOST_FAULTS = ("too_many", "no_records", "bad_record")
"""What the model did right and writing it again would not mend."""


@dataclass(frozen=True, slots=True)
class BlockDue:
    """A widget block closed and fits its schema: its records are due from the host."""

    widget: WidgetFact
    checked: Checked


def check_block(catalog: Catalog, closed: Closed) -> Checked:
    """Check a closed block. Raises BlockFault."""
    match closed.fault:
        case "bad_opener":
            message = "the opening line must be three backticks, widget, one name, nothing more"
            raise BlockFault("bad_opener", "", message)
        case "unclosed":
            raise BlockFault("unclosed", "", "close the block with a line of three backticks")
        case "too_large":
            raise BlockFault("too_large", "", "the payload is too large")
        case _:
            assert closed.name is not None
            assert closed.source is not None
            return catalog.check(closed.name, closed.source)


def mark_faulty(widget: WidgetFact, fault: BlockFault) -> WidgetFact:
    """The widget with what is wrong with it; it stays pending until a repair or the end."""
    return replace(
        widget,
        code=fault.code,
        pointer=fault.pointer,
        message=fault.message,
        repairable=widget.repairable and fault.code not in HOST_FAULTS,
    )


def settle_block(
    due: BlockDue,
    records: Mapping[Ref, Record] | BlockFault,
    catalog: Catalog,
    results: Mapping[str, Any],
) -> WidgetFact:
    """The block ready, with the records the host answered and the figures of `results`.

    Where that cannot be, it is pending with what is wrong with it.
    """
    try:
        if isinstance(records, BlockFault):
            raise records
        resolved = catalog.resolve(due.checked, records, results)
    except BlockFault as fault:
        return mark_faulty(due.widget, fault)
    definition = due.checked.definition
    return replace(
        due.widget,
        state="ready",
        revision=due.widget.revision + 1,
        name=definition.name,
        version=definition.version,
        payload=due.checked.payload,
        records=resolved.records,
        figures=resolved.figures,
        as_of=resolved.as_of,
        code=None,
        pointer=None,
        message="",
    )

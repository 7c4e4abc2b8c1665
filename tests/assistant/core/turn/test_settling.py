"""A closed block: what is wrong with it, and what stands beside it when nothing is."""

import pytest

from assistant.core.turn.settling import BlockDue, check_block, mark_faulty, settle_block
from tests.support.catalogs import BIKES, CATALOG
from tests.support.facts import make_widget
from widgets.errors import BlockFault
from widgets.stream import Closed

CLOSED = Closed("bike", '{"bike": "B-1"}', 0, 9, None)


def test_a_checked_block_is_what_the_catalog_says() -> None:
    assert check_block(CATALOG, CLOSED).payload == {"bike": "B-1"}
    with pytest.raises(BlockFault, match="close the block"):
        check_block(CATALOG, Closed("bike", "{", 0, 9, "unclosed"))


def test_a_faulty_block_holds_its_fault_and_the_rest() -> None:
    fact = make_widget(state="pending")
    faulty = mark_faulty(fact, BlockFault("schema", "/bike", "must be text"))
    assert (faulty.state, faulty.code, faulty.pointer, faulty.message) == (
        "pending",
        "schema",
        "/bike",
        "must be text",
    )
    assert faulty.number == fact.number


def test_a_block_is_ready_with_its_records_or_pending_with_its_fault() -> None:
    due = BlockDue(make_widget(state="pending"), check_block(CATALOG, CLOSED))
    ready = settle_block(due, BIKES, CATALOG, {})
    assert (ready.state, ready.revision, ready.records[0]["id"]) == ("ready", 3, "B-1")
    assert settle_block(due, {}, CATALOG, {}).code == "unknown_reference"
    away = settle_block(due, BlockFault("no_records", "", "away"), CATALOG, {})
    assert (away.state, away.code, away.repairable) == ("pending", "no_records", False)

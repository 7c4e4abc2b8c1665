"""Faults say where and why."""

from widgets.errors import BadDefinition, BlockFault, WidgetError


def test_a_bad_definition_names_file_and_pointer() -> None:
    error = BadDefinition("definitions/a.json", "/schema/type", "must be object")
    assert str(error) == "definitions/a.json#/schema/type: must be object"


def test_a_bad_file_has_no_pointer() -> None:
    assert (
        str(BadDefinition("definitions/a.json", "", "not JSON")) == "definitions/a.json: not JSON"
    )


def test_a_block_fault_may_be_repaired_and_a_bad_definition_may_not() -> None:
    assert BlockFault("schema", "/a", "must be text").retryable
    assert not BadDefinition("a.json", "", "no").retryable


def test_both_are_caught_as_one() -> None:
    assert isinstance(BlockFault("schema", "", ""), WidgetError)
    assert isinstance(BadDefinition("", "", ""), WidgetError)

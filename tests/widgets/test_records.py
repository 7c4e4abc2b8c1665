"""References and records as values."""

from datetime import datetime

import pytest

from tests.widgets.builders import NOON
from widgets.records import Record, Ref


def test_a_reference_may_be_a_key() -> None:
    assert {Ref("pet", "P-1"): 1}[Ref("pet", "P-1")] == 1


def test_a_record_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        Record(Ref("pet", "P-1"), {}, datetime(2026, 6, 1))  # noqa: DTZ001


def test_a_record_keeps_its_moment() -> None:
    assert Record(Ref("pet", "P-1"), {}, NOON).as_of == NOON

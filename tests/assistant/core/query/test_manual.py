"""The model is told of every field and op, in the same bytes, and of nothing hidden."""

from assistant.core.query.checking import check_query
from assistant.core.query.language import EVERYTHING
from assistant.core.query.manual import write_manual, write_messages, write_repair
from assistant.core.query.operators import MeasureOp, Op, Unit
from tests.support.bike_collection import BIKES, IN_NEW_YORK, NOW, only, where


def test_every_word_of_the_language_is_told():
    manual = write_manual(BIKES)
    assert {word for word in (*Op, *MeasureOp, *Unit) if word not in manual} == set()
    assert "- price (money, USD; Price, cost)" in manual
    assert '"cargo" (Cargo bike, freight)' in manual
    assert manual == write_manual(BIKES)
    assert len(manual) < 6000


def test_examples_of_hidden_fields_are_not_told():
    hidden = BIKES.only({"model", "kind", "electric"})
    manual = write_manual(hidden)
    assert "price" not in manual.partition("# Bikes")[2]
    assert "only electric ones" in manual
    assert "asdf" in manual


def test_what_changes_stands_in_a_message_of_its_own():
    manual = write_manual(BIKES)
    current = check_query(only(where("kind", "=", "cargo")), BIKES).query
    first, context, wish = write_messages(
        manual, "also electric", current, now=IN_NEW_YORK, zone="America/New_York"
    )
    assert first == {"role": "system", "content": manual}
    assert "Sunday 2026-11-22T09:30, America/New_York" in context["content"]
    assert '{"field": "kind", "op": "=", "value": "cargo"}' in context["content"]
    assert wish == {"role": "user", "content": "also electric"}
    without = write_messages(manual, "x", EVERYTHING, now=NOW, zone="UTC")
    assert "Current" not in without[1]["content"]


def test_a_repair_says_exactly_what_is_wrong():
    faults = check_query(only(where("wheels", "=", 2), where("gears", "=", "x")), BIKES).faults
    said, asked = write_repair("{...}", faults)
    assert said == {"role": "assistant", "content": "{...}"}
    assert '- at /filter/and/0/field: There is no field "wheels".' in asked["content"]
    assert "- at /filter/and/1/value: gears takes a plain number" in asked["content"]

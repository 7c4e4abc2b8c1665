"""What may be asked of each type is whole: every op, type and measure has its place."""

import re
from pathlib import Path

import pytest

from assistant.core.query.fields import FieldType
from assistant.core.query.operators import MEASURED, OPERATORS, MeasureOp, Op, label_op

PAGE = Path(__file__).resolve().parents[4] / "docs" / "query.md"


def test_every_op_is_taken_by_some_type_and_every_type_takes_some():
    assert set(OPERATORS) == set(FieldType)
    assert {op for ops in OPERATORS.values() for op in ops} == set(Op)
    assert set(MEASURED) == set(MeasureOp)


@pytest.mark.parametrize("kind", FieldType)
def test_the_page_says_what_each_type_takes(kind):
    [row] = [line for line in PAGE.read_text().splitlines()
             if line.startswith("|") and f"`{kind}`" in line.split("|")[1]]  # fmt: skip
    assert set(re.findall("`([^`]+)`", row.split("|")[2])) == set(OPERATORS[kind])


@pytest.mark.parametrize("kind", FieldType)
def test_people_read_each_op_as_words_of_its_own(kind):
    labels = [label_op(op, kind) for op in OPERATORS[kind]]
    assert len(set(labels)) == len(labels)
    assert label_op(Op.AT_MOST, FieldType.DATE) == "on or before"
    assert label_op(Op.AT_MOST, FieldType.MONEY) == "at most"

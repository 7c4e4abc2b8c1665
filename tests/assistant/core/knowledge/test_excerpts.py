"""The texts in what the look-up returned."""

import pytest

from assistant.core.knowledge.excerpts import read_excerpts


def test_texts_are_read():
    assert list(read_excerpts({"excerpts": [{"text": "One."}, {"text": "Two."}]})) == [
        "One.",
        "Two.",
    ]


@pytest.mark.parametrize("result", [None, [], {}, {"excerpts": {}}, {"excerpts": [1, {"text": 2}]}])
def test_other_results_have_none(result):
    assert list(read_excerpts(result)) == []

"""Which figures nobody but the model says: the sentences of unsourced_fact.json."""

import pytest

from assistant.core.assertions.altered_value import ALTERED_VALUE
from assistant.core.assertions.unsourced_fact import UNSOURCED_FACT
from tests.support.sayings import load_sayings, quote, say

FLAGGED, FINE = load_sayings("unsourced_fact")


@pytest.mark.parametrize(("text", "excerpts"), FLAGGED)
def test_what_nothing_says_is_found(text, excerpts):
    assert quote(UNSOURCED_FACT.find(say(text))) == excerpts


@pytest.mark.parametrize("text", FINE)
def test_what_is_said_somewhere_is_fine(text):
    reply = say(text)
    assert quote(UNSOURCED_FACT.find(reply)) == []
    assert quote(ALTERED_VALUE.find(reply)) == []

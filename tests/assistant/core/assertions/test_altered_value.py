"""Which figures contradict the record that their sentence names: those of altered_value.json."""

import pytest

from assistant.core.assertions.altered_value import ALTERED_VALUE
from assistant.core.assertions.unsourced_fact import UNSOURCED_FACT
from tests.support.sayings import load_sayings, quote, say

FLAGGED, FINE = load_sayings("altered_value")


@pytest.mark.parametrize(("text", "excerpts"), FLAGGED)
def test_what_a_record_says_otherwise_is_found(text, excerpts):
    assert quote(ALTERED_VALUE.find(say(text))) == excerpts


@pytest.mark.parametrize(("text", "excerpts"), FLAGGED)
def test_what_is_altered_is_not_unsourced_too(text, excerpts):
    assert quote(UNSOURCED_FACT.find(say(text))) == []


@pytest.mark.parametrize("text", FINE)
def test_what_the_record_says_is_fine(text):
    reply = say(text)
    assert quote(ALTERED_VALUE.find(reply)) == []
    assert quote(UNSOURCED_FACT.find(reply)) == []

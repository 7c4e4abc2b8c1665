"""Facts are values: equal by what they say, and never changed."""

from dataclasses import FrozenInstanceError, replace

import pytest

from tests.support.facts import make_call, make_round, make_turn, make_widget

MAKERS = [make_widget, make_call, make_round, make_turn]


@pytest.mark.parametrize("make", MAKERS)
def test_facts_that_say_the_same_are_equal(make) -> None:
    assert make() == make()


@pytest.mark.parametrize("make", MAKERS)
def test_a_fact_cannot_be_changed_or_added_to(make) -> None:
    fact = make()
    for name in (*fact.__slots__[:1], "remark"):
        with pytest.raises((FrozenInstanceError, AttributeError, TypeError)):
            setattr(fact, name, None)


def test_a_changed_copy_leaves_the_fact_as_it_is() -> None:
    due = make_call()
    assert replace(due, state="done").state == "done"
    assert due.state == "due"


def test_facts_without_more_said_share_nothing() -> None:
    assert make_widget().figures is not make_widget().figures

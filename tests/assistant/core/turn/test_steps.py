"""What one turn may use up."""

import pytest

from assistant.core.turn.steps import Limits
from tests.support.facts import make_call, make_round

LIMITS = Limits(rounds=3, calls=4, tokens=100)
CALLS = (make_call(), make_call(index=1, state="failed"))


def test_a_turn_may_take_ten_rounds_and_sixteen_calls() -> None:
    assert (Limits().rounds, Limits().calls) == (10, 16)


@pytest.mark.parametrize(("count", "code"), [(0, None), (2, None), (3, "too_many_rounds")])
def test_rounds_of_any_kind_count(count: int, code: str | None) -> None:
    kinds = ("reply", "reply", "repair")[:count]
    assert LIMITS.refuse_round([make_round(kind=kind) for kind in kinds]) == code


@pytest.mark.parametrize(("tokens", "code"), [(50, None), (51, "too_many_tokens")])
def test_tokens_in_and_out_of_all_rounds_count(tokens: int, code: str | None) -> None:
    rounds = [make_round(input_tokens=tokens), make_round(output_tokens=50)]
    assert LIMITS.refuse_round(rounds) == code


def test_every_call_counts_whatever_became_of_it() -> None:
    assert LIMITS.room_for_calls([]) == 4
    assert LIMITS.room_for_calls([make_round(calls=CALLS)]) == 2


def test_the_last_round_has_no_room_for_calls() -> None:
    assert LIMITS.room_for_calls([make_round(), make_round()]) == 0
    assert Limits(rounds=1).room_for_calls([]) == 0

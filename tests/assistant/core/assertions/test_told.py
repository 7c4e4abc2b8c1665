"""What a path says: the member's words, and the facts of tools and records."""

import pytest

from assistant.core.assertions.told import read_told
from tests.support.assertion_cases import build_reply

TOLD = read_told(
    build_reply(
        {
            "text": "Hello",
            "messages": ["Look at l-555, please"],
            "message": "And the “Heron”?",
            "calls": [
                {
                    "name": "find_listings",
                    "arguments": {"near": "L-7"},
                    "state": "done",
                    "result": {
                        "id": "L-1042",
                        "ownerId": "U-5",
                        "listings": ["L-1", "L-2"],
                        "note": 'said "L-9" twice\nL-8',
                    },
                }
            ],
        }
    )
)


@pytest.mark.parametrize("words", ["L-555", "look AT", "“heron”"])
def test_what_the_member_said_is_found_in_any_turn_and_case(words):
    assert TOLD.was_said(words)


@pytest.mark.parametrize("words", ["L-55", "ook at", "L-1042"])
def test_a_piece_of_a_word_was_not_said(words):
    assert not TOLD.was_said(words)


def test_values_are_found_wherever_they_stand():
    assert TOLD.is_value('said "L-9" twice\nL-8')
    assert TOLD.is_value("L-8")
    assert not TOLD.is_value("L-104")


@pytest.mark.parametrize(
    ("value", "keys"),
    [
        ("L-1042", ["id"]),
        ("U-5", ["owner_id"]),
        ("L-2", ["listings"]),
        ("L-7", ["near"]),
        ("L-9", []),
    ],
)
def test_a_value_has_its_key(value, keys):
    assert list(TOLD.find_keys(value)) == keys


def test_ids_are_read_from_under_their_keys():
    assert list(TOLD.find_ids()) == ["L-1042", "U-5"]
    assert TOLD.calls == {"call_0q7"}

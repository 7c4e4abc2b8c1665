"""Addresses, as people write them."""

import pytest

from demo_crm.assertions.addresses import find_addresses


def find(text, *addresses):
    return [(name, text[start:end]) for name, start, end in find_addresses(text, addresses)]


@pytest.mark.parametrize(
    "said",
    [
        "118 Lantern Street",
        "118 LANTERN ST.",
        "118 Lantern",
        "118\u00a0Lantern\nStreet",
        "118  Lantern St",
    ],
)
def test_an_address_is_found(said):
    assert find(f"Look at {said}, please", "118 Lantern Street") == [
        ("118 Lantern Street", said.rstrip("."))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1118 Lantern Street",
        "118 Lantern Avenue",
        "118 Lantern Park",
        "118 Street",
        "Lantern Street",
    ],
)
def test_what_only_resembles_it_is_not(text):
    assert find(text, "118 Lantern Street") == []


def test_a_unit_is_part_of_it_where_it_is_said():
    assert find("At 5 Elm Rd #4.", "5 Elm Road #4") == [("5 Elm Road #4", "5 Elm Rd #4")]
    assert find("At 5 Elm Road.", "5 Elm Road #4") == [("5 Elm Road #4", "5 Elm Road")]

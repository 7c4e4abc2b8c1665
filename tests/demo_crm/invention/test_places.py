"""Inventing where homes stand."""

from math import dist

from demo_crm.invention.places import invent_place
from demo_crm.invention.towns import TOWNS


def test_the_same_address_is_always_at_the_same_place():
    town = TOWNS[0]
    first, second = town.neighbourhoods[:2]
    assert invent_place(town, first, "1 Gable Street") == invent_place(
        town, first, "1 Gable Street"
    )
    assert invent_place(town, first, "1 Gable Street") != invent_place(
        town, first, "2 Gable Street"
    )
    assert invent_place(town, first, "1 Gable Street") != invent_place(
        town, second, "1 Gable Street"
    )


def test_homes_stand_in_their_town_and_towns_apart():
    for town in TOWNS:
        for area in town.neighbourhoods:
            assert dist(invent_place(town, area, "9 Tern Street"), town.center) < 0.03
    centers = [town.center for town in TOWNS]
    assert min(dist(a, b) for a in centers for b in centers if a is not b) > 0.1

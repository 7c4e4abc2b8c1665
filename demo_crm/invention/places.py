"""Invents where a home stands: the same place for the same address. No I/O."""

from random import Random

from demo_crm.invention.towns import Town

# Degrees: neighbourhoods lie about a mile apart, the homes of one within half a mile.
_APART, _AROUND = 0.014, 0.006
_SIDES = ((0, 0), (1, 0), (0, 1), (-1, 0))


def invent_place(town: Town, neighbourhood: str, address: str) -> tuple[float, float]:
    """Latitude and longitude in degrees."""
    dice = Random(f"demo place {town.name} {address}")  # noqa: S311 - repeatable on purpose
    north, east = _SIDES[town.neighbourhoods.index(neighbourhood) % len(_SIDES)]
    latitude, longitude = town.center
    return (
        round(latitude + north * _APART + dice.uniform(-_AROUND, _AROUND), 5),
        round(longitude + east * _APART + dice.uniform(-_AROUND, _AROUND), 5),
    )

"""Invents homes: the same ones for the same dice. No I/O."""

from datetime import date, timedelta
from random import Random

from demo_crm.invention.towns import TOWNS, Town
from demo_crm.invention.vocabulary import FEATURES, MOODS, OFFICES, PLACES, STREETS, STYLES
from demo_crm.models import Brokerage, Listing

# Fixed, so that a recorded answer about the market stays true whenever the demo is set up.
EPOCH = date(2026, 6, 1)
STATUSES = (Listing.Status.ACTIVE, Listing.Status.PENDING, Listing.Status.SOLD)
STATUS_WEIGHTS = (70, 18, 12)


def invent_listings(dice: Random, brokerage: Brokerage, per_town: int) -> list[Listing]:
    """`per_town` homes in each town, `weight` times as many where a town says so."""
    return [
        invent_listing(dice, brokerage, town)
        for town in TOWNS
        for _ in range(per_town * town.weight)
    ]


def place_landmarks(listings: list[Listing]) -> None:
    """Two homes to speak of in examples: the last of Quillhaven, and the last of San Jose.

    The first is the only large one of its town, for a search to find alone.
    """
    shown = [listing for listing in listings if listing.town == "San Jose"][-1]
    shown.address, shown.status = "118 Lantern Street", Listing.Status.ACTIVE
    landmark = [listing for listing in listings if listing.town == "Quillhaven"][-1]
    landmark.status = Listing.Status.ACTIVE
    landmark.beds, landmark.baths, landmark.square_feet = 6, 4.5, 4150
    landmark.price, landmark.year_built = 2_450_000, 1908
    landmark.address = "1 Printers Square"
    landmark.summary = (
        "The old print master's house: six bedrooms around a courtyard, with the type room kept "
        "as a library."
    )


def invent_listing(dice: Random, brokerage: Brokerage, town: Town) -> Listing:
    """One home of that town."""
    beds = dice.choice(town.beds)
    square_feet = 420 + beds * 410 + dice.randrange(-12, 30) * 10
    condition = dice.uniform(0.85, 1.2)
    return Listing(
        brokerage=brokerage,
        address=f"{dice.randrange(2, 990)} {dice.choice(STREETS)}",
        town=town.name,
        neighbourhood=dice.choice(town.neighbourhoods),
        zip_code=dice.choice(town.zips),
        price=round(square_feet * town.price_per_foot * condition / 5000) * 5000,
        beds=beds,
        baths=max(1.0, beds - dice.choice((0.5, 1.0, 1.0, 1.5))),
        square_feet=square_feet,
        year_built=dice.randrange(1904, 2025),
        status=dice.choices(STATUSES, STATUS_WEIGHTS)[0],
        listed_on=EPOCH - timedelta(days=dice.randrange(180)),
        summary=_describe(dice),
        courtesy_of=dice.choice(OFFICES),
    )


def _describe(dice: Random) -> str:
    first, second = dice.sample(FEATURES, 2)
    mood, style, place = dice.choice(MOODS), dice.choice(STYLES), dice.choice(PLACES)
    return f"{mood} {style} {place}, with {first} and {second}."

"""The twelve towns of the demo: San Jose, and eleven that are on no map. No I/O."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """Where homes stand. `price_per_foot` is in US dollars; `beds` are what its homes have.

    `center` is latitude and longitude in degrees; no two centers are near each other.
    """

    name: str
    neighbourhoods: tuple[str, ...]
    zips: tuple[str, ...]
    price_per_foot: int
    center: tuple[float, float]
    beds: tuple[int, ...] = (1, 2, 2, 3, 3, 3, 4, 4, 5)
    weight: int = 1
    """How many times as many homes as elsewhere."""


TOWNS = (
    Town(
        name="San Jose",
        neighbourhoods=("Willow Bend", "Orchard Park", "Rose Terrace", "Almond Hill"),
        zips=("95112", "95125", "95128"),
        price_per_foot=690,
        center=(37.33, -121.88),
        weight=2,
    ),
    Town(
        name="Alder Glen",
        neighbourhoods=("Upper Glen", "Station Quarter"),
        zips=("93901",),
        price_per_foot=520,
        center=(36.98, -121.54),
    ),
    Town(
        name="Brightwater Cove",
        neighbourhoods=("Old Harbor", "Lighthouse Row"),
        zips=("93903", "93904"),
        price_per_foot=880,
        center=(36.61, -121.95),
    ),
    Town(
        name="Cinder Creek",
        neighbourhoods=("Foundry District", "Creekside"),
        zips=("93906",),
        price_per_foot=410,
        center=(36.45, -121.3),
    ),
    Town(
        name="Fernhollow",
        neighbourhoods=("Mossy Bank", "Chapel Green"),
        zips=("93909",),
        price_per_foot=470,
        center=(36.84, -121.18),
    ),
    Town(  # Villas only: nothing here costs less than a million.
        name="Gull Harbor",
        neighbourhoods=("Cliff Walk", "The Moorings"),
        zips=("93911",),
        price_per_foot=1500,
        center=(36.36, -121.92),
        beds=(3, 4, 4, 5, 5, 6),
    ),
    Town(
        name="Juniper Flats",
        neighbourhoods=("Airfield", "Mesa View"),
        zips=("93914",),
        price_per_foot=350,
        center=(36.18, -121.08),
    ),
    Town(
        name="Larkspur Mills",
        neighbourhoods=("Mill Pond", "Weavers Row"),
        zips=("93917", "93918"),
        price_per_foot=560,
        center=(37.02, -121.98),
    ),
    Town(  # Cottages, and the one large house of LANDMARKS.
        name="Quillhaven",
        neighbourhoods=("Printers Yard", "Quayside"),
        zips=("93920",),
        price_per_foot=610,
        center=(36.79, -121.8),
        beds=(1, 2, 2, 3),
    ),
    Town(
        name="Saltmarsh Point",
        neighbourhoods=("Boardwalk", "Heron Landing"),
        zips=("93923",),
        price_per_foot=740,
        center=(36.56, -121.62),
    ),
    Town(
        name="Thistledown",
        neighbourhoods=("Market Cross", "Long Meadow"),
        zips=("93926",),
        price_per_foot=430,
        center=(36.68, -121.4),
    ),
    Town(
        name="Wrenmoor",
        neighbourhoods=("Moor Edge", "Chestnut Row"),
        zips=("93929",),
        price_per_foot=490,
        center=(37.08, -121.24),
    ),
)

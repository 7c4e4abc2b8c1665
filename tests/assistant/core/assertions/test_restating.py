"""Where a text says a value, in any notation figures are read in."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from assistant.core.assertions.figured import read_figured
from assistant.core.assertions.figures.values import Clock
from assistant.core.assertions.labels import read_labels
from assistant.core.assertions.restating import Wording
from demo_crm.host import HOST

ZONE = ZoneInfo("America/Los_Angeles")
CLOCK = Clock(datetime(2026, 11, 24, 10, tzinfo=ZONE), ZONE)
LABELS = read_labels(HOST.catalog)


def find(text, field, value):
    found = Wording(read_figured(text, CLOCK), CLOCK, LABELS).find([(field, value)])
    return [text[place.start : place.end] for _, _, place in found]


@pytest.mark.parametrize(
    ("text", "field", "value", "said"),
    [
        ("It costs $1,250,000 now", "price", 1250000, "$1,250,000"),
        ("It costs 1.25 million now", "price", 1250000, "1.25 million"),
        ("It costs $1.25M.", "price", 1250000, "$1.25M"),
        ("about 980k", "price", 980000, "980k"),
        ("It has 3 bedrooms", "beds", 3, "3"),
        ("bathrooms: 2.5", "baths", 2.5, "2.5"),
        ("built in 1962", "year_built", 1962, "1962"),
        ("only $450", "price", 450, "$450"),
        ("on November 2nd", "listed_on", "2026-11-02", "November 2nd"),
        ("on 2 Nov 2026", "listed_on", "2026-11-02", "2 Nov 2026"),
        ("on the 2nd of November", "listed_on", "2026-11-02", "2nd of November"),
        ("2026-11-02", "listed_on", "2026-11-02", "2026-11-02"),
        ("since 11/2", "due", "2026-11-02T09:00:00-08:00", "11/2"),
        ("call 408.555.0142", "phone", "(408) 555-0142", "408.555.0142"),
        ("at 12 alder court.", "address", "12 Alder Court", "12 alder court"),
        ("ada@byrne.example", "email", "ada@byrne.example", "ada@byrne.example"),
        ("tags: First Home", "tags", ["buyer", "First Home"], "First Home"),
        ("at 12 Alder Court", "home", {"address": "12 Alder Court"}, "12 Alder Court"),
        ("has three bedrooms", "beds", 3, "three"),
        ("3bd/2ba", "beds", 3, "3"),
        ("3bd/2ba", "baths", 2, "2"),
        ("1850 sqft", "square_feet", 1850, "1850"),
        ("1,850 sq ft", "square_feet", 1850, "1,850"),
        ("at 118 **Lantern** Street", "address", "118 Lantern Street", "118 **Lantern** Street"),
        (
            "at 118\u00a0Lantern\nStreet",
            "address",
            "118 Lantern Street",
            "118\u00a0Lantern\nStreet",
        ),
        ("for $1,950,**000**", "price", 1950000, "$1,950,**000"),
        ("on Friday at 3 pm", "starts", "2026-11-27T23:00:00+00:00", "Friday at 3 pm"),
        ("since May 4th, 2026", "listed_on", "2026-05-04", "May 4th, 2026"),
    ],
)
def test_a_value_is_found(text, field, value, said):
    assert find(text, field, value) == [said]


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("It has 3 garages", "beds", 3),
        ("It costs $1,250,001", "price", 1250000),
        ("11,250,000", "price", 1250000),
        ("1,250,000.50", "price", 1250000),
        ("in 1962", "price", 1962),
        ("rose 5%", "rise", 5),
        ("one of them", "beds", 1),
        ("in May 2026", "listed_on", "2026-05-04"),
        ("on Friday at 4 pm", "starts", "2026-11-27T23:00:00+00:00"),
        ("3bd/2ba", "beds", 2),
        ("an active buyer", "status", "active"),
        ("112 Alder Court", "address", "12 Alder Court"),
        ("12 Alder Courtyard", "address", "12 Alder Court"),
        ("on November 22", "listed_on", "2026-11-02"),
        ("maybe 2 days", "listed_on", "2026-05-02"),
        ("call 408-555-0143", "phone", "(408) 555-0142"),
        ("yes, it is true", "done", True),
        ("nothing", "note", ""),
        ("nothing", "note", None),
        ("nothing   at all", "note", "   "),
    ],
)
def test_what_only_resembles_it_is_not(text, field, value):
    assert find(text, field, value) == []

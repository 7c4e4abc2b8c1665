"""Inventing homes."""

from random import Random

from demo_crm.invention.listings import invent_listings, place_landmarks, set_commissions
from demo_crm.invention.towns import TOWNS
from demo_crm.models import Brokerage


def invent(seed=1):
    return invent_listings(Random(seed), Brokerage(slug="any"), per_town=30)


def test_every_home_is_believable():
    for home in invent():
        home.clean_fields(exclude=["brokerage"])
        assert home.price % 5000 == 0
        assert home.baths >= 1
        assert 400 <= home.square_feet <= 5000


def test_every_home_stands_in_its_town():
    towns = {town.name: town for town in TOWNS}
    for home in invent():
        assert home.neighbourhood in towns[home.town].neighbourhoods
        assert home.zip_code in towns[home.town].zips


def test_the_same_dice_invent_the_same_homes():
    assert [home.address for home in invent()] == [home.address for home in invent()]
    assert [home.address for home in invent()] != [home.address for home in invent(2)]


def test_the_landmark_is_the_only_large_home_of_its_town():
    homes = invent()
    place_landmarks(homes)
    large = [home for home in homes if home.town == "Quillhaven" and home.beds > 4]
    assert [home.address for home in large] == ["1 Printers Square"]


def test_a_home_to_speak_of_is_for_sale_in_san_jose():
    homes = invent()
    place_landmarks(homes)
    [shown] = [home for home in homes if home.address == "118 Lantern Street"]
    assert (shown.town, shown.status) == ("San Jose", "active")


def test_nothing_in_the_harbor_is_cheap():
    assert min(home.price for home in invent() if home.town == "Gull Harbor") > 1_000_000


def test_most_homes_earn_a_commission():
    homes = invent()
    set_commissions(Random(1), homes)
    known = [home.commission for home in homes if home.commission is not None]
    assert len(homes) / 2 < len(known) < len(homes)
    assert all(1 < each < 5 for each in known)

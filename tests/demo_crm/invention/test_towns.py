"""The twelve towns."""

from demo_crm.invention.towns import TOWNS


def test_there_are_twelve_of_them_and_one_is_san_jose():
    assert len({town.name for town in TOWNS}) == 12
    assert "San Jose" in {town.name for town in TOWNS}


def test_no_two_towns_share_a_postal_code():
    zips = [code for town in TOWNS for code in town.zips]
    assert len(set(zips)) == len(zips)

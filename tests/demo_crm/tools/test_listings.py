"""Looking for homes."""

from tests.support.people import ask

FIELDS = {
    "id", "address", "town", "neighbourhood", "zip", "price", "currency", "beds", "baths",
    "square_feet", "year_built", "status", "listed_on",
}  # fmt: skip


def test_the_question_of_the_demo(alice):
    found = ask(alice, "find_listings", town="San Jose", min_beds=4, max_price=2_000_000)
    assert found["shown"] == min(found["count"], 5) == len(found["listings"])
    for home in found["listings"]:
        assert (home["town"], home["status"]) == ("San Jose", "active")
        assert home["beds"] > 3
        assert home["price"] < 2_000_000


def test_a_search_shows_five_active_homes_cheapest_first(alice):
    found = ask(alice, "find_listings")
    prices = [home["price"] for home in found["listings"]]
    assert found["shown"] == len(prices) == 5 < found["count"]
    assert prices == sorted(prices)
    assert {home["status"] for home in found["listings"]} == {"active"}
    assert set(found["listings"][0]) == FIELDS


def test_the_count_does_not_depend_on_the_limit(alice):
    few, many = (ask(alice, "find_listings", limit=limit) for limit in (1, 20))
    assert few["count"] == many["count"]
    assert (few["shown"], many["shown"]) == (1, 20)


def test_sold_homes_are_found_when_asked_for(alice):
    found = ask(alice, "find_listings", status="sold", sort="newest", limit=20)
    assert {home["status"] for home in found["listings"]} == {"sold"}
    days = [home["listed_on"] for home in found["listings"]]
    assert days == sorted(days, reverse=True)


def test_no_home_is_an_answer(alice):
    nothing = {"count": 0, "shown": 0, "listings": []}
    assert ask(alice, "find_listings", town="Atlantis") == nothing


def test_a_listing_says_all_it_knows(alice):
    short = ask(alice, "find_listings", town="Quillhaven", min_beds=6)["listings"][0]
    whole = ask(alice, "get_listing", listing=short["id"])["listing"]
    assert whole.items() >= short.items()
    assert set(whole) == FIELDS | {"summary", "courtesy_of", "sold_on"}

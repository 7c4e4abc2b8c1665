"""What a website and a post say of a home."""

from demo_crm.offline_model.advertising import write_headline, write_page, write_post
from tests.demo_crm.offline_model.conversation import listing

HOME = listing(7, summary="A sunny cottage on a corner lot, with a pool and solar panels.")


def test_a_headline_is_the_beginning_of_the_summary():
    assert write_headline(HOME) == "A sunny cottage on a corner lot"
    assert write_headline(listing(7)) == "For sale"
    assert len(write_headline(listing(7, summary="A" * 300))) == 100


def test_a_page_holds_no_figure_and_names_the_office():
    page = write_page(HOME)
    assert not any(each.isdigit() for each in page)
    assert page.endswith("Listing courtesy of North Porch.")


def test_a_post_describes_the_home_and_names_the_office():
    post = write_post(HOME)
    assert post.startswith(
        "7 Alder Court in Campbell, with 3 bedrooms and 2.5 bathrooms, listed at"
    )
    assert post.endswith("Listing courtesy of North Porch.")
    assert "sold for $1,250,000" in write_post(listing(7, status="sold"))

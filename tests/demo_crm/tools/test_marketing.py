"""Beginning posts and websites."""

import pytest

from assistant.host import ToolFault
from demo_crm.models import Listing, SocialPost, Website
from tests.support.people import ask, take_back

MADE = {"draft_social_post": (SocialPost, "post"), "create_website_draft": (Website, "website")}
tools = pytest.mark.parametrize("tool", MADE)


@pytest.fixture
def home(alice):
    return Listing.objects.visible_to(alice).get(address="118 Lantern Street").public_id


@tools
def test_it_comes_with_the_facts_of_its_home(alice, home, tool):
    made = ask(alice, tool, listing=home)
    assert made["listing"]["id"] == made[MADE[tool][1]]["listing"] == home
    assert made["listing"]["courtesy_of"]
    assert "118 Lantern Street" in made[MADE[tool][1]]["title"]


@tools
def test_the_same_call_makes_one(alice, home, tool):
    assert ask(alice, tool, listing=home) == ask(alice, tool, listing=home)
    assert MADE[tool][0].objects.count() == 1


@tools
def test_it_can_be_taken_back(alice, bob, home, tool):
    made = ask(alice, tool, listing=home)
    take_back(bob, tool, made)
    assert MADE[tool][0].objects.count() == 1
    take_back(alice, tool, made)
    take_back(alice, tool, made)
    assert not MADE[tool][0].objects.exists()


@tools
def test_a_foreign_home_reads_like_an_unknown_one(charlie, home, tool):
    for listing in (home, "L-999999", "C-201"):
        with pytest.raises(ToolFault, match="There is no listing") as caught:
            ask(charlie, tool, listing=listing)
        assert caught.value.code == "not_found"


def test_a_post_is_for_the_network_that_was_named(alice, home):
    post = ask(alice, "draft_social_post", listing=home, network="facebook")["post"]
    assert post["network"] == "facebook"
    usual = ask(alice, "draft_social_post", "call-2", listing=home)["post"]
    assert usual["network"] == "instagram"

"""Posts and websites are their owner's alone, and named after their home."""

import pytest

from demo_crm.models import Listing, Member, SocialPost, Website


@pytest.fixture
def made(alice):
    home = {"owner": Member.objects.visible_to(alice).get()}
    home["listing"] = Listing.objects.visible_to(alice).get(address="118 Lantern Street")
    return [SocialPost.objects.create(network="linkedin", **home), Website.objects.create(**home)]


def test_they_say_what_they_are(made):
    assert [str(each) for each in made] == [
        "LinkedIn post about 118 Lantern Street",
        "Website of 118 Lantern Street",
    ]


@pytest.mark.parametrize("model", [SocialPost, Website])
def test_nobody_else_sees_them(alice, bob, charlie, made, model):
    assert model.objects.visible_to(alice).newest_first().count() == 1
    assert not model.objects.visible_to(bob).exists()
    assert not model.objects.visible_to(charlie).exists()

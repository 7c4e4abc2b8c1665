"""What a member prepares for the public about a home, each row its owner's alone."""

from typing import Self

from django.db import models

from demo_crm.models.listings import Listing
from demo_crm.models.work import Drafted, OwnedQuerySet


class SocialPostQuerySet(OwnedQuerySet["SocialPost"]):
    """Posts that nobody has published."""

    def newest_first(self) -> Self:
        return self.order_by("-pk").select_related("listing")


class SocialPost(Drafted):
    """A post about one home, for one network; its words are the member's to publish."""

    LETTER = "P"

    class Network(models.TextChoices):
        FACEBOOK = "facebook", "Facebook"
        INSTAGRAM = "instagram", "Instagram"
        LINKEDIN = "linkedin", "LinkedIn"

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE)
    network = models.CharField(max_length=10, choices=Network.choices)

    objects = SocialPostQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.Network(self.network).label} post about {self.listing.address}"


class WebsiteQuerySet(OwnedQuerySet["Website"]):
    """Websites that are not online."""

    def newest_first(self) -> Self:
        return self.order_by("-pk").select_related("listing")


class Website(Drafted):
    """A website of one page about one home."""

    LETTER = "W"

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE)

    objects = WebsiteQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Website of {self.listing.address}"

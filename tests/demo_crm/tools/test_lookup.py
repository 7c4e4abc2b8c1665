"""Finding what arguments name."""

import pytest

from assistant.host import ToolFault
from demo_crm.models import Member
from demo_crm.tools.lookup import get_listing_rows, get_member


def test_listings_keep_the_order_they_were_asked_in(alice):
    asked = ["L-1005", "L-1001", "L-1003", "L-1001"]
    assert [row.public_id for row in get_listing_rows(alice, asked)] == asked


def test_one_missing_listing_fails_all(alice):
    with pytest.raises(ToolFault, match="There is no listing L-9"):
        get_listing_rows(alice, ["L-1001", "L-9"])


def test_who_left_cannot_act(alice):
    Member.objects.visible_to(alice).delete()
    with pytest.raises(ToolFault) as caught:
        get_member(alice)
    assert caught.value.code == "not_allowed"

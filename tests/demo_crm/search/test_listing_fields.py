"""What the listings can be asked by has nothing wrong with it."""

from assistant.core.query.defects import find_defects
from demo_crm.search.listing_fields import LISTINGS


def test_the_collection_has_no_defects():
    assert list(find_defects(LISTINGS)) == []

"""What the contacts can be asked by has nothing wrong with it."""

from assistant.core.query.defects import find_defects
from demo_crm.search.contact_fields import CONTACTS


def test_the_collection_has_no_defects():
    assert list(find_defects(CONTACTS)) == []

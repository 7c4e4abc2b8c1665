"""Alice, Bob, Charlie and Dana, and the site they use."""

import pytest
import pytest_asyncio

from tests.support.live_site import open_site
from tests.support.members import enrol_people


@pytest.fixture
def members(transactional_db):
    """People in committed rows: the site reads them in threads of its own."""
    enrol_people()


@pytest_asyncio.fixture
async def site(members):
    async with open_site() as opened:
        yield opened

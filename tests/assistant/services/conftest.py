"""Both databases, for services that speak each one's own words."""

import pytest

from tests.support.engines import open_postgres, rolled_back


@pytest.fixture(scope="session")
def postgres(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), open_postgres() as connection:
        yield connection


@pytest.fixture(params=["as configured", "postgresql"])
def engine(request, db):
    """Rows on the database of the settings, then on a real PostgreSQL."""
    if request.param == "as configured":
        yield
        return
    with rolled_back(request.getfixturevalue("postgres")):
        yield

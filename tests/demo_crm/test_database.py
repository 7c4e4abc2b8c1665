"""Async code reaches rows through one function."""

import pytest
from asgiref.sync import async_to_sync
from django.db import connection

from demo_crm.database import in_database
from demo_crm.models import Listing


def test_a_sync_query_can_be_awaited(crm):
    assert async_to_sync(in_database(Listing.objects.count))() == 507


def test_faults_come_through(db):
    @in_database
    def fail() -> None:
        raise LookupError("nobody")

    with pytest.raises(LookupError, match="nobody"):
        async_to_sync(fail)()


def test_a_transaction_around_it_is_kept(db):
    async_to_sync(in_database(Listing.objects.count))()
    assert connection.in_atomic_block
    assert connection.is_usable()


def test_a_connection_that_works_is_kept(transactional_db):
    count = async_to_sync(in_database(Listing.objects.count))
    count()
    before = connection.connection
    count()
    assert connection.connection is before


def test_a_connection_that_failed_is_opened_anew(transactional_db):
    count = async_to_sync(in_database(Listing.objects.count))
    count()
    before, connection.errors_occurred = connection.connection, True
    assert count() == 0
    assert before is None or connection.connection is not before

"""A worker's row: there while it works, fresh by a thread of its own, gone at its end."""

import os

import pytest

from assistant.models import Process
from assistant.runtime.leases import hold_lease
from tests.support.waiting import wait_until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _quick(settings):
    settings.WEFT = {**settings.WEFT, "HEARTBEAT": 0.02}


def test_a_lease_beats_and_goes():
    with hold_lease(kind="job") as lease:
        row = Process.objects.get(pk=lease)
        assert (row.kind, row.pid) == ("job", os.getpid())
        wait_until(lambda: Process.objects.get(pk=lease).heartbeat > row.heartbeat)
    assert not Process.objects.exists()


def test_a_lease_whose_row_was_swept_makes_it_anew():
    with hold_lease(kind="job") as lease:
        Process.objects.all().delete()
        wait_until(lambda: Process.objects.filter(pk=lease, kind="job").exists())


def test_a_fault_at_work_gives_the_lease_back():
    with pytest.raises(RuntimeError), hold_lease(kind="job"):
        raise RuntimeError
    assert not Process.objects.exists()

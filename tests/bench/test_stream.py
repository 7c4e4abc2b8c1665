"""Short rounds of the real benchmark: real processes, real sockets, a database of their own."""

import sqlite3
import sys
from contextlib import contextmanager
from functools import partial

import pytest

from bench.cells import Load, Rig, Subject
from bench.servers import seed_database, start_application, start_upstream, start_weft
from bench.stream import list_subjects, measure_rounds

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads the clock of Linux")

LOAD = Load(streams=2, rate=200.0, seconds=0.6)


@pytest.fixture(scope="module")
def upstream():
    with start_upstream() as address:
        yield address


@pytest.fixture
def rig(upstream):
    return Rig(upstream, LOAD)


@pytest.fixture(scope="module")
def seeded(tmp_path_factory):
    return seed_database(str(tmp_path_factory.mktemp("seeded")))


def test_a_round_delivers_every_token(rig, seeded):
    [found], rejected = measure_rounds(rig, list_subjects(seeded), 1)
    assert list(found) == ["floor", "relay", "Weft"]
    assert not rejected
    assert all(cell.cost > 0 and not cell.faults for cell in found.values())
    assert found["relay"].messages == 1


@pytest.mark.parametrize("fault", ["losing", "altering"])
def test_a_round_with_another_text_is_rejected(rig, fault):
    lossy = Subject("lossy", "bare", partial(start_application, f"tests.bench.lossy:{fault}"))
    with pytest.raises(RuntimeError, match="rejected"):
        measure_rounds(rig, [lossy], 1)


def test_a_round_is_rejected_where_another_raw_is_stored(rig, seeded):
    @contextmanager
    def start_forgetful(address):
        with start_weft(address, seeded=seeded) as server:
            forget_an_x(server.database)
            yield server

    cell = rig.measure(Subject("forgetful", "weft", start_forgetful))
    assert "another raw stored than was sent" in cell.faults


def forget_an_x(database):
    """Have the database itself spoil what is stored: the server knows nothing of it."""
    connection = sqlite3.connect(database)
    connection.executescript(
        "CREATE TRIGGER spoil AFTER UPDATE OF raw ON assistant_turn WHEN NEW.raw LIKE '%park%' "
        "BEGIN UPDATE assistant_turn SET raw = replace(NEW.raw, 'park', 'dark') "
        "WHERE id = NEW.id; END"
    )
    connection.close()

from pathlib import Path

RELAY = Path(__file__).resolve().parents[2] / "bench" / "relay.py"


def test_the_relay_is_what_people_would_write():
    assert len(RELAY.read_text().splitlines()) <= 40

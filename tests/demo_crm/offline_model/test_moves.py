"""A tool call as the wire needs it."""

import json

from demo_crm.offline_model.moves import Use


def test_arguments_are_json() -> None:
    call = Use("find_listings", {"town": "Cañada", "min_beds": 3})
    assert json.loads(call.source) == {"town": "Cañada", "min_beds": 3}

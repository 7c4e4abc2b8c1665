"""What of a reply counts as the model's own words."""

from assistant.core.assertions.reply import Passage, read_reply
from tests.support.catalogs import CATALOG
from tests.support.facts import TURN, make_round, make_turn, make_widget


def read_passages(*rounds):
    reply = read_reply(TURN, [make_turn(*rounds)], catalog=CATALOG, tools={}, is_whole=True)
    return reply.passages


def test_prose_is_read_block_by_block_as_a_reload_shows_it():
    raw = "One.\n\nWIDGET\n\nTwo."
    widget = make_widget(number=1, start=6, end=12, state="failed", payload={"note": "unseen"})
    assert read_passages(make_round(raw, widgets=(widget,))) == (
        Passage(f"{TURN}.0", "One.\n\n"),
        Passage(f"{TURN}.2", "\n\nTwo."),
    )


def test_every_string_of_a_ready_payload_is_read_but_what_points_elsewhere():
    payload = {
        "bike": "B-1",
        "note": "Light",
        "from": "r1",
        "rows": "/bikes",
        "options": [{"a/b": "Red"}, 3, None],
    }
    record = {"kind": "bike", "id": "B-1", "title": "Bike", "route": "", "values": {}}
    widget = make_widget(number=0, start=0, end=1, payload=payload, records=(record,))
    assert read_passages(make_round("W", widgets=(widget,))) == (
        Passage(f"{TURN}.0", "Light", "/note"),
        Passage(f"{TURN}.0", "Red", "/options/0/a~1b"),
    )

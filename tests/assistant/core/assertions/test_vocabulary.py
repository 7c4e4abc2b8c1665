"""The machinery's words, as a catalog and tools have them."""

import pytest

from assistant.core.assertions.reply import read_reply
from assistant.core.assertions.vocabulary import read_vocabulary, write_shape, write_snake
from tests.support.catalogs import CATALOG
from tests.support.facts import TURN, make_round, make_turn

TOOLS = {
    "find_bikes": {
        "properties": {"maxPrice": {"type": "integer"}, "colour": {"enum": ["deep_red"]}}
    }
}


def read(tools=TOOLS):
    path = [make_turn(make_round())]
    return read_vocabulary(read_reply(TURN, path, catalog=CATALOG, tools=tools, is_whole=True))


def test_names_and_keys_are_read():
    words = read()
    assert words.widgets == {"bike", "letter", "prices"}
    assert words.tools == {"find_bikes"}
    assert {"max_price", "colour", "price", "body", "path"} <= words.keys
    assert words.references == {"bike", "bikes"}
    assert words.compounds == {"find_bikes", "max_price", "deep_red"}
    assert words.shapes == {"B-9"}


def test_the_same_tools_are_read_once():
    assert read() is read(dict(TOOLS))
    assert read() is not read({"find_bikes": {"properties": {}}})


@pytest.mark.parametrize("name", ["squareFeet", "square_feet", "SquareFeet"])
def test_names_are_told_in_one_way(name):
    assert write_snake(name) == "square_feet"


@pytest.mark.parametrize(
    ("token", "shape"),
    [
        ("L-1042", "L-9"),
        ("l‑7", "L-9"),
        ("usr_8f3k2", "USR_x"),
        ("LST-2024-0042", "LST-9-9"),
        ("A4", None),
        ("95125-1042", None),
        ("L-shaped", None),
        ("", None),
    ],
)
def test_ids_have_shapes(token, shape):
    assert write_shape(token) == shape

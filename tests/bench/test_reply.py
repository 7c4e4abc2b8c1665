import json

from bench.reply import cut_tokens, write_reply
from widgets.stream import BlockParser, Closed, Prose


def test_a_reply_has_a_widget_every_500_characters():
    text = write_reply(3, 8)
    pieces = BlockParser().feed(text)
    widgets = [piece for piece in pieces if isinstance(piece, Closed)]
    assert len(widgets) == 8
    assert 480 <= len(text) / len(widgets) <= 540
    assert all(json.loads(piece.source)["listing"].startswith("L-10") for piece in widgets)
    assert sum(isinstance(piece, Prose) for piece in pieces) == 9


def test_tokens_are_the_text_four_characters_at_a_time():
    text = write_reply(3, 2)
    tokens = list(cut_tokens(text))
    assert "".join(tokens) == text
    assert 3.9 <= len(text) / len(tokens) <= 4.1


def test_no_two_streams_say_the_same():
    assert len({write_reply(stream, 1) for stream in range(50)}) == 50

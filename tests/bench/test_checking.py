from itertools import chain

import pytest

from bench.checking import find_bare_faults, find_weft_faults
from bench.readers import Seen, digest_blocks, digest_text
from bench.reply import cut_tokens, write_reply
from bench.upstream import Sent
from widgets.stream import BlockParser, Prose

TEXT = write_reply(1, 2)
TOKENS = list(cut_tokens(TEXT))
SENT = Sent(digest_text(TEXT), len(TOKENS), 0.0)
PROSE = [piece.text for piece in BlockParser().feed(TEXT) if isinstance(piece, Prose)]


def told(prose: list[str] = PROSE, state: str = "done", widgets: int = 2) -> Seen:
    return Seen(digest=digest_blocks(prose), messages=1, turn="t", state=state, widgets=widgets)


def test_a_whole_reply_has_no_faults():
    seen = Seen(digest=digest_text(TEXT), messages=len(TOKENS))
    assert not list(find_bare_faults(SENT, seen))
    assert not list(find_weft_faults(SENT, told(), {"t": TEXT}))


@pytest.mark.parametrize(
    ("seen", "raw"),
    [
        (told(), TEXT[:-1]),
        (told(), TEXT.replace("quiet", "quite")),
        (told(), ""),
        (told([*PROSE[:-1], PROSE[-1][1:]]), TEXT),
        (told(["".join(PROSE)]), TEXT),
        (told(state="interrupted"), TEXT),
        (told(widgets=1), TEXT),
    ],
)
def test_weft_is_caught_with_another_reply(seen, raw):
    assert list(find_weft_faults(SENT, seen, {"t": raw}))


@pytest.mark.parametrize("at", [0, len(TOKENS) // 2, len(TOKENS) - 1])
def test_a_lost_token_is_caught(at):
    text = "".join(chain(TOKENS[:at], TOKENS[at + 1 :]))
    seen = Seen(digest=digest_text(text), messages=len(TOKENS) - 1)
    assert len(list(find_bare_faults(SENT, seen))) == 2


def test_an_altered_token_is_caught():
    seen = Seen(digest=digest_text(TEXT.swapcase()), messages=len(TOKENS))
    assert list(find_bare_faults(SENT, seen)) == ["another text than was sent"]

"""Writes the replies of the scripted upstream: prose, a widget every 500 characters. No I/O.

Every stream has words of its own, so that one reply in another's place is seen.
"""

from collections.abc import Iterator
from itertools import cycle

PART_LENGTH = 500
TOKEN_LENGTHS = (4, 3, 5, 4, 6, 2, 4, 4)
TOKEN_LENGTH = sum(TOKEN_LENGTHS) / len(TOKEN_LENGTHS)
FIRST_LISTING, LISTINGS = 1001, 16
"""Homes every seeded database has, and its members may see."""

PROSE = """\
Reply {stream}, part {part}. This home fits what you told me: it is quiet, **move-in ready**, and \
ten minutes from the park. 🏡

- The kitchen looks south; the garden behind it was laid out anew, with a place for a café table.
- Its owner is open to an early closing — ask for the inspection of last spring, it is short.
- The school is two streets away, and the bus stops at the corner every quarter of an hour.

"""
WIDGET = """\
```widget listing_card
{{"listing": "L-{listing}", "note": "Number {part} of reply {stream}: the quietest street of all."}}
```

"""
CLOSING = "Shall I book a tour of one of them?\n"


def write_reply(stream: int, parts: int) -> str:
    """A reply of `parts` times some 500 characters, and a closing line."""
    written = [
        (PROSE + WIDGET).format(
            stream=stream, part=part, listing=FIRST_LISTING + (stream + part) % LISTINGS
        )
        for part in range(parts)
    ]
    return "".join(written) + CLOSING


def cut_tokens(text: str) -> Iterator[str]:
    """The text in tokens of about four characters."""
    at = 0
    lengths = cycle(TOKEN_LENGTHS)
    while at < len(text):
        length = next(lengths)
        yield text[at : at + length]
        at += length

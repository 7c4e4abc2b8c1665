"""Pieces of a reply in the shape of the stream corpus, for tests that compare them."""

import json
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from widgets.stream import BlockParser, Closed, Opened, Payload, Prose

STREAMS = Path(__file__).parent.parent / "data" / "streams"


def load_cases() -> list[dict[str, Any]]:
    """Every case of the corpus, its file's name in front of its own."""
    return [
        {**case, "name": f"{path.stem}: {case['name']}"}
        for path in sorted(STREAMS.glob("*.json"))
        for case in json.loads(path.read_text("utf-8"))
    ]


def read_pieces(chunks: Iterable[str], **limits: int) -> list[dict[str, Any]]:
    """What the parser makes of these chunks, neighbours joined."""
    return list(_join(_parse(chunks, **limits)))


def cut(text: str, places: Iterable[int]) -> list[str]:
    """The text in chunks, cut at these offsets."""
    edges = [0, *sorted(places), len(text)]
    return [text[start:end] for start, end in pairwise(edges)]


def put_together(text: str, pieces: Iterable[dict[str, Any]]) -> str:
    """The text again: prose as it is, blocks by their spans, blanks for gaps that are no block."""
    out = ""
    for piece in pieces:
        if "prose" in piece:
            out += piece["prose"]
        else:
            gap = text[len(out) : piece["start"]]
            assert not gap.strip(" \t\r\n")
            out += gap + text[piece["start"] : piece["end"]]
    gap = text[len(out) :]
    assert not gap.strip(" \t\r\n")
    return out + gap


def _parse(chunks: Iterable[str], **limits: int) -> Iterator[Prose | Opened | Payload | Closed]:
    parser = BlockParser(**limits)
    for chunk in chunks:
        yield from parser.feed(chunk)
    yield from parser.finish()


def _join(pieces: Iterable[Prose | Opened | Payload | Closed]) -> Iterator[dict[str, Any]]:
    prose, payload, opened = "", "", False
    for piece in pieces:
        match piece:
            case Prose(text):
                assert text, "an empty piece says nothing"
                assert not opened, "prose inside a block"
                prose += text
            case Opened():
                if prose:
                    yield {"prose": prose}
                prose, payload, opened = "", "", True
            case Payload(text):
                assert text, "an empty piece says nothing"
                assert opened, "a payload outside any block"
                payload += text
            case Closed(name, source, start, end, fault):
                assert opened, "a block closed that never opened"
                assert payload == source or source is None or name is None
                yield _describe(name, source, start, end, fault)
                opened = False
    if prose:
        yield {"prose": prose}


def _describe(
    name: str | None, source: str | None, start: int, end: int, fault: str | None
) -> dict[str, Any]:
    piece = {"widget": name, "source": source, "start": start, "end": end}
    return {**piece, "fault": fault} if fault else piece

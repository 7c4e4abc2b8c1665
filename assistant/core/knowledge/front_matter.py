"""Reads what a text says of itself in the lines `key: value` between `---` at its top. No I/O."""

import re
from dataclasses import dataclass
from datetime import date

from assistant.errors import BadDocument

_BLOCK = re.compile(
    r"---[ \t]*\r?\n(?P<lines>(?:(?!---[ \t\r]*$).*\n)*)---[ \t\r]*(?:\n|\Z)", re.MULTILINE
)
_LINE = re.compile(r"(?P<key>[A-Za-z_]+)[ \t]*:[ \t]*(?P<value>.*)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`end` is where the text itself begins; `stale_after` is in days."""

    end: int = 0
    title: str = ""
    dated: date | None = None
    stale_after: int | None = None


def read_front_matter(text: str) -> FrontMatter:
    """What stands at the top of `text`; keys we do not know are passed over.

    Raises BadDocument where `date` or `stale_after` cannot be read.
    """
    block = _BLOCK.match(text)
    lines = [line.strip() for line in block["lines"].splitlines()] if block else []
    # A text may as well begin with a rule.
    if block is None or (lines and not _LINE.fullmatch(lines[0])):
        return FrontMatter()
    pairs = map(_LINE.fullmatch, lines)
    said = {pair["key"].lower(): pair["value"].strip().strip("\"'") for pair in pairs if pair}
    return FrontMatter(
        end=block.end(),
        title=said.get("title", ""),
        dated=_read_date(said["date"]) if said.get("date") else None,
        stale_after=_read_days(said["stale_after"]) if said.get("stale_after") else None,
    )


def _read_date(written: str) -> date:
    try:
        return date.fromisoformat(written[:10])
    except ValueError as error:
        raise BadDocument("bad_date", f"its date {written!r} is not like 2026-05-31") from error


def _read_days(written: str) -> int:
    if not written.isascii() or not written.isdigit() or not 0 < int(written) < 100_000:
        raise BadDocument("bad_date", f"its stale_after {written!r} is not a number of days")
    return int(written)

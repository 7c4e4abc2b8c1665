"""How values look in lists and on pages: badges, times, long texts."""

import json
import re
from datetime import datetime
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.timezone import localtime

LONGEST_EXCERPT = 160
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Controls of direction: whoever looks for a fault must see them, not what they do."""


def draw_state(state: str) -> SafeString:
    """A state of a turn in the colour of that state."""
    return draw_badge(state, f"staff-state-{state}")


def draw_badge(word: str, tone: str) -> SafeString:
    """A word in a box, coloured as the style sheet has it for `tone`."""
    return format_html('<span class="staff-badge {}">{}</span>', tone, word)


def draw_badges(words: list[str], tone: str) -> SafeString:
    """Each word in a box; equal ones once, with their number."""
    counted = {word: words.count(word) for word in words}
    said = [(f"{word} ×{count}" if count > 1 else word) for word, count in counted.items()]
    return format_html_join(" ", "{}", ((draw_badge(word, tone),) for word in said))


def draw_excerpt(text: str) -> SafeString:
    """The beginning of a member's or model's words, in their own direction."""
    shown = Truncator(" ".join(text[: 4 * LONGEST_EXCERPT].split())).chars(LONGEST_EXCERPT)
    return format_html('<bdi class="staff-excerpt">{}</bdi>', shown or "–")


def draw_pair(first: str, second: str) -> SafeString:
    """Two short things, the second one below and less loud."""
    return format_html(
        '<span class="staff-pair"><bdi>{}</bdi><small><bdi>{}</bdi></small></span>', first, second
    )


def write_moment(moment: datetime | None) -> str:
    """A time in the site's zone, to the minute."""
    return localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else "–"


def write_duration(start: datetime | None, end: datetime | None) -> str:
    """`840 ms`, `2.4 s`, `3 min 05 s`; "" where one of the two is not known."""
    if start is None or end is None:
        return ""
    seconds = (end - start).total_seconds()
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 60:
        return f"{seconds:.1f} s"
    return f"{seconds // 60:.0f} min {seconds % 60:02.0f} s"


def write_value(value: Any) -> str:
    """A JSON value for people: words as they are, nothing as a dash."""
    if value in (None, "", []):
        return "–"
    return make_whole(value) if isinstance(value, str) else write_json(value)


def write_json(value: Any) -> str:
    """A JSON value, pretty, as text that any page can be encoded with."""
    text = json.dumps(value, indent=2, ensure_ascii=False, sort_keys=False)
    return make_whole(text)


def make_whole(text: str) -> str:
    """Half characters, which no page can hold, and what turns words around, as escapes."""
    whole = text.encode("utf-8", "backslashreplace").decode()
    return TURNING.sub(lambda found: f"\\u{ord(found[0]):04x}", whole)

"""Reads a wish that names several times as one wish for each. No I/O."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from demo_crm.offline_model.clock_words import find_clock, take_length
from demo_crm.offline_model.day_words import find_day
from demo_crm.offline_model.due_words import take_when

_JOIN = re.compile(
    r"(?:\s*[,;]\s*(?:and\s+)?|\s+(?:and|&)\s+)(?:(?:then|also|again|please)\s+)*"
    r"(?!a\s+half\b)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s+[\d:.]+\s*(?:[ap]\.?m\.?)?$", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:with|for|at|of|about|to\s+discuss|to\s+talk\s+about|in|on)\b", re.IGNORECASE
)
_MOST_WORDS = 8
# Which day it is does not matter here, only that the words name one.
_SOME_DAY = datetime(2024, 1, 1, tzinfo=UTC)


def split_times(words: str) -> tuple[Sequence[str], str]:
    """`words` once for each time in them, and what stands behind a time and cannot be read."""
    for join in _JOIN.finditer(words):
        head, tail = words[: join.start()], words[join.end() :]
        base, first = _cut_end(head)
        if not first or not tail or _BETWEEN.search(head):
            continue
        times, details, unread = _read_tail(first, tail, has_and=_is_and(join))
        if len(times) > 1 or unread:
            base = " ".join(filter(None, [base, details]))
            return [f"{base} {time}".strip() for time in _complete(times)], unread
    return [words], ""


def _read_tail(first: str, tail: str, *, has_and: bool) -> tuple[list[str], str, str]:
    """The times one after the other, the details behind the last, and what is none of these."""
    times = [first]
    at = 0
    is_added = has_and
    for join in [*_JOIN.finditer(tail), None]:
        end, start = join.span() if join else (len(tail), len(tail))
        time, rest = _cut_start(tail[at:end])
        if not time or (rest and not _LEAD.match(rest)):
            is_detail = len(times) == 1 and bool(_LEAD.match(tail[at:end]))
            return times, "", "" if is_detail else tail[at:]
        if _belong_together(times[-1], time, is_added=is_added):
            times[-1] = f"{times[-1]} {time}"
        else:
            times.append(time)
        if rest:
            return times, f"{rest}{tail[end:]}", ""
        at, is_added = start, bool(join and _is_and(join))
    return times, "", ""


def _belong_together(first: str, second: str, *, is_added: bool) -> bool:
    """ "Friday, 3 pm" and "Friday, May 5, 3 pm" are one time, "Friday and Saturday 3 pm" two."""
    if find_day(first) and find_clock(first):
        return False
    is_same_kind = bool(find_day(first)) == bool(find_day(second))
    return not (is_added and (is_same_kind or (find_clock(second) and find_day(second))))


def _is_and(join: re.Match[str]) -> bool:
    return bool(re.search(r"\band\b|&", join[0], re.IGNORECASE))


def _complete(times: Sequence[str]) -> Iterator[str]:
    """Each with day and hour: "Friday and Saturday at 3 pm" is at 3 pm on both."""
    hours = [clock for time in times if (clock := find_clock(time))]
    day = ""
    for time in times:
        own_day = find_day(time)
        hour = "" if find_clock(time) or not hours else f" {hours[-1]}"
        yield f"{time}{hour}" if own_day or not day else f"{day} {time}"
        day = own_day or day


def _cut_end(words: str) -> tuple[str, str]:
    """What stands before the time at the end of `words`, and that time."""
    parts = words.split()
    for count in range(min(_MOST_WORDS, len(parts)), 0, -1):
        if _is_time(time := " ".join(parts[-count:])):
            return " ".join(parts[:-count]), time
    return words, ""


def _cut_start(words: str) -> tuple[str, str]:
    """The time at the start of `words`, and what follows it."""
    parts = words.split()
    for count in range(min(_MOST_WORDS, len(parts)), 0, -1):
        if _is_time(time := " ".join(parts[:count])):
            return time, " ".join(parts[count:])
    return "", words


def _is_time(words: str) -> bool:
    rest, when = take_when(take_length(words)[0], _SOME_DAY)
    return not rest and when.iso is not None

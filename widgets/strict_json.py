"""Reads one JSON object as strictly as RFC 8259 and RFC 7493 (I-JSON) allow. No I/O."""

import json
import re
from collections import Counter
from typing import Any, Never

from widgets.errors import BlockFault

MAX_BYTES = 32 * 1024
MAX_DEPTH = 20
MAX_INTEGER = 2**53 - 1

# A whole string (or an unclosed rest) is one match, so that brackets inside it do not count.
# The possessive repeat keeps a hostile source linear.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(
    source: str, *, max_bytes: int = MAX_BYTES, max_depth: int = MAX_DEPTH
) -> dict[str, Any]:
    """Return the object `source` holds.

    Raises BlockFault with code too_large, too_deep or bad_json. Size (UTF-8) and depth are counted
    before anything is decoded. Refused besides bad syntax: duplicate keys, NaN and infinities
    (1e400 too), integers beyond 2**53 - 1 (a browser would show another number), lone surrogates,
    U+0000, trailing text, and anything that is not an object.
    """
    if len(source) > max_bytes or _size(source) > max_bytes:
        raise BlockFault("too_large", "", f"write at most {max_bytes} bytes of JSON")
    _check_depth(source, max_depth)
    value = _parse(source)
    if not isinstance(value, dict):
        raise _bad("the payload must be one JSON object")
    if "\\u" in source:
        check_text(value)
    return value


def _size(source: str) -> int:
    try:
        return len(source.encode())
    except UnicodeEncodeError as error:
        raise _bad("a lone surrogate is not text") from error


def _check_depth(source: str, max_depth: int) -> None:
    depth = 0
    for token in _TOKEN.finditer(source):
        first = token[0][0]
        if first in "[{":
            depth += 1
            if depth > max_depth:
                raise BlockFault("too_deep", "", f"nest at most {max_depth} levels")
        elif first in "]}":
            depth -= 1


def _parse(source: str) -> Any:
    try:
        return json.loads(
            source,
            object_pairs_hook=_unique,
            parse_constant=_refuse_constant,
            parse_float=_finite,
            parse_int=_exact,
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise _bad(f"not valid JSON: {error.msg} at {where}") from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        [(double, _)] = counts.most_common(1)
        raise _bad(f"the key {json.dumps(double[:40])} stands twice in one object")
    return value


def _refuse_constant(name: str) -> Never:
    raise _bad(f"{name} is not JSON")


def _finite(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise _bad(f"the number {text[:40]} is too large")
    return value


def _exact(text: str) -> int:
    # The length is looked at first: int() of a very long text is slow and raises by itself.
    if len(text) > len(str(MAX_INTEGER)) + 1 or abs(int(text)) > MAX_INTEGER:
        raise _bad(f"the integer {text[:40]} is too large to be exact")
    return int(text)


def check_text(value: Any) -> None:
    """Raise BlockFault `bad_json` for U+0000 or a lone surrogate anywhere in a JSON value."""
    if isinstance(value, str):
        if "\0" in value:
            raise _bad("U+0000 may not stand in text")
        if _SURROGATE.search(value):
            raise _bad("a lone surrogate is not text")
    elif isinstance(value, dict):
        for key, inner in value.items():
            check_text(key)
            check_text(inner)
    elif isinstance(value, list):
        for inner in value:
            check_text(inner)


def _bad(message: str) -> BlockFault:
    return BlockFault("bad_json", "", message)

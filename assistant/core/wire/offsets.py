"""Counts text the way browsers do: in UTF-16 code units. No I/O."""


def utf16_length(text: str) -> int:
    """How long JavaScript says `text` is."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def drop_utf16(text: str, count: int) -> str:
    """`text` without its first `count` code units, which end between two characters."""
    if text.isascii():
        return text[count:]
    return text.encode("utf-16-le")[2 * count :].decode("utf-16-le")


def slice_utf16(text: str, start: int, end: int) -> str:
    """`text` from code unit `start` to `end`, each between two characters or beyond its end."""
    if text.isascii():
        return text[start:end]
    return text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end].decode(
        "utf-16-le", "replace"
    )

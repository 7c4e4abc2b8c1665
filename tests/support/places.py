"""Where words stand in a text, as findings and sources say it: in UTF-16 units."""

from assistant.core.wire.offsets import utf16_length


def place(words: str, text: str) -> dict[str, int]:
    """`start` and `end` of the first occurrence of `words`."""
    start = utf16_length(text[: text.index(words)])
    return {"start": start, "end": start + utf16_length(words)}

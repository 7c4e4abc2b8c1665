"""Reads the wish for a chart: bars or a line, and of what. No I/O."""

import re

from demo_crm.offline_model.intents import Chart

CHART = re.compile(
    r"\b(?:(?:in|as|into|on|make|draw|show(?:\s+me)?)\s+)?(?:an?\s+|the\s+)?(?:(?:bar|line)\s+)?"
    r"(?:chart|graph|plot|diagram)(?:s|ed)?\b(?:\s+of\b)?",
    re.IGNORECASE,
)
_LINE = re.compile(r"\bline\b", re.IGNORECASE)
_OVER_TIME = re.compile(r"\bover time\b|\bby (?:the )?(?:date|day|listing date)\b", re.IGNORECASE)
_MEASURES = {
    "price": r"prices?|cost",
    "square_feet": r"square f(?:ee|oo)t(?:age)?|sizes?|areas?|sq\.? ?ft",
    "year_built": r"years?|built|ages?",
    "beds": r"bed(?:room)?s",
    "baths": r"bath(?:room)?s",
}
_ROOMS = ("beds", "baths")


def read_chart(text: str) -> Chart | None:
    """The chart to draw, if the text asks for one; of prices if it does not say what of."""
    if not CHART.search(text):
        return None
    over_time = bool(_OVER_TIME.search(text))
    kind = "line" if over_time or _LINE.search(text) else "bar"
    return Chart("line" if kind == "line" else "bar", _read_measures(text), over_time)


def _read_measures(text: str) -> tuple[str, ...]:
    """What is asked for by name alone: "with 3 bedrooms" narrows a search and is no measure."""
    named = {
        measure: found.start()
        for measure, words in _MEASURES.items()
        if (found := re.search(rf"(?<!\d )(?<!\d-)\b(?:{words})\b", text, re.IGNORECASE))
    }
    first = min(named, key=lambda measure: named[measure], default="price")
    if first not in _ROOMS:
        return (first,)
    # Rooms are counted on one scale.
    return tuple(measure for measure in _ROOMS if measure in named)

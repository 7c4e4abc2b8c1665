"""Reads which of several homes is meant by what it is most: `only the cheapest`. No I/O."""

import re

from demo_crm.offline_model.amounts import COUNT
from demo_crm.offline_model.intents import PickBest
from demo_crm.offline_model.listing_words import CHEAPEST, DEAREST, NEWEST, NOUN, OLDEST

_BEST = {
    ("price", False): rf"(?:{CHEAPEST}|cheaper|less\s+expensive)",
    ("price", True): rf"(?:{DEAREST}|pricier|dearer|more\s+expensive)",
    ("listed_on", True): rf"(?:{NEWEST}|newer)",
    ("listed_on", False): OLDEST,
    ("square_feet", True): r"(?:largest|biggest|most\s+spacious|larger|bigger)",
    ("square_feet", False): r"(?:smallest|tiniest|smaller)",
}
BEST = rf"(?:{'|'.join(_BEST.values())})"
_ONE = r"(?:one|home|house|listing|property|place)"
_TAKE = r"(?:take|keep|pick|choose|use|select|go\s+(?:on\s+)?with|continue\s+with|leave)"
_OF = (
    rf"(?:of|among|out\s+of|from)\s+(?:all\s+)?(?:(?:the|these|those)\s+(?:{COUNT}\b\s*)?"
    rf"(?:{NOUN})?|them|these|those)"
)
_PICK = re.compile(
    rf"(?P<take>{_TAKE}\s+)?(?:show\s+me\s+|open\s+|i\s+want\s+)?(?P<only>(?:only|just)\s+)?"
    rf"(?:the\s+)?(?P<best>{BEST})(?:\s+{_ONE})?(?P<of>\s+{_OF})?",
    re.IGNORECASE,
)

PICKING = rf"(?:{_TAKE}\s+(?:only|just|the)\b|(?:only|just)\s+the\s+{BEST})"
"""How such a wish begins."""


def read_best(text: str) -> PickBest | None:
    """The one of those shown before that the text means; "the cheapest home" alone is a search."""
    found = _PICK.fullmatch(text.strip())
    if found is None or not (found["take"] or found["only"] or found["of"]):
        return None
    field, is_most = next(
        key for key, words in _BEST.items() if re.fullmatch(words, found["best"], re.IGNORECASE)
    )
    return PickBest(field, is_most)

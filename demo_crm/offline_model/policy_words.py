"""Reads a question about how things are done in this house. No I/O."""

import re

from demo_crm.offline_model.intents import AskKnowledge
from demo_crm.offline_model.listing_words import is_about_listings, read_filters
from demo_crm.offline_model.look_up_words import read_look_up

_ASKS = re.compile(
    r"(?:what|how|when|where|who|whom|which|why|can|could|may|must|do|does|is|are|am|will|"
    r"tell me|explain|look up|find out)\b",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"\b(?:polic(?:y|ies)|procedures?|handbook|manual|guidelines?|checklist|house rules|"
    r"fair[- ]housing (?:guide|rules))\b",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    r"\b(?:commissions?|splits?|annual cap|earnest money|escrow|deposits?|disclos\w+|lead[- ]paint|"
    r"fair[- ]housing|coming soon|hoa|homeowners'? associations?|special assessments?|"
    r"transfer fees?|escalation|dual agency|counteroffers?|license (?:number|line)|"
    r"advertis\w+|lockbox(?:es)?|referrals?|(?:technology|transaction|desk|rush|referral) fees?|"
    r"insurance|(?:yard|directional) signs?|wire fraud|service animals?|price changes?)\b",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:we|our|us|the house|the office|allowed|may i|must i|do i (?:have|need) to|am i)\b",
    re.IGNORECASE,
)
_OPEN_HOUSE = re.compile(r"\bopen houses?\b", re.IGNORECASE)
_DOING = re.compile(
    r"\b(?:book|schedule|delete|cancel|reschedule|move|update|send|publish|post it|translate)\b",
    re.IGNORECASE,
)
_FOR_SALE = frozenset({"zip", "min_beds", "min_baths", "min_price", "max_price", "town"})


def read_policy(text: str) -> AskKnowledge | None:
    """What to look up in the house's documents, if the text asks for something they may say."""
    if _PAPER.search(text):
        return AskKnowledge(text)
    if not _ASKS.match(text) or read_filters(text).keys() & _FOR_SALE:
        return None
    if _TOPIC.search(text) or _asks_the_house(text):
        return AskKnowledge(text)
    return None


def _asks_the_house(text: str) -> bool:
    is_other = (
        is_about_listings(_OPEN_HOUSE.sub("", text)) or _DOING.search(text) or read_look_up(text)
    )
    return bool(_OURS.search(text)) and not is_other

"""Reads wishes about one home: a market analysis, a website, a post for a network. No I/O."""

import re

from demo_crm.offline_model.intents import AnalyzeMarket, BuildWebsite, Intent, WritePost

_VERB = (
    r"(?:draft|create|make|build|write|prepare|set\s+up|generate|design|run|do|compose|put\s+together|"
    r"give\s+me|get(?:\s+me)?|add|show\s+me|i\s+need|i\s+want)"
)
_ARTICLE = r"(?:an?\s+|the\s+|some\s+)?"
_ANALYSIS = (
    r"(?:(?:comparative|quick|short|full|new)\s+)*(?:market\s+(?:analysis|report|comparison)|cma|"
    r"comps|comparables|comparable\s+sales|(?:price\s+)?valuation|price\s+estimate)"
)
_SITE = (
    r"(?:(?:one[- ]page|simple|small|single|new|property|listing)\s+)*"
    r"(?:web\s*-?(?:site|page)|landing\s+page|site)(?:\s+draft)?"
)
_NETWORK = r"(?:instagram|insta|facebook|linkedin)"
_POST = (
    rf"(?:(?:short|nice|quick|new)\s+)*(?:social(?:\s+media)?\s+|(?P<network>{_NETWORK})\s+)?"
    rf"post(?:ing)?(?:\s+draft)?(?:\s+(?:for|on)\s+(?P<on>{_NETWORK}))?"
)
_TOPIC = r"(?:,?\s+(?:for|of|about|on|with|from)\s+(?P<topic>.+))?"
_PLAIN_POST = re.sub(r"\?P<\w+>", "?:", _POST)
_PRODUCT = rf"(?:{_ANALYSIS}|{_SITE}|{_PLAIN_POST})\b"

MAKING = rf"{_VERB}\s+{_ARTICLE}{_PRODUCT}"
"""How such a wish begins."""

_LEAD = r"\s+(?:for|of|about|on)\s+"
_AND = r"\s*(?:,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s+plus\s+)"
_LISTED = re.compile(
    rf"\b(?P<verb>{_VERB})\s+(?P<first>{_ARTICLE}{_PRODUCT})"
    rf"(?P<early>{_LEAD}[^,;.]{{1,60}}?)?(?P<more>(?:{_AND}(?:also\s+)?{_ARTICLE}{_PRODUCT})+)"
    rf"(?P<topic>{_LEAD}[^,;.]+?)?(?=\s*(?:[,;.]|\s+and\s+|$))",
    re.IGNORECASE,
)
_NEXT = re.compile(rf"{_AND}(?:also\s+)?(?={_ARTICLE}{_PRODUCT})", re.IGNORECASE)
_WISHES = {
    "market": re.compile(rf"(?:{_VERB}\s+)?{_ARTICLE}{_ANALYSIS}{_TOPIC}", re.IGNORECASE),
    "worth": re.compile(
        r"(?:what(?:['’]s|\s+is|\s+would)|how\s+much\s+is|estimate\s+what)\s+(?P<topic>.+?)\s+"
        r"(?:be\s+)?(?:worth|sell\s+for|going\s+to\s+sell\s+for)",
        re.IGNORECASE,
    ),
    "sell": re.compile(
        r"(?:what|how\s+much)\s+(?:could|would|might|may|can|will)\s+(?P<topic>.+?)\s+"
        r"(?:sell\s+for|be\s+worth|fetch)",
        re.IGNORECASE,
    ),
    "site": re.compile(rf"(?:{_VERB}\s+)?{_ARTICLE}{_SITE}{_TOPIC}", re.IGNORECASE),
    "post": re.compile(rf"(?:{_VERB}\s+)?{_ARTICLE}{_POST}{_TOPIC}", re.IGNORECASE),
}
_SHORT = {"insta": "instagram"}


def read_marketing(text: str) -> Intent | None:
    """What to make of one home; its topic is "" where the home at hand is meant."""
    for kind, wish in _WISHES.items():
        found = wish.fullmatch(text.strip())
        if found is None:
            continue
        topic = (found["topic"] or "").strip()
        match kind:
            case "site":
                return BuildWebsite(topic)
            case "post":
                network = (found["network"] or found["on"] or "").lower()
                return WritePost(topic, _SHORT.get(network, network) or None)
            case _:
                return AnalyzeMarket(topic)
    return None


def spread_products(text: str) -> str:
    """Say the verb with each of several: "draft a website and a post for it"."""

    def say_each(found: re.Match[str]) -> str:
        named = [found["first"], *_NEXT.split(found["more"])[1:]]
        topic = found["topic"] or found["early"] or ""
        return ", ".join(f"{found['verb']} {each.strip()}{topic}" for each in named)

    return _LISTED.sub(say_each, text)

"""Tells what a sentence states from what it offers, asks, or says in parting. No I/O."""

import re

from assistant.core.assertions.claims import Claim
from assistant.core.assertions.figures.values import Amount, Moment

_ROOM = 160
_LEAD = r"\W*(?:(?:and|or|so|then|also|if not|otherwise|alternatively|instead),?\s+)?"
_ASKED = re.compile(
    rf"{_LEAD}(?:(?:shall|should|would|could|can|may|might|will|do|does|is|are|am)\b(?!n't)|"
    r"(?:how|what) about\b|(?:want|like|prefer|care|need|mind|looking)\b)",
    re.IGNORECASE,
)
_ASKED_OF_DAYS = re.compile(rf"{_LEAD}(?:when|which)\b", re.IGNORECASE)
_PROPOSED = re.compile(
    rf"{_LEAD}(?:(?:shall|should|may|can|could) (?:I|we)|(?:do you |would you )?(?:want|like) "
    r"(?:me|us))\b",
    re.IGNORECASE,
)
# "Do you know that", "its price of $2M" and "its 17 offers" take for granted what follows.
_GRANTED = re.compile(
    r"\b(?:know|knew|aware|see|saw|seen|notice|noticed|remember|hear|heard|realize|realise|told|"
    r"say|said|mean|because|since|that|which|who|whose|it's|they're)\b|"
    r"[,:-] ?(?:it|he|she|they|there)\b|"
    r"\b(?:the|its|their|his|her|this|these|those) (?:[a-z]+ ){0,2}(?:of|at) \Z",
    re.IGNORECASE,
)
_KNOWN = re.compile(r"\b(?:the|its|their|these|those) (?:other |first |last )?\Z", re.IGNORECASE)
_OFFERED = re.compile(
    rf"{_LEAD}(?:if (?:you|that|it|this)\b[^,;:.]{{1,60}},\s)?"
    r"(?:(?:I|we) (?:can|could|may|might)|"
    r"(?:(?:I|we)(?: am| are|'m|'d| would) )?(?:also )?(?:be )?(?:happy|glad) to)\b"
    r"(?!(?: also| only| even| already)* (?:confirm|tell|say|see|assure|report|share|promise|offer|"
    r"find|found|show|count|hear|get)\b)",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\b(?:if|unless|whether|in case)\b[^,;:]*\Z", re.IGNORECASE)
_STATES = re.compile(
    r"\b(?:is|are|was|were|has|have|had|costs?|asks|that|which|who|because|since|it's|they're)\b",
    re.IGNORECASE,
)
_PARTING = re.compile(
    r"\W*(?:see you|talk to you|speak to you|until|have a|enjoy|happy|looking forward)\b",
    re.IGNORECASE,
)
_BIDDEN = re.compile(
    r"\W*(?:please (?:reply|answer|respond|confirm|write|call|let|get back)|let (?:me|us) know|"
    r"for example|for instance|e\.g\.)",
    re.IGNORECASE,
)
_PASSING = ("minute", "hour")
# "Allow 30 minutes" is advice; how long a way or a thing takes is a fact.
_TOLD = re.compile(
    r"\b(?:drive|drives|walk|walking|ride|commute|away|trip|flight|train|foot|far|distance|"
    r"takes|took|lasts|lasted|by (?:car|bus))\b",
    re.IGNORECASE,
)


def states(claim: Claim) -> bool:
    """Whether a figure that nothing says is said to be true."""
    words, value = claim.words, claim.figure.value
    sentence = words.text[words.start : min(words.end, words.start + _ROOM)]
    if _BIDDEN.match(sentence):
        return False
    if isinstance(value, Amount) and claim.unit in _PASSING and not _TOLD.search(sentence):
        return False
    if isinstance(value, Moment) and not value.minutes and _PARTING.match(sentence):
        return False
    before = words.text[words.start : claim.figure.start][-_ROOM:]
    is_question = words.text[words.start : words.end].rstrip().endswith("?")
    return not ((is_question and _asks(claim, before)) or _offers(before))


def _asks(claim: Claim, before: str) -> bool:
    """Whether a question asks for it, rather than takes it for granted."""
    if _PROPOSED.match(before):
        return True
    is_day = isinstance(claim.figure.value, Moment)
    opening = _ASKED.match(before) or (_ASKED_OF_DAYS.match(before) if is_day else None)
    if opening is None or _GRANTED.search(before, opening.end()):
        return False
    return claim.sort != "number" or not _KNOWN.search(before)


def _offers(before: str) -> bool:
    """Whether what leads to it says what one could do, or under which condition."""
    opening = _OFFERED.match(before) or _CONDITION.search(before)
    return opening is not None and not _STATES.search(before, opening.start())

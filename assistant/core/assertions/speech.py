"""Tells what a sentence states from what it offers, asks, or says in parting. No I/O."""

import re

from assistant.core.assertions.claims import Claim
from assistant.core.assertions.figures.values import Amount, Moment

_ROOM = 160
_ASKED = re.compile(
    r"\W*(?:(?:and|or|so|then|if not),?\s+)?(?:shall|should|would|could|can|may|might|will|"
    r"how about|what about|do you (?!know|remember|see)|want|are you|"
    r"is (?:it|that|this|there)|which|when)\b",
    re.IGNORECASE,
)
_OFFERED = re.compile(
    r"\W*(?:shall|should|may|can|could) (?:I|we)\b|"
    r"\W*(?:do you |would you )?(?:want|like) (?:me|us)\b",
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


def states(claim: Claim, *, is_named: bool) -> bool:
    """Whether a figure that nothing says is said to be true; `is_named` of a record."""
    words, value = claim.words, claim.figure.value
    sentence = words.text[words.start : min(words.end, words.start + _ROOM)]
    if _BIDDEN.match(sentence):
        return False
    if isinstance(value, Amount) and claim.unit in _PASSING and not _TOLD.search(sentence):
        return False
    if isinstance(value, Moment) and not value.minutes and _PARTING.match(sentence):
        return False
    is_question = words.text[words.start : words.end].rstrip().endswith("?")
    if not is_question or is_named:
        return True
    return not (_ASKED if isinstance(value, Moment) else _OFFERED).match(sentence)

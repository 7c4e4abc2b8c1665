"""Reads what asks for nothing but a friendly word. No I/O."""

import re

from demo_crm.offline_model.intents import Courtesy, SmallTalk

_GREETING = re.compile(
    r"(?:hi|hello|hey|howdy|good (?:morning|afternoon|evening))(?:,? (?:there|again|weft|all))?",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"(?=\w)(?:(?:great|perfect|nice|ok|okay|many|and)[\s,!]*)*"
    r"(?:(?:thanks|thank you|thx|cheers)(?: (?:so much|very much|a lot|again|for .{1,40}))?)?",
    re.IGNORECASE,
)
_ABILITIES = re.compile(
    r"(?:help|what (?:else )?(?:can|could|do) you (?:do|offer|know|help (?:me )?with)"
    r"(?: for me| here)?|what (?:can|could|may) i (?:ask|say|do)(?: you| here)?(?: for)?|"
    r"(?:what are|show me|list) your abilities|how (?:can|could|do) you (?:help|work)(?: me)?|"
    r"(?:who|what) are you)",
    re.IGNORECASE,
)
_SAID = {
    Courtesy.GREETING: _GREETING,
    Courtesy.ABILITIES: _ABILITIES,
    Courtesy.THANKS: _THANKS,
}


def read_courtesy(text: str) -> SmallTalk | None:
    """Hello, thanks, or what can you do, where the text says nothing else."""
    said = next((courtesy for courtesy, words in _SAID.items() if words.fullmatch(text)), None)
    return SmallTalk(said) if said else None
